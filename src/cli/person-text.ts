import type { StoredOfPerson } from "../calls/erasure.ts";

const KINDS: Record<keyof StoredOfPerson, [one: string, many: string]> = {
  participations: ["call", "calls"],
  sessions: ["session", "sessions"],
  phoneCalls: ["telephone log entry", "telephone log entries"],
  conversations: ["conversation", "conversations"],
  looks: ["access log entry", "access log entries"],
};

/** What is stored of somebody, before it is erased. */
export function storedText(stored: StoredOfPerson): string {
  return `Stored of this person: ${countsText(stored)}.\n`;
}

/** The receipt of an erasure. */
export function erasureText({
  receiptId,
  at,
  erased,
}: {
  receiptId: string;
  at: string;
  erased: StoredOfPerson;
}): string {
  return [
    `Erased: ${countsText(erased)}.`,
    `Receipt: ${receiptId}, ${at}. It names nobody; keep it as the proof.`,
    "Calls of this person that arrive later are kept without their name.",
    "",
  ].join("\n");
}

function countsText(stored: StoredOfPerson): string {
  const counts = (Object.keys(KINDS) as (keyof StoredOfPerson)[])
    .filter((kind) => stored[kind] > 0)
    .map((kind) => `${stored[kind]} ${KINDS[kind][stored[kind] === 1 ? 0 : 1]}`);
  return counts.length === 0 ? "nothing" : counts.join(", ");
}
