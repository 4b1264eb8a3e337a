import { setImmediate as nextTurn } from "node:timers/promises";
import { Binary } from "mongodb";
import { inBatches } from "./bulk-upsert.ts";

/** Two of half a million people have the same mark about once in two thousand tenants. */
const MARK_BYTES = 6;
/** Some milliseconds' work: requests are answered between one such part and the next. */
const MARKS_A_TURN = 20_000;

/**
 * The beginnings of people's marks, one after another. `markOf` gives hexadecimal digits (see erased-people.ts) and takes
 * time.
 */
export async function packMarks(personIds: readonly string[], markOf: (personId: string) => string): Promise<Binary> {
  const parts: Buffer[] = [];
  for (const batch of inBatches(personIds)) {
    if (parts.length > 0) await nextTurn();
    const digits = batch.map((personId) => markOf(personId).slice(0, MARK_BYTES * 2));
    parts.push(Buffer.from(digits.join(""), "hex"));
  }
  return new Binary(Buffer.concat(parts));
}

export type MarkCount = {
  add(pack: Binary): Promise<void>;
  /** How many different people there are in the packs so far. */
  people(): number;
};

/** Counts people over packs, of which it keeps none. */
export function createMarkCount(): MarkCount {
  const marks = new Set<number>();
  let read = 0;

  return {
    async add(pack) {
      const bytes = Buffer.from(pack.value());
      for (let at = 0; at < bytes.length; at += MARK_BYTES) {
        marks.add(bytes.readUIntBE(at, MARK_BYTES));
        read += 1;
        if (read % MARKS_A_TURN === 0) await nextTurn();
      }
    },
    people: () => marks.size,
  };
}
