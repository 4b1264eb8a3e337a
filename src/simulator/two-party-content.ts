import type { ContentDraft, DraftedContent } from "./content-draft.ts";
import { member } from "./content-draft.ts";
import type { ModelFailure, ModelNetwork } from "./call-model.ts";
import { FAILURE_REASONS } from "./names.ts";
import { TRUNKS } from "./office.ts";
import type { Trunk } from "./office.ts";
import { outsider } from "./outsiders.ts";
import { Random } from "./random.ts";
import { makeSession } from "./session-model.ts";
import type { SessionSpec, Somebody } from "./session-model.ts";

/** A call between two: one session, whose id is the call's, with a participant at both ends. */
export function twoPartyContent(draft: ContentDraft): DraftedContent {
  const { plan, random } = draft;
  const first = member(draft, plan.members[0] ?? 0);
  if (plan.kind === "phone") return phoneContent(draft, first);
  if (plan.kind === "test") return testContent(draft, first);
  const second = secondParty(draft);
  const modalities = ["audio"];
  if (random.chance(0.25)) modalities.push("video");
  if (random.chance(0.18)) modalities.push("videoBasedScreenSharing");
  if (random.chance(0.04)) modalities.push("data");
  const isFailed = plan.kind === "failed";
  const session = makeSession(draft, {
    id: plan.id,
    start: plan.start,
    end: plan.end,
    modalities: plan.kind === "missed" || isFailed ? ["audio"] : modalities,
    caller: first,
    callee: second,
    failure: isFailed ? drawFailure(draft) : null,
    withoutMedia: isFailed && random.chance(0.6),
  });
  // Some unanswered calls leave no session at all.
  const isBare = plan.kind === "missed" && random.chance(0.2);
  return between(first, second, isBare ? [] : [session]);
}

function between(first: Somebody, second: Somebody, sessions: DraftedContent["sessions"]): DraftedContent {
  const participants = [first.identity, second.identity];
  return { type: "peerToPeer", organizer: first.identity, participants, sessions, joinWebUrl: null };
}

function secondParty(draft: ContentDraft): Somebody {
  const index = draft.plan.members[1];
  if (index !== undefined) return member(draft, index);
  return outsider(draft.random, draft.plan.kind === "federated" ? "federated" : "encrypted", draft.world.tenantId);
}

/** Some calls that failed for the people in them carry no failure. */
function drawFailure(draft: ContentDraft): ModelFailure | null {
  if (draft.random.chance(0.25)) return null;
  const stage = draft.random.weighted({ callSetup: 6, midcall: 3, unknown: 1 });
  return { stage, reason: draft.random.pick(FAILURE_REASONS) };
}

/** What the records tell of a trunk: the address and name of the far side's network. */
export function trunkNetwork(trunk: Trunk): ModelNetwork {
  return {
    ipAddress: trunk.address,
    subnet: "",
    reflexiveIPAddress: trunk.address,
    dnsSuffix: trunk.name,
    port: 5061,
    connectionType: "wired",
    networkTransportProtocol: "udp",
  };
}

export function trunkOf(person: Somebody["person"]): Trunk {
  const site = person?.site ?? "Berlin";
  const index = site === "New York" ? 2 : site === "London" ? 1 : 0;
  return TRUNKS[index] ?? (TRUNKS[0] as Trunk);
}

function phoneContent(draft: ContentDraft, first: Somebody): DraftedContent {
  const { plan, random } = draft;
  const phone = outsider(random, "phone", draft.world.tenantId);
  const trunk = trunkOf(first.person);
  phone.equipment.network = trunkNetwork(trunk);
  phone.equipment.exposure = { ...phone.equipment.exposure, trunk: trunk.name };
  const isIncoming = random.chance(0.5);
  const [caller, callee] = isIncoming ? [phone, first] : [first, phone];
  const spec: SessionSpec = {
    id: plan.id,
    start: plan.start,
    end: plan.end,
    modalities: ["audio"],
    caller,
    callee,
    segments: random.chance(0.3) ? 2 : 1,
  };
  return between(caller, callee, [makeSession(draft, spec)]);
}

function testContent(draft: ContentDraft, first: Somebody): DraftedContent {
  const { plan, random } = draft;
  const echo = outsider(random, "bot", draft.world.tenantId);
  echo.identity.id = new Random(`${draft.world.seed}/test-call-service`).guid();
  echo.identity.displayName = "Test call service";
  const spec: SessionSpec = {
    id: plan.id,
    start: plan.start,
    end: plan.end,
    modalities: ["audio"],
    caller: first,
    callee: echo,
    isTest: true,
    withoutSurvey: true,
  };
  return between(first, echo, [makeSession(draft, spec)]);
}
