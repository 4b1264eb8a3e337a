import assert from "node:assert/strict";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import { APPEARED_AFTER_MS, hourOf, LEDGER_HOUR_MS, sumHours } from "../../src/calls/ledger.ts";
import { systemClock, type Clock } from "../../src/clock.ts";
import { connectGraph, type GraphConnection } from "../../src/graph/graph-connection.ts";
import type { ListedCallRecord } from "../../src/graph/list-call-records.ts";
import { createLedger, type Ledger } from "../../src/ingestion/ledger.ts";
import { readLedger, type LedgerReading } from "../../src/ingestion/ledger-reading.ts";
import { createLog } from "../../src/log.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import type { TrueCall } from "../../src/simulator/true-call.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";

const HOUR_MS = LEDGER_HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
/** Off the hour, so that windows cut through hours. */
const NOW = new Date("2026-03-13T12:20:00Z");

describe("ledger against what is true of the simulated tenant", function () {
  this.timeout(60_000);
  let nowMs = NOW.getTime();
  /** Stands still while requests take their time; too few are made for a limit to be met. */
  const clock: Clock = { now: () => new Date(nowMs), sleep: (ms, signal) => systemClock.sleep(ms, signal) };
  let db: TestDatabase;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let tenant: SimulatedTenant;
  let graph: GraphConnection;
  let ledger: Ledger;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
    tenant = await createSimulatedTenant({ clock, people: 8, pastDays: 3, townHalls: false, runs: false });
    await tenant.start();
    store = db.storeFor({ clock, tenantId: tenant.tenantId });
    const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
    const signIn = { kind: "clientSecret", tenantId, clientId, clientSecret } as const;
    graph = connectGraph({ signIn, graphRoot, loginRoot, caCertificate, clock, random: () => 0.5 });
    const { ledgerHours, callRecords } = store;
    ledger = createLedger({
      ledgerHours,
      versions: (callIds) => callRecords.versions(callIds),
      clock,
      log: createLog("silent"),
    });
  });
  after(async () => {
    graph.close();
    await tenant.stop();
    await db.close();
  });

  async function list(start: Date, end: Date): Promise<void> {
    const at = clock.now();
    const listed: ListedCallRecord[] = [];
    for await (const page of graph.source.list({ start, end })) listed.push(...page);
    await ledger.onListed({ start, end }, listed, at);
  }

  async function hold(calls: readonly TrueCall[]): Promise<void> {
    const holdOne = async ({ callId, version }: TrueCall): Promise<void> => {
      if ((await store.callRecords.versions([callId])).get(callId) === version) return;
      const fetched = await graph.source.fetch(callId);
      assert.ok(fetched.kind === "fetched");
      await store.callRecords.save(judgeCallRecord(fetched.record));
    };
    await Promise.all(calls.map(holdOne));
  }

  const truth = (): readonly TrueCall[] => tenant.groundTruth.calls();
  const startedIn = (hour: Date, calls: readonly TrueCall[]): TrueCall[] =>
    calls.filter(({ start }) => hourOf(start).getTime() === hour.getTime());
  const msAgo = (ms: number): Date => new Date(nowMs - ms);

  /** Compares every line with what is true; `isListed` says of an hour whether all of it was listed. */
  async function compare(isListed: (hour: Date) => boolean): Promise<LedgerReading> {
    const reading = await readLedger(store, clock.now());
    const calls = truth();
    const versions = await store.callRecords.versions(calls.map(({ callId }) => callId));
    for (const { hour, isComplete, listed, held, missing } of reading.hours) {
      const isOver = hour.getTime() + HOUR_MS + APPEARED_AFTER_MS <= nowMs;
      assert.equal(isComplete, isListed(hour) && isOver, `${hour.toISOString()} is complete`);
      const own = startedIn(hour, calls);
      assert.equal(held, own.filter(({ callId }) => versions.has(callId)).length, `${hour.toISOString()} held`);
      if (!isComplete) continue;
      const behind = own.filter(({ callId, version }) => (versions.get(callId) ?? -1) < version);
      assert.deepEqual([listed, missing], [own.length, behind.length], `${hour.toISOString()} listed, missing`);
    }
    return reading;
  }

  it("calls every hour incomplete before anything was listed", async () => {
    assert.ok(truth().length > 20, `${truth().length} calls`);
    const { hours, missing } = await compare(() => false);
    assert.equal(hours.length, 720);
    assert.deepEqual([sumHours(hours).incompleteHours, missing.length], [720, 0]);
  });

  it("tells listed, held and missing of each hour after a part was fetched and one window was left out", async () => {
    const early = truth().filter((_, index) => index % 3 !== 0);
    await hold(early);
    const left = { start: msAgo(2 * DAY_MS), end: msAgo(1.5 * DAY_MS) };
    for (let ms = 0; ms < 3.5 * DAY_MS; ms += DAY_MS / 2) {
      const [start, end] = [msAgo(ms + DAY_MS / 2), msAgo(ms)];
      if (start.getTime() !== left.start.getTime()) await list(start, end);
    }
    const oldest = msAgo(3.5 * DAY_MS);
    const { hours, missing } = await compare((hour) => {
      const end = new Date(hour.getTime() + HOUR_MS);
      return hour >= oldest && (end <= left.start || hour >= left.end);
    });
    const totals = sumHours(hours);
    assert.ok(totals.missing > 5 && missing.length > 0);
    assert.ok(totals.listed > totals.missing && totals.incompleteHours > 600);
    assert.equal(totals.settled, 0, "nothing is listed after the settle time yet");
  });

  it("strikes off what comes in, and forgets nothing else", async () => {
    const half = truth().filter((_, index) => index % 6 === 0);
    await hold(half);
    const before = sumHours((await readLedger(store, clock.now())).hours);
    await hold(truth());
    const { hours, missing } = await readLedger(store, clock.now());
    assert.ok(before.missing > 0);
    assert.deepEqual([sumHours(hours).missing, missing.length], [0, 0]);
    assert.equal(sumHours(hours).listed, before.listed);
    const stored = await store.ledgerHours.find(msAgo(30 * DAY_MS), clock.now());
    assert.ok(stored.every(({ listing }) => (listing.whole?.outstanding ?? []).length === 0));
  });

  it("misses newer versions that a later listing shows, and settles the rest", async () => {
    nowMs += 4 * DAY_MS;
    await tenant.processDue();
    const windowStart = msAgo(8 * DAY_MS);
    for (let ms = 0; ms < 8 * DAY_MS; ms += 2 * DAY_MS) await list(msAgo(ms + 2 * DAY_MS), msAgo(ms));
    const { hours } = await compare((hour) => hour >= windowStart);
    const totals = sumHours(hours);
    assert.ok(totals.missing > 0, "new calls and late versions are missing");
    assert.ok(totals.settled > 0 && totals.settled <= totals.held);
    assert.equal(totals.provisional, totals.held - totals.settled);
  });
});
