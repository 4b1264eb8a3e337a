import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

/** One thing found in a file: a payload to ingest, or why there is none. `index` counts from 0 within its file. */
export type FilePayload =
  { file: string; index: number; payload: unknown } | { file: string; index: number | null; reason: string };

const RECORD_FILES = [".json", ".jsonl", ".ndjson"];
const LINE_FILES = [".jsonl", ".ndjson"];

/**
 * Reads every payload of the given files and folders (folders wholly, by name; in them only .json, .jsonl and .ndjson
 * files). A file holds one record, an array, `{"value": […]}`, or one of these a line. What cannot be read is told,
 * and the rest goes on.
 */
export async function* readCallRecordFiles(paths: readonly string[]): AsyncGenerator<FilePayload> {
  for (const given of paths) {
    const files = await filesBelow(given);
    if (files === null) yield { file: given, index: null, reason: "no such file or folder" };
    else for (const file of files) yield* readFilePayloads(file);
  }
}

async function filesBelow(given: string): Promise<string[] | null> {
  try {
    if (!(await stat(given)).isDirectory()) return [given];
    const names = await readdir(given, { recursive: true });
    return names
      .filter((name) => RECORD_FILES.includes(path.extname(name).toLowerCase()))
      .sort()
      .map((name) => path.join(given, name));
  } catch {
    return null;
  }
}

async function* readFilePayloads(file: string): AsyncGenerator<FilePayload> {
  try {
    const encoding = await encodingOf(file);
    if (LINE_FILES.includes(path.extname(file).toLowerCase())) {
      const input = Readable.from(textOf(createReadStream(file), encoding));
      yield* payloadsOfLines(file, createInterface({ input, crlfDelay: Infinity }));
      return;
    }
    const text = new TextDecoder(encoding).decode(await readFile(file));
    const whole = parseJson(text);
    if (whole !== undefined) {
      for (const [index, payload] of recordsIn(whole).entries()) yield { file, index, payload };
      return;
    }
    const lines = text.split(/\r?\n/);
    if (lines.some(isRecordLine)) yield* payloadsOfLines(file, lines);
    else yield { file, index: null, reason: text.trim() === "" ? "the file is empty" : "the file is not JSON" };
  } catch {
    yield { file, index: null, reason: "the file cannot be read" };
  }
}

async function* payloadsOfLines(
  file: string,
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<FilePayload> {
  let index = 0;
  for await (const line of lines) {
    const text = line.replace(/^\uFEFF/, "").trim();
    if (text === "") continue;
    const value = parseJson(text);
    if (value === undefined) yield { file, index: index++, reason: "the line is not JSON" };
    else for (const payload of recordsIn(value)) yield { file, index: index++, payload };
  }
}

/** Not indented: a broken file of one record over many lines has objects on lines of their own too. */
function isRecordLine(line: string): boolean {
  return line.startsWith("{") && parseJson(line) !== undefined;
}

/** The records of a parsed text: an array's elements, the `value` of an answer of Graph, or the one object itself. */
function recordsIn(parsed: unknown): unknown[] {
  if (Array.isArray(parsed)) return parsed;
  const isAnswer = typeof parsed === "object" && parsed !== null && "value" in parsed && Array.isArray(parsed.value);
  return isAnswer ? (parsed.value as unknown[]) : [parsed];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function* textOf(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
}

/** UTF-8, or UTF-16 where its byte order mark says so, as Windows tools write it. */
async function encodingOf(file: string): Promise<"utf-8" | "utf-16le" | "utf-16be"> {
  const opened = await open(file);
  try {
    const { buffer: mark } = await opened.read(Buffer.alloc(2), 0, 2, 0);
    if (mark[0] === 0xff && mark[1] === 0xfe) return "utf-16le";
    return mark[0] === 0xfe && mark[1] === 0xff ? "utf-16be" : "utf-8";
  } finally {
    await opened.close();
  }
}
