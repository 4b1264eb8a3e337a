import { z } from "zod";
import type { IncidentDesk } from "../../src/calls/incident-desk.ts";
import type { HandledIncident, HandlingChange } from "../../src/calls/incident-handling.ts";
import type { Clock } from "../../src/clock.ts";
import { errorCode } from "../../src/service-error.ts";
import type { HelpRequests } from "../../src/store/help-requests.ts";
import type { ChannelCardMaker, RevealedNames } from "../alerts/channel-card.ts";
import { errorCard } from "../cards/error-card.ts";
import { ASSIGNEE_INPUT, MUTE_INPUT } from "../cards/incident-actions.ts";
import { DAYS_INPUT, NOTE_INPUT, sentCallCard } from "../cards/send-call.ts";
import { viewedCallCard } from "../cards/viewed-call-card.ts";
import type { Messages } from "../messages/catalog.ts";
import { ALERT_SETUP_ACTS, setUpAlerts, type AlertSetupParts } from "./alert-setup-acts.ts";
import type { Answering } from "./answering.ts";
import type { Asker } from "./asker.ts";
import { inTime } from "./in-time.ts";
import { cardReply, type Reply } from "./reply.ts";

export type CardActsParts = {
  desk: IncidentDesk;
  helpRequests: Pick<HelpRequests, "send" | "revoke" | "view">;
  cardMaker: Pick<ChannelCardMaker, "make">;
  setup: AlertSetupParts;
  /** A request for help is to be told at once. */
  onSent: () => void;
};

const id = z.string().min(1).max(400);
const wholeNumber = z.coerce.number().int().positive();
const incident = { incidentId: id };

/** What buttons do beside asking questions, as their data say with what the inputs hold. Nothing of it can be trusted. */
const actShape = z.discriminatedUnion("act", [
  z.object({ act: z.enum(["acknowledge", "assignToMe", "assignToNobody", "unmute"]), ...incident }),
  z.object({ act: z.enum(["reveal", "mask"]), ...incident }),
  z.object({ act: z.literal("assign"), ...incident, [ASSIGNEE_INPUT]: id }),
  z.object({ act: z.literal("mute"), ...incident, [MUTE_INPUT]: wholeNumber }),
  z.object({ act: z.literal("sendCall"), callId: id, [DAYS_INPUT]: wholeNumber, [NOTE_INPUT]: z.string().optional() }),
  z.object({ act: z.literal("revokeCall"), callId: id }),
  z.object({ act: z.literal("viewCall"), requestId: id }),
  ...ALERT_SETUP_ACTS,
]);
export type CardAct = z.infer<typeof actShape>;

const clickShape = z.looseObject({
  action: z.looseObject({ type: z.literal("Action.Execute"), verb: z.literal("act"), data: actShape }),
});

/** What a clicked Universal Action wants done; null for a click that is none of these. */
export function clickedAct(value: unknown): CardAct | null {
  return clickShape.safeParse(value).data?.action.data ?? null;
}

/** The same of a card's Action.Submit, from clients without Universal Actions. */
export function submittedAct(data: unknown): CardAct | null {
  return actShape.safeParse(data).data ?? null;
}

/** Of what is Teams' 15 seconds for a click. */
const DONE_WITHIN = { code: "answer_timed_out", withinMs: 12_000 };
const MINUTE_MS = 60_000;

/**
 * Does what a card's button says, for whoever clicked it; the card that comes back is theirs alone. What others are to
 * see comes to them as the card's next revision.
 */
export class CardActs {
  readonly #parts: CardActsParts;
  readonly #answering: Pick<Answering, "failed">;
  readonly #clock: Clock;

  constructor(parts: CardActsParts, { answering, clock }: { answering: Pick<Answering, "failed">; clock: Clock }) {
    this.#parts = parts;
    this.#answering = answering;
    this.#clock = clock;
  }

