import { randomUUID } from "node:crypto";
import { buildNotification } from "../support/webhook-server.ts";

export type NotificationBodies = {
  /** The next body and the calls it names, none of which was named before. The bytes hold until the next call. */
  next(): { bytes: Buffer; callIds: string[] };
};

const PLACEHOLDER = "00000000-0000-4000-8000-000000000000";

/** Bodies with so many notifications each, as Graph sends them, written so quickly that a sender spends little on them. */
export function createNotificationBodies(size: number): NotificationBodies {
  const item = JSON.stringify(buildNotification(PLACEHOLDER));
  const bytes = Buffer.from(`{"value":[${Array.from({ length: size }, () => item).join(",")}]}`);
  const places = placesOf(bytes, PLACEHOLDER);
  const perItem = places.length / size;
  return {
    next() {
      const callIds = Array.from({ length: size }, () => randomUUID());
      for (const [at, place] of places.entries()) bytes.write(callIds[Math.floor(at / perItem)] ?? "", place, "latin1");
      return { bytes, callIds };
    },
  };
}

function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + text.length)) places.push(at);
  return places;
}
