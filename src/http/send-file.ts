import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { FileAnswer } from "./route.ts";

/**
 * Answers a file as one to be saved. One that comes piece by piece begins with its first piece, so that whatever fails
 * before that is answered as any other error; what fails later breaks the connection off, since nothing else would tell
 * the caller that the file is not whole. Throws what the content throws, and ERR_STREAM_PREMATURE_CLOSE when the caller
 * has gone.
 */
export async function sendFile(response: Response, { name, contentType, content }: FileAnswer): Promise<void> {
  const begin = (): Response => response.attachment(name).set("content-type", contentType);
  if (typeof content === "string" || Buffer.isBuffer(content)) {
    begin().send(content);
    return;
  }
  const pieces = content[Symbol.asyncIterator]();
  const first = await pieces.next();
  async function* all(): AsyncGenerator<string> {
    for (let piece = first; piece.done !== true; piece = await pieces.next()) yield piece.value;
  }
  await pipeline(Readable.from(all(), { objectMode: false }), begin());
}
