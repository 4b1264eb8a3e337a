import { Binary } from "mongodb";

/** Two of half a million people have the same mark about once in two thousand tenants. */
const MARK_BYTES = 6;

/** The beginnings of people's marks (hexadecimal, see erased-people.ts), one after another. */
export function packMarks(marks: readonly string[]): Binary {
  return new Binary(Buffer.from(marks.map((mark) => mark.slice(0, MARK_BYTES * 2)).join(""), "hex"));
}

/** How many different people there are in several packs. */
export function countMarks(packs: readonly Binary[]): number {
  const bytes = Buffer.concat(packs.map((pack) => pack.value()));
  const marks = new Float64Array(bytes.length / MARK_BYTES);
  for (let index = 0; index < marks.length; index += 1) marks[index] = bytes.readUIntBE(index * MARK_BYTES, MARK_BYTES);
  marks.sort();
  return marks.reduce((count, mark, index) => (index > 0 && mark === marks[index - 1] ? count : count + 1), 0);
}
