import { ANY_CALL, matchesFilter, type CallFilter, type FilteredCall } from "./call-filter.ts";
import { opinionOf } from "./feedback-agreement.ts";
import type { Participation } from "./participation.ts";
import { foldName } from "./person-name.ts";

/** Which of a person's calls a list shows. Null: any. Several conditions must all hold. */
export type CallConditions = {
  filter: CallFilter;
  /** The name of the microphone, as Graph gives it. */
  device: string | null;
  /** What the person thought of the call: their worst answer. `notRated`: asked, nothing answered. */
  feedback: "poor" | "good" | "rated" | "notRated" | null;
  /** Part of a device's name, the beginning of another person's name or name part, or the beginning of a call id. */
  search: string | null;
};

export const NO_CONDITIONS: CallConditions = { filter: ANY_CALL, device: null, feedback: null, search: null };

/** Shorter beginnings of a call id are not looked for: chance would find something. */
export const SHORTEST_CALL_ID_PREFIX = 8;

/** What of a call decides whether a list shows it. */
export type ListedCall = FilteredCall & Pick<Participation, "callId" | "device">;

/** Calls that conditions on other people mean, whom only the store can find. Null: no such condition. */
export type FoundCalls = {
  /** Those with the filter's person. */
  withPerson: ReadonlySet<string> | null;
  /** Those with somebody whose name the searched text may mean. */
  withSearched: ReadonlySet<string> | null;
};

/** Whether every condition holds. */
export function meetsConditions(
  call: ListedCall,
  { filter, device, feedback, search }: CallConditions,
  { withPerson, withSearched }: FoundCalls,
): boolean {
  return (
    matchesFilter(call, filter) &&
    (device === null || call.device?.captureDeviceName === device) &&
    (feedback === null || hasFeedback(call, feedback)) &&
    (withPerson === null || withPerson.has(call.callId)) &&
    (search === null || withSearched?.has(call.callId) === true || isFound(call, search))
  );
}

/** The beginning of a call id that a searched text may be, in the case in which ids are kept; null: too short for one. */
export function callIdPrefix(search: string): string | null {
  return search.length >= SHORTEST_CALL_ID_PREFIX ? search.toLowerCase() : null;
}

/** Whether a text is a part of a device's name, case and accents aside. */
export function deviceMatches(name: string | null, search: string): boolean {
  return name !== null && foldName(name).includes(foldName(search));
}

function isFound({ callId, device }: ListedCall, search: string): boolean {
  const prefix = callIdPrefix(search);
  return (
    (prefix !== null && callId.startsWith(prefix)) ||
    deviceMatches(device?.captureDeviceName ?? null, search) ||
    deviceMatches(device?.renderDeviceName ?? null, search)
  );
}

function hasFeedback(call: FilteredCall, wanted: NonNullable<CallConditions["feedback"]>): boolean {
  const opinion = opinionOf(call);
  switch (wanted) {
    case "poor":
      return opinion === "ratedPoor";
    case "good":
      return opinion === "ratedGood";
    case "rated":
      return opinion !== null;
    case "notRated":
      return opinion === null && call.ratings.some(({ rating }) => rating === "notRated");
  }
}
