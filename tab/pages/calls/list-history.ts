import type { ListPlace } from "./CallGrid.tsx";

/*
 * Where somebody was in the list stands in the browser's history, at the list's own entry, so that the way back leads
 * there; the call's entry says by which conditions it was found.
 */

/** Of the history entry that is shown: the place in the list, when somebody was there before. */
export function placeInHistory(): ListPlace | null {
  const place = inState("listPlace");
  if (place === null || typeof place !== "object") return null;
  const scrollTop: unknown = Reflect.get(place, "scrollTop");
  const position: unknown = Reflect.get(place, "position");
  return typeof scrollTop === "number" && typeof position === "number" ? { scrollTop, position } : null;
}

/** Keeps the place at the entry that is shown. */
export function keepPlaceInHistory(listPlace: ListPlace): void {
  const state: unknown = history.state;
  history.replaceState({ ...(state !== null && typeof state === "object" ? state : {}), listPlace }, "");
}

/** The state of a call's entry: the list's query string, without a question mark. */
export function cameFromList(query: string): { listQuery: string } {
  return { listQuery: query };
}

/** The query string of the list from which the call that is shown was opened; null when it came another way. */
export function listQueryInHistory(): string | null {
  const query = inState("listQuery");
  return typeof query === "string" ? query : null;
}

function inState(name: string): unknown {
  const state: unknown = history.state;
  return state !== null && typeof state === "object" ? (Reflect.get(state, name) as unknown) : null;
}
