import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isStale } from "./stale-build.ts";

/*
 * `npm run build` builds the tab into tab/dist. With "--when-stale" only when a source is newer than the build, and with
 * "--when-possible" nothing fails in an installation without the development dependencies, which has no Vite.
 */

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

async function main(words: readonly string[]): Promise<void> {
  if (words.includes("--when-stale") && !isStale(REPOSITORY)) return;
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
