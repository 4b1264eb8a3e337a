import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const BUILT = "tab/dist/index.html";
/** What the bundle is made of. */
const SOURCES = ["tab", "bot/messages", "src/calls", "package-lock.json"];

/** Whether the tab is not built in this checkout, or a source has changed since. */
export function isStale(repository: string): boolean {
  const built = join(repository, BUILT);
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return SOURCES.some((source) => newestChange(join(repository, source)) > mtimeMs);
}

function newestChange(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== "dist");
  // A folder changes when a file is added or removed; the tab's own also when dist is.
  const own = names.includes("vite.config.ts") ? 0 : stats.mtimeMs;
  return Math.max(own, ...names.map((name) => newestChange(join(path, name))));
}
