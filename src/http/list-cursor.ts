import { ServiceError } from "../service-error.ts";

/** Where a page of a list ends: at an instant, and at which of those at the same one. */
export type ListPlace = { at: Date; id: string };

const LONGEST_ID = 600;

/** A place in a list as the text that its next page is asked by. It holds nothing that the caller may not see. */
export function cursorOf({ at, id }: ListPlace): string {
  return Buffer.from(`${at.getTime()} ${id}`, "utf8").toString("base64url");
}

/**
 * The place that a cursor names; somebody else's cursor is a place in one's own list. Throws ServiceError "bad_request"
 * for a text that `cursorOf` does not give.
 */
export function placeOfCursor(cursor: string): ListPlace {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const [, time = "", id = ""] = /^(-?\d{1,16}) ([^\p{Cc}\p{Cs}]+)$/u.exec(text) ?? [];
  const place = { at: new Date(Number(time)), id };
  const isWhole = time !== "" && !Number.isNaN(place.at.getTime()) && id.length <= LONGEST_ID;
  if (!isWhole || cursorOf(place) !== cursor) {
    throw new ServiceError("bad_request", "cursor in the query string is not valid: no such place", {
      remedy: "fix-input",
    });
  }
  return place;
}
