import { connect, type Socket } from "node:net";
import { Int32 } from "bson";
import { writeDocument } from "./bson-value.ts";
import type { ServerFile } from "./server-file.ts";
import { encodeRequest, MessageReader } from "./wire-message.ts";

const PATIENCE_MS = 3000;

/** Whether the server that a file speaks of answers a hello right now, and is that very server. */
export function isServing({ uri, instance }: ServerFile): Promise<boolean> {
  const url = new URL(uri);
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
    socket.on("connect", () => socket.write(encodeRequest(greeting(url.searchParams.get("appName") ?? ""))));
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

function greeting(name: string): Uint8Array {
  return writeDocument({ hello: new Int32(1), client: { application: { name } }, $db: "admin" });
}
