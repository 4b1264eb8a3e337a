import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where a running server can be reached, for other processes: the file `server.json` in its folder. */
export type ServerFile = { uri: string; instance: string };

export function serverFilePath(directory: string): string {
  return join(directory, "server.json");
}

/** Only its owner may read it: on a loopback port the URI holds the secret. */
export async function writeServerFile(directory: string, content: ServerFile): Promise<void> {
  const path = serverFilePath(directory);
  await rm(`${path}.new`, { force: true });
  await writeFile(`${path}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function removeServerFile(directory: string): Promise<void> {
  await rm(serverFilePath(directory), { force: true });
}

/** What the file says, null when there is none or it makes no sense. It may be left from a server that died. */
export async function readServerFile(directory: string): Promise<ServerFile | null> {
  try {
    const content: unknown = JSON.parse(await readFile(serverFilePath(directory), "utf8"));
    if (typeof content !== "object" || content === null || !("uri" in content) || !("instance" in content)) return null;
    const { uri, instance } = content;
    return typeof uri === "string" && typeof instance === "string" ? { uri, instance } : null;
  } catch {
    return null;
  }
}