  /** Never rejects: what is not allowed is said, and what goes wrong is logged under the reference that the card shows. */
  async reply(act: CardAct, asker: Asker, conversationId: string): Promise<Reply> {
    const { messages } = asker;
    try {
      return await inTime(this.#do(act, asker, conversationId), { ...DONE_WITHIN, clock: this.#clock });
    } catch (error) {
      const told = refusal(errorCode(error), messages);
      if (told !== null) return { text: told };
      return cardReply(errorCard(this.#answering.failed(error, "button not served"), null, messages));
    }
  }

  async #do(act: CardAct, asker: Asker, conversationId: string): Promise<Reply> {
    const { viewer, messages } = asker;
    const { desk, helpRequests, onSent } = this.#parts;
    switch (act.act) {
      case "sendCall": {
        const { [DAYS_INPUT]: days, [NOTE_INPUT]: note } = act;
        const request = await helpRequests.send(viewer, act.callId, { days, note: note ?? null });
        onSent();
        return cardReply(sentCallCard(request, messages));
      }
      case "revokeCall": {
        const request = await helpRequests.revoke(viewer, act.callId);
        onSent();
        return request === null ? { text: messages.sentCalls.notYours } : cardReply(sentCallCard(request, messages));
      }
      case "viewCall": {
        const viewed = await helpRequests.view(viewer, act.requestId);
        if (viewed === null) return { text: messages.sentCalls.overForAdmins };
        return cardReply(viewedCallCard(viewed.detail, this.#clock.now(), messages));
      }
      case "setUpAlerts":
      case "saveChannel":
      case "editRule":
      case "saveRule":
      case "tryRule":
        return setUpAlerts(act, asker, conversationId, this.#parts.setup);
      case "reveal": {
        const revealed = await desk.reveal(viewer, act.incidentId);
        return this.#shown(revealed?.incident ?? null, messages, revealed);
      }
      case "mask":
        return this.#shown(await desk.find(viewer, act.incidentId), messages);
      default: {
        const change = changeOf(act, viewer.personId);
        return this.#shown(await desk.handle(viewer, act.incidentId, change), messages);
      }
    }
  }

  async #shown(present: HandledIncident | null, messages: Messages, revealed: RevealedNames = null): Promise<Reply> {
    if (present === null) return { text: messages.incidents.gone };
    const card = { kind: "incident" as const, incident: present };
    return cardReply(await this.#parts.cardMaker.make({ card, mayBeRepeat: false }, messages, revealed));
  }
}

type IncidentAct = Extract<CardAct, { incidentId: string }>;

function changeOf(act: Exclude<IncidentAct, { act: "reveal" | "mask" }>, clicker: string): HandlingChange {
  switch (act.act) {
    case "assign":
      return { kind: "assign", to: act[ASSIGNEE_INPUT] };
    case "mute":
      return { kind: "mute", forMs: act[MUTE_INPUT] * MINUTE_MS };
    case "assignToMe":
      return { kind: "assign", to: clicker };
    case "assignToNobody":
      return { kind: "assign", to: null };
    case "acknowledge":
    case "unmute":
      return { kind: act.act };
  }
}

/** What is said to whoever may not, or cannot; null for what is a failure of ours. */
function refusal(code: string, { admin, incidents, sentCalls, alertSetup }: Messages): string | null {
  switch (code) {
    case "admins_only":
    case "not_an_admin":
    case "not_allowed":
      return incidents.adminsOnly;
    case "anonymous_mode":
      return admin.anonymous;
    case "call_not_found":
      return sentCalls.notYours;
    case "alert_rule_invalid":
    case "alert_rule_unknown":
    case "alert_rule_not_tried":
      return alertSetup.invalid;
    case "alert_rule_trial_too_large":
      return alertSetup.tooManyToTry;
    case "alert_rule_changed":
      return alertSetup.changedMeanwhile;
    default:
      return null;
  }
}
