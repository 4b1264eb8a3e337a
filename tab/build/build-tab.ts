import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * `npm run build` builds the tab into tab/dist. With "--when-stale" only when a source is newer than the build, and with
 * "--when-possible" nothing fails in an installation without the development dependencies, which has no Vite.
 */

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = join(REPOSITORY, "tab/dist/index.html");
/** What the bundle is made of. */
const SOURCES = ["tab", "bot/messages", "src/calls", "package-lock.json"];

function newestChange(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== "dist");
  // The folder's own time tells of a file that was removed.
  return Math.max(path.endsWith("tab") ? 0 : stats.mtimeMs, ...names.map((name) => newestChange(join(path, name))));
}

function isFresh(): boolean {
  if (!existsSync(BUILT)) return false;
  const built = statSync(BUILT).mtimeMs;
  return SOURCES.every((source) => newestChange(join(REPOSITORY, source)) <= built);
}

async function main(words: readonly string[]): Promise<void> {
  if (words.includes("--when-stale") && isFresh()) return;
  const vite = await import("vite").catch((error: unknown) => {
    if (!words.includes("--when-possible")) throw error;
    return null;
  });
  if (vite === null) {
    process.stdout.write("The tab is not built: Vite, a development dependency, is not installed.\n");
    return;
  }
  process.stdout.write("Building the tab into tab/dist…\n");
  const started = performance.now();
  await vite.build({ configFile: join(REPOSITORY, "tab/vite.config.ts"), logLevel: "warn" });
  process.stdout.write(`Built the tab in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

await main(process.argv.slice(2));
