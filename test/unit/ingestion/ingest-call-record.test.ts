import assert from "node:assert/strict";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { JudgedCallRecord } from "../../../src/calls/judged-call-record.ts";
import { createIngestCallRecord } from "../../../src/ingestion/ingest-call-record.ts";
import { buildCallRecord } from "../../support/call-record-builder.ts";

describe("ingest a call record", () => {
  it("fetches, judges and saves, and tells what came of it", async () => {
    const record = buildCallRecord({ version: 7 });
    const saved: JudgedCallRecord[] = [];
    const ingest = createIngestCallRecord({
      fetch: (callId) => {
        assert.equal(callId, record.callId);
        return Promise.resolve({ kind: "fetched", record, leftOut: 2 });
      },
      judge: judgeCallRecord,
      save: (judged) => {
        saved.push(judged);
        return Promise.resolve("unchanged");
      },
    });
    assert.deepEqual(await ingest(record.callId), {
      kind: "unchanged",
      version: 7,
      leftOut: 2,
      start: record.start,
      end: record.end,
    });
    assert.deepEqual(saved, [judgeCallRecord(record)]);
  });

  it("saves nothing when Graph has nothing", async () => {
    const ingest = createIngestCallRecord({
      fetch: () => Promise.resolve({ kind: "notFound", tooOld: true }),
      judge: () => assert.fail("nothing to judge"),
      save: () => assert.fail("nothing to save"),
    });
    assert.deepEqual(await ingest("call"), { kind: "notFound", tooOld: true });
  });

  it("throws what a step throws, and hands the signal to the fetch", async () => {
    const { signal } = new AbortController();
    const ingest = createIngestCallRecord({
      fetch: (_callId, given) => {
        assert.equal(given, signal);
        return Promise.reject(new Error("unreachable"));
      },
      judge: judgeCallRecord,
      save: () => Promise.resolve("saved"),
    });
    await assert.rejects(ingest("call", signal), /unreachable/);
  });
});
