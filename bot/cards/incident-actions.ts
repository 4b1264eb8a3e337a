import { incidentIdOf } from "../../src/calls/incident.ts";
import { MUTE_MINUTES, type HandledIncident, type IncidentHandling } from "../../src/calls/incident-handling.ts";
import type { Messages } from "../messages/catalog.ts";
import { actAction, inputsAction } from "./act-action.ts";
import type { CardButton } from "./adaptive-card.ts";
import { clip } from "../messages/clip.ts";

/** Inputs' ids, by which their values come back. */
export const ASSIGNEE_INPUT = "assignee";
export const MUTE_INPUT = "muteMinutes";

const LONGEST_NAME = 60;
const MOST_ADMINS = 40;

/** Somebody whom an incident can be assigned to. */
export type NamedAdmin = { id: string; displayName: string };

type Reader = {
  handling: IncidentHandling;
  admins: readonly NamedAdmin[];
  /** The reader sees the names of those affected. */
  isRevealed: boolean;
  /** Whether they can be revealed at all. */
  mayReveal: boolean;
};

/** What admins can do about an incident. */
export function incidentActions(
  incident: HandledIncident,
  { handling, admins, isRevealed, mayReveal }: Reader,
  messages: Messages,
): CardButton[] {
  const { buttons } = messages.incidents;
  const about = (act: string): { act: string; incidentId: string } => ({ act, incidentId: incidentIdOf(incident) });
  const reveal = isRevealed ? actAction(buttons.mask, about("mask")) : actAction(buttons.reveal, about("reveal"));
  const people = mayReveal && (incident.affected?.personIds.length ?? 0) > 0 ? [reveal] : [];
  if (incident.state !== "open") return people;
  return [
    ...(handling.acknowledged === null ? [actAction(buttons.acknowledge, about("acknowledge"), "positive")] : []),
    actAction(buttons.assignToMe, about("assignToMe")),
    ...assignActions(about("assign"), { handling, admins }, messages),
    handling.muted === null ? muteAction(about("mute"), messages) : actAction(buttons.unmute, about("unmute")),
    ...people,
  ];
}

/** Nobody's name is known: there is nobody to choose. */
function assignActions(
  data: { act: string; incidentId: string },
  { handling, admins }: { handling: IncidentHandling; admins: readonly NamedAdmin[] },
  { incidents }: Messages,
): CardButton[] {
  const { buttons, assignTo } = incidents;
  const choices = admins
    .slice(0, MOST_ADMINS)
    .map(({ id, displayName }) => ({ title: clip(displayName, LONGEST_NAME), value: id }));
  const chosen = handling.assigned?.to ?? choices[0]?.value;
  const takeBack = actAction(buttons.takeBack, { ...data, act: "assignToNobody" });
  const returns = handling.assigned === null ? [] : [takeBack];
  if (choices.length === 0) return returns;
  const input = {
    type: "Input.ChoiceSet" as const,
    id: ASSIGNEE_INPUT,
    label: assignTo,
    style: "compact" as const,
    choices,
    ...(chosen !== undefined && { value: chosen }),
  };
  return [inputsAction(buttons.assign, [input], [actAction(buttons.assign, data), ...returns])];
}

function muteAction(data: { act: string; incidentId: string }, { incidents, formats }: Messages): CardButton {
  const choices = MUTE_MINUTES.map((minutes) => ({
    title: incidents.muteFor(formats.duration(minutes * 60)),
    value: String(minutes),
  }));
  const [value] = choices.map((choice) => choice.value);
  return inputsAction(
    incidents.buttons.mute,
    [
      {
        type: "Input.ChoiceSet",
        id: MUTE_INPUT,
        label: incidents.muteHowLong,
        style: "compact",
        choices,
        ...(value !== undefined && { value }),
      },
    ],
    [actAction(incidents.buttons.mute, data)],
  );
}
