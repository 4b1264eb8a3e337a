import { gzipBytes, type BuildManifest } from "./built-tab.ts";

/** What the overview waits for, in the order in which it comes; of some only one is loaded. Charts come after that. */
const PARTS = [
  ["index.html"],
  ["host/teams-host.ts"],
  ["host/light-theme.ts", "host/dark-theme.ts", "host/contrast-theme.ts"],
  ["messages/english-tab.ts", "messages/chinese-tab.ts"],
];

/** JavaScript that Teams loads before the tab's overview stands there, with the longest language and theme. */
export function firstLoad(manifest: BuildManifest): { part: string; bytes: number }[] {
  const seen = new Set<string>();

  function closure(chunk: string, into = new Set<string>()): Set<string> {
    if (into.has(chunk)) return into;
    into.add(chunk);
    const found = manifest[chunk];
    if (found === undefined) throw new Error(`${chunk} is not in the build`);
    for (const imported of found.imports ?? []) closure(imported, into);
    return into;
  }

  /** Bytes of a chunk and what it imports at once, without what is there already. */
  function sizeOf(chunk: string): number {
    return [...closure(chunk)]
      .filter((part) => !seen.has(part))
      .reduce((sum, part) => sum + gzipBytes(manifest[part]?.file ?? ""), 0);
  }

  return PARTS.map((choices) => {
    const [largest = { part: "", bytes: 0 }] = choices
      .map((part) => ({ part, bytes: sizeOf(part) }))
      .sort((left, right) => right.bytes - left.bytes);
    closure(largest.part, seen);
    return largest;
  });
}
