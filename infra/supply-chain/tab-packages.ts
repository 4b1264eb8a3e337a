import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TAB = fileURLToPath(new URL("../../tab", import.meta.url));
/** What builds the tab is not part of it. */
const BUILD_ONLY = /^(?:build|dist)\/|^vite\.config\.ts$/;
const IMPORTED = /(?:\bfrom|\bimport\()\s*"((?:@[\w.-]+\/)?[\w-][\w.-]*)/g;

/** The packages that the tab's sources import, and so what a browser is sent; development dependencies for everybody else. */
export async function tabPackages(): Promise<string[]> {
  const files = (await readdir(TAB, { recursive: true }))
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => /\.tsx?$/.test(file) && !BUILD_ONLY.test(file));
  const sources = await Promise.all(files.map((file) => readFile(path.join(TAB, file), "utf8")));
  const names = sources.flatMap((source) => [...source.matchAll(IMPORTED)].map(([, name]) => name ?? ""));
  return [...new Set(names)].sort();
}
