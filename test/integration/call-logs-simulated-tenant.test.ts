import assert from "node:assert/strict";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { JoinedPhoneCall } from "../../src/calls/phone-call.ts";
import type { Clock } from "../../src/clock.ts";
import { connectGraph, type GraphConnection } from "../../src/graph/graph-connection.ts";
import { createCallLogs, type CallLogs } from "../../src/ingestion/call-logs.ts";
import { createLog } from "../../src/log.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import type { TruePhoneCall } from "../../src/simulator/true-phone-call.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-03-13T12:00:00Z");

describe("telephone logs, from the simulated tenant to a person's call", function () {
  this.timeout(60_000);
  const clock = new DrivenClock(NOW);
  const log = createLog("silent");
  let db: TestDatabase;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let tenant: SimulatedTenant;
  let graph: GraphConnection;
  const running: CallLogs[] = [];

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
    // Its delays are not what this is about; answers over loopback take their own time.
    const patient: Clock = { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms * 10_000, signal) };
    tenant = await createSimulatedTenant({
      clock: patient,
      people: 20,
      pastDays: 10,
      townHalls: false,
      faults: NO_FAULTS,
    });
    await tenant.start();
    store = db.storeFor({ clock, tenantId: tenant.tenantId });
    const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
    graph = connectGraph({
      signIn: { kind: "clientSecret", tenantId, clientId, clientSecret },
      graphRoot,
      loginRoot,
      caCertificate,
      clock: { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms === 60_000 ? ms * 10_000 : ms, signal) },
      random: () => 0.5,
    });
  });
  after(async () => {
    await Promise.all(running.map((logs) => logs.stop()));
    graph.close();
    await tenant.stop();
    await db.close();
  });

  function start(owner: string): CallLogs {
    const { phoneCalls, leases } = store;
    const logs = createCallLogs({ source: graph.callLogs, phoneCalls, leases, owner, clock, random: () => 0, log });
    running.push(logs);
    logs.start();
    return logs;
  }

  async function until(isDone: () => Promise<boolean>): Promise<void> {
    for (let turns = 0; turns < 1000; turns += 1) {
      if (await isDone()) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
      await clock.advance(1000);
    }
    throw new Error("It did not come about.");
  }

  const pulledSince = (instant: Date) => async (): Promise<boolean> => {
    const progress = await store.phoneCalls.progress();
    return progress.length === 2 && progress.every(({ pulledAt }) => pulledAt !== null && pulledAt >= instant);
  };
  const held = (): Promise<{ rowId: string }[]> =>
    db.database.collection<{ rowId: string }>("phoneCalls").find({ tenantId: tenant.tenantId }).toArray();
  const rowIds = (rows: readonly { rowId: string }[]): string[] => rows.map(({ rowId }) => rowId).sort();

  /** Rows that the logs showed for certain at an instant, being more than two days old, and that are not held. */
  function missingOf(truth: readonly TruePhoneCall[], heldRows: readonly string[], at: Date): string[] {
    const known = new Set(heldRows);
    const isSure = ({ start, durationSeconds }: TruePhoneCall): boolean =>
      start.getTime() + durationSeconds * 1000 + 49 * HOUR_MS < at.getTime();
    return rowIds(truth.filter((row) => isSure(row) && !known.has(row.rowId)));
  }

  async function shown({ callId, personId }: TruePhoneCall): Promise<JoinedPhoneCall | null> {
    if (callId === null) return null;
    const detail = await store.participations.call({ personId, isAdmin: false }, personId, callId);
    return detail?.phoneCall ?? null;
  }

  it("is refused without the permission, and says so", async () => {
    tenant.faults.callLogPermissionMissing = 1;
    const logs = start("refused");
    await until(async () => (await store.phoneCalls.progress()).length === 2);
    await logs.stop();
    const codes = (await store.phoneCalls.progress()).map(({ lastError }) => lastError?.code);
    assert.deepEqual(codes, ["graph_forbidden", "graph_forbidden"]);
    assert.deepEqual(await held(), []);
    tenant.faults.callLogPermissionMissing = 0;
  });

  it("brings every row that the logs show, once", async () => {
    const since = clock.now();
    start("one");
    start("two");
    await until(pulledSince(since));
    const truth = tenant.groundTruth.phoneCalls();
    assert.ok(truth.length > 30, `${truth.length} rows`);
    const heldRows = rowIds(await held());
    assert.equal(new Set(heldRows).size, heldRows.length);
    assert.deepEqual(
      heldRows.filter((rowId) => !rowIds(truth).includes(rowId)),
      [],
    );
    assert.deepEqual(missingOf(truth, heldRows, since), []);
  });

  it("shows people the rows of their own calls, and joins no row wrongly", async () => {
    const withTelephone = tenant.groundTruth
      .calls()
      .filter(({ participations }) => participations.some(({ personKind }) => personKind === "phone"));
    await Promise.all(
      withTelephone.map(async ({ callId }) => {
        const fetched = await graph.source.fetch(callId);
        assert.ok(fetched.kind === "fetched");
        await store.callRecords.save(judgeCallRecord(fetched.record));
      }),
    );
    const counts = { named: 0, fitting: 0, unjoined: 0 };
    for (const row of tenant.groundTruth.phoneCalls()) {
      const found = await shown(row);
      if (row.callId === null) continue;
      if (found === null) {
        // Dial-ins to meetings begin when they do, and a queue's row is its own, not its agents'.
        counts.unjoined += 1;
        continue;
      }
      assert.equal(found.rowId, row.rowId);
      assert.deepEqual([found.callerNumber, found.calleeNumber], [row.callerNumber, row.calleeNumber]);
      assert.deepEqual([found.direction, found.durationSeconds], [row.direction, row.durationSeconds]);
      assert.deepEqual(found.charge, row.charge);
      if (found.joinedBy === "correlationId") counts.named += 1;
      else counts.fitting += 1;
      const { finalSipCode, finalSipCodePhrase, callEndSubReason } = found.directRouting ?? {};
      if (row.sip === null) assert.equal(found.directRouting, null);
      else
        assert.deepEqual(
          { ...row.sip },
          {
            code: finalSipCode,
            phrase: finalSipCodePhrase,
            subReason: callEndSubReason,
            trunk: found.directRouting?.trunkFullyQualifiedDomainName,
          },
        );
    }
    assert.ok(counts.named > 10 && counts.fitting >= 3 && counts.unjoined < counts.named, JSON.stringify(counts));
  });

  it("brings on later days what the logs show later", async () => {
    const before = (await held()).length;
    for (let day = 0; day < 3; day += 1) {
      const since = clock.now();
      await clock.advance(24 * HOUR_MS + 1);
      await until(pulledSince(new Date(since.getTime() + HOUR_MS)));
    }
    const truth = tenant.groundTruth.phoneCalls();
    assert.ok(truth.length > before);
    const [{ pulledAt } = { pulledAt: null }] = await store.phoneCalls.progress();
    assert.ok(pulledAt);
    assert.deepEqual(missingOf(truth, rowIds(await held()), pulledAt), []);
    assert.equal(tenant.refusedRequests["callLogsCollection"] ?? 0, 0);
  });
});
