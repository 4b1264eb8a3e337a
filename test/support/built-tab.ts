import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the tab unless the build is newer than its sources, in a process of its own: Vite changes the environment. */
export function buildTab(): void {
  execFileSync(process.execPath, ["--import", "tsx", "tab/build/main.ts", "--when-stale"], { cwd: REPOSITORY });
}

const manifestShape = z.record(
  z.string(),
  z.object({ file: z.string(), isEntry: z.boolean().optional(), imports: z.array(z.string()).optional() }),
);

/** Which chunk is made of which sources, as Vite writes it down. https://vite.dev/guide/backend-integration */
export type BuildManifest = z.infer<typeof manifestShape>;

export function readBuildManifest(): BuildManifest {
  return manifestShape.parse(JSON.parse(readFileSync(`${REPOSITORY}/tab/dist/.vite/manifest.json`, "utf8")));
}

/** Bytes of a built file as the service sends it to a browser that takes gzip. */
export function gzipBytes(file: string): number {
  return readFileSync(`${REPOSITORY}/tab/dist/${file}.gz`).byteLength;
}
