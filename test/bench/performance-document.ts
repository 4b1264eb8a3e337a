import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { PartName } from "./part-names.ts";

const DOCUMENT = fileURLToPath(new URL("../../docs/performance.md", import.meta.url));

/** Where a part's figures stand in the document: the text between two comments. */
export const begin = (name: PartName): string => `<!-- ${name} -->`;
export const END = "<!-- end -->";

export async function readDocument(): Promise<string> {
  return readFile(DOCUMENT, "utf8");
}

/** Puts a part's table into docs/performance.md, in place of the one there. Throws when the document has no place for it. */
export async function writeFigures(name: PartName, table: string): Promise<void> {
  const before = await readDocument();
  const from = before.indexOf(begin(name));
  const to = before.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for the part ${name}.`);
  const after = `${before.slice(0, from)}${begin(name)}\n\n${table}\n\n${before.slice(to)}`;
  await writeFile(DOCUMENT, after);
}
