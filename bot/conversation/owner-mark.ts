import { createHash } from "node:crypto";
import { z } from "zod";
import type { AdaptiveCard, CardAction } from "../cards/adaptive-card.ts";

/**
 * What a button of a card in a shared place carries beside its question. A client can forge all of it: it only tells
 * whose card it is, so that nobody else replaces it by accident. What is shown is the clicker's, always.
 */
export type SharedClick = { owner: string; where: "here" | "me" | null };

const askShape = z.object({ text: z.string() });

/** Names a person on a card that others can read, without their id. */
export function ownerMark(personId: string): string {
  return createHash("sha256").update(personId).digest("base64url").slice(0, 12);
}

/** The card, or one button of it, with every question marked: whose card it is and, once they confirmed, where the answer goes. */
export function marked(card: AdaptiveCard | CardAction, { owner, where }: SharedClick): unknown {
  const marks = { owner, ...(where !== null && { where }) };
  const withMarks = (key: string, value: unknown): unknown =>
    key === "data" && askShape.safeParse(value).success ? { ...askShape.parse(value), ...marks } : value;
  return JSON.parse(JSON.stringify(card, withMarks)) as unknown;
}
