import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { Int32 } from "bson";
import { writeDocument } from "./bson-value.ts";
import { encodeRequest, MessageReader } from "./wire-message.ts";

/** Where a running server can be reached, for other processes: the file `server.json` in its folder. */
export type ServerFile = { uri: string; instance: string };

function serverFilePath(directory: string): string {
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

const PATIENCE_MS = 3000;

/** Whether the server that a file speaks of answers a hello right now, and is that very server. */
export function isServing({ uri, instance }: ServerFile): Promise<boolean> {
  const url = new URL(uri);
  const client = { application: { name: url.searchParams.get("appName") ?? "" } };
  const greeting = { hello: new Int32(1), client, $db: "admin" };
  return new Promise((resolve) => {
    const socket = open(url);
    const reader = new MessageReader();
    const finish = (serving: boolean): void => {
      socket.destroy();
      resolve(serving);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.on("error", () => finish(false));
    socket.on("close", () => finish(false));
    socket.on("connect", () => socket.write(encodeRequest(writeDocument(greeting))));
    socket.on("data", (piece: Buffer) => {
      try {
        for (const { body } of reader.add(piece)) finish(body["embeddedInstance"] === instance);
      } catch {
        finish(false);
      }
    });
  });
}

function open(url: URL): Socket {
  const host = decodeURIComponent(url.hostname);
  return host.endsWith(".sock") ? connect({ path: host }) : connect({ host, port: Number(url.port) });
}
