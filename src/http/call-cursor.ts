import { ServiceError } from "../service-error.ts";
import type { CallPlace } from "../store/store.ts";

const LONGEST_ID = 200;

/** A place in a list of calls as the text that its next page is asked by. It holds nothing that the caller may not see. */
export function cursorOf({ start, callId }: CallPlace): string {
  return Buffer.from(`${start.getTime()} ${callId}`, "utf8").toString("base64url");
}

/**
 * The place that a cursor names; somebody else's cursor is a place in one's own list. Throws ServiceError "bad_request"
 * for a text that `cursorOf` does not give.
 */
export function placeOfCursor(cursor: string): CallPlace {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const [, time = "", callId = ""] = /^(-?\d{1,16}) ([^\p{Cc}\p{Cs}]+)$/u.exec(text) ?? [];
  const place = { start: new Date(Number(time)), callId };
  const isWhole = time !== "" && !Number.isNaN(place.start.getTime()) && callId.length <= LONGEST_ID;
  if (!isWhole || cursorOf(place) !== cursor) {
    throw new ServiceError("bad_request", "cursor in the query string is not valid: no such place", {
      remedy: "fix-input",
    });
  }
  return place;
}
