import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCallRecordFiles, type FilePayload } from "../../../src/ingestion/call-record-files.ts";
import { importCallRecords } from "../../../src/ingestion/import-call-records.ts";
import { ServiceError } from "../../../src/service-error.ts";

async function collect(paths: string[]): Promise<FilePayload[]> {
  const found: FilePayload[] = [];
  for await (const item of readCallRecordFiles(paths)) found.push(item);
  return found;
}

describe("call record files", () => {
  let folder: string;
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwise-import-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("reads one record, an array, an answer of Graph and one record a line", async () => {
    const files = [
      await write("one.json", '{"id":"a"}'),
      await write("array.json", '[{"id":"b"},{"id":"c"}]'),
      await write("answer.json", '\uFEFF{"value":[{"id":"d"}],"@odata.count":1}'),
      await write("lines.json", '{"id":"e"}\r\n\r\n{"id":"f"}\n'),
      await write("lines.jsonl", '{"id":"g"}\n[{"id":"h"}]'),
      await write("windows.json", Buffer.from('\uFEFF{"id":"i"}', "utf16le")),
      await write("network-order.json", Buffer.from('\uFEFF{"id":"j"}', "utf16le").swap16()),
      await write("windows.jsonl", Buffer.from('\uFEFF{"id":"k"}\r\n{"id":"é"}', "utf16le")),
    ];
    const found = await collect(files);
    assert.deepEqual(
      found.map((item) => ("payload" in item ? (item.payload as { id: string }).id : item.reason)),
      ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "é"],
    );
  });

  it("tells what it cannot read and goes on", async () => {
    await write("a.json", "{broken");
    await write("b/c.ndjson", '{"id":"x"}\nnot json\n{"id":"y"}');
    await write("d.json", "  ");
    await write("notes.txt", "not looked at");
    const found = await collect([folder, path.join(folder, "nowhere")]);
    assert.deepEqual(
      found.map((item) => ("payload" in item ? "record" : `${item.index ?? "-"} ${item.reason}`)),
      [
        "- the file is not JSON",
        "record",
        "1 the line is not JSON",
        "record",
        "- the file is empty",
        "- no such file or folder",
      ],
    );
  });

  it("tells once that a record over many lines was cut off", async () => {
    const record = JSON.stringify({ id: "x", modalities: ["audio"], sessions: [{}, null] }, null, 2);
    const file = await write("cut-off.json", record.slice(0, -2));
    assert.deepEqual(await collect([file]), [{ file, index: null, reason: "the file is not JSON" }]);
  });

  it("imports, counts what was not taken, and stops only for a failing store", async () => {
    const file = await write("all.json", "[1,2,3,4]");
    const report = await importCallRecords(readCallRecordFiles([file]), (payload) => {
      if (payload === 2) throw new ServiceError("invalid_call_record", "id is missing");
      return Promise.resolve(payload === 1 ? "saved" : payload === 3 ? "stale" : "unchanged");
    });
    assert.deepEqual(report, {
      imported: 1,
      unchanged: 1,
      stale: 1,
      rejected: [{ file, index: 1, reason: "id is missing" }],
    });
    const down = importCallRecords(readCallRecordFiles([file]), () => Promise.reject(new Error("store is down")));
    await assert.rejects(down, /store is down/);
  });
});
