import assert from "node:assert/strict";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import { LEDGER_HOUR_MS } from "../../src/calls/ledger.ts";
import { statusText } from "../../src/cli/status-text.ts";
import { createLedger } from "../../src/ingestion/ledger.ts";
import { readIngestStatus, type IngestStatus } from "../../src/ingestion/ingest-status.ts";
import { createLog } from "../../src/log.ts";
import type { Store } from "../../src/store/store.ts";
import { buildGroupCall, buildPerson } from "../support/call-record-builder.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { enqueueCalls } from "../support/enqueue-calls.ts";
import { openTestStore } from "../support/test-store.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * LEDGER_HOUR_MS);

describe("the status of the ingestion", () => {
  const clock = new DrivenClock(NOW);
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let store: Store;
  before(async () => {
    opened = await openTestStore({ clock });
    store = opened.store;
  });
  after(() => opened.close());

  const read = (): Promise<IngestStatus> =>
    readIngestStatus(store, { tenantId: "tenant-1", now: clock.now(), timeZone: "UTC", people: 3 });
  const codes = ({ health }: IngestStatus): string[] => health.findings.map(({ code }) => code);

  it("says of a new store that nothing runs and nothing was listed", async () => {
    const status = await read();
    assert.deepEqual(codes(status), ["service_not_running", "hours_not_listed"]);
    const text = statusText(status);
    assert.match(
      text,
      /^broken: The service is not running\. It has not run on this data yet\. \(service_not_running\)/,
    );
    assert.match(text, /Graph has listed no calls yet/);
    assert.match(text, /Subscription {3}none/);
  });

  it("names what is missing, given up and why, once a service has listed it", async () => {
    const { ledgerHours, callRecords, ingestJobs, serviceHeartbeats } = store;
    const log = createLog("silent");
    const ledger = createLedger({ ledgerHours, versions: (ids) => callRecords.versions(ids), clock, log });
    await serviceHeartbeats.save({
      instanceId: "one",
      startedAt: NOW,
      at: NOW,
      stoppedAt: null,
      jobsRunning: 0,
      subscription: { state: "failing", checkedAt: null, errorCode: "graph_forbidden" },
      listing: { state: "idle", errorCode: null },
    });
    const held = buildGroupCall([buildPerson("anna")], { callId: "held", start: hoursAgo(9.5), end: hoursAgo(9) });
    await callRecords.save(judgeCallRecord(held));
    await enqueueCalls(ingestJobs, ["waits"], "reconcile", hoursAgo(-1));
    await enqueueCalls(ingestJobs, ["lost"], "reconcile", NOW);
    const [job] = await ingestJobs.claim({ owner: "one", limit: 1, now: NOW, leaseMs: 1_000 });
    assert.equal(job?.callId, "lost");
    await ingestJobs.fail(job, { code: "invalid_call_record", now: NOW, nextAttemptAt: null });
    const listed = ["held", "lost", "waits"].map((callId) => ({ callId, version: 1, start: hoursAgo(9.5) }));
    await ledger.onListed({ start: hoursAgo(30 * 24), end: NOW }, listed, NOW);

    const status = await read();
    assert.deepEqual(codes(status), ["graph_forbidden", "calls_missing"]);
    assert.match(status.health.findings[1]?.problem ?? "", /^Graph lists 1 call that is not held/);
    const { completeness } = status;
    assert.deepEqual([completeness.listed, completeness.upToDate, completeness.missing], [3, 1, 2]);
    assert.deepEqual(status.days.map(({ date, listed, missing }) => [date, listed, missing]).slice(0, 2), [
      ["2026-11-20", 3, 2],
      ["2026-11-19", 0, 0],
    ]);
    const text = statusText(status);
    assert.match(text, /Held 33\.3 % of the 3 calls Graph lists for 30 days; 2 missing\./);
    assert.match(text, /invalid_call_record: Graph delivered something that is not a call record\./);
    assert.match(text, / {4}lost {2}1 attempt\n/);
    assert.match(text, /anna {2}1 call$/m);
  });

  it("holds 100 % once the missing calls came in", async () => {
    for (const callId of ["lost", "waits"]) {
      const record = buildGroupCall([buildPerson("anna")], { callId, start: hoursAgo(9.5), end: hoursAgo(9) });
      await store.callRecords.save(judgeCallRecord(record));
    }
    const status = await read();
    assert.deepEqual(codes(status), ["graph_forbidden"]);
    assert.match(statusText(status), /Held 100 % of the 3 calls Graph lists for 30 days\./);
  });

  it("knows a service that was killed from one that runs", async () => {
    await clock.advance(91_000);
    const status = await read();
    assert.equal(status.service.isRunning, false);
    assert.deepEqual(codes(status), ["service_not_running"]);
  });
});
