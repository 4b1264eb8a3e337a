import assert from "node:assert/strict";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { FetchedCallRecord } from "../../src/graph/fetch-call-record.ts";
import { createIngestion, type Ingestion } from "../../src/ingestion/ingestion.ts";
import { createLog } from "../../src/log.ts";
import { buildGroupCall, buildPerson } from "../support/call-record-builder.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { Listing } from "../support/listing.ts";
import { SubscriptionsAtGraph } from "../support/subscriptions-at-graph.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";
import { turnUntil } from "../support/turn-until.ts";

const PEOPLE = [buildPerson("anna"), buildPerson("ben")];
const CALLS = 60;

describe("ingestion by two instances on one store", () => {
  let db: TestDatabase;
  let clock: DrivenClock;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let listing: Listing;
  let graph: SubscriptionsAtGraph;
  let fetches: { callId: string; owner: string }[];
  let running: Ingestion[];
  let letGo: () => void;
  let hung: Promise<void>;
  const dead = new Set<string>();

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  beforeEach(() => {
    clock = new DrivenClock();
    store = db.storeFor({ clock });
    listing = new Listing(clock);
    graph = new SubscriptionsAtGraph();
    fetches = [];
    running = [];
    dead.clear();
    hung = new Promise((resolve) => (letGo = resolve));
    for (let call = 0; call < CALLS; call += 1) listing.add(`call-${call}`, 1 + call * 10);
  });
  afterEach(async () => {
    letGo();
    await Promise.all(running.map((instance) => instance.stop()));
  });

  function start(owner: string): Ingestion {
    const instance = createIngestion({
      store: storeOf(owner),
      source: {
        list: (window) => listing.list(window) as AsyncIterable<never[]>,
        fetch: async (callId): Promise<FetchedCallRecord> => {
          fetches.push({ callId, owner });
          if (owner === "killed") await hung;
          return { kind: "fetched", record: buildGroupCall(PEOPLE, { callId }), leftOut: 0 };
        },
      },
      judge: judgeCallRecord,
      subscription: {
        api: graph,
        onChanged: () => Promise.resolve(),
        notificationUrl: "https://hooks.example.org/notifications",
        lifecycleNotificationUrl: "https://hooks.example.org/lifecycle",
      },
      isService: true,
      owner,
      clock,
      random: () => 0,
      log: createLog("silent"),
      concurrency: 4,
    });
    running.push(instance);
    instance.start();
    return instance;
  }

  const isEverythingHeld = async (): Promise<boolean> => (await store.callRecords.count()) === CALLS;
  const fetched = (): string[] => fetches.map(({ callId }) => callId);

  it("shares the work: each job is run once, each window listed once, one subscription", async () => {
    const both = [start("one"), start("two")];
    await turnUntil(async () => {
      await clock.advance(1_000);
      return (await isEverythingHeld()) && both.every((one) => one.status().subscription?.state === "active");
    });
    await turnUntil(async () => (await store.progress.pass("month"))?.finishedAt instanceof Date);
    assert.equal(new Set(fetched()).size, fetches.length, "no call is fetched twice");
    assert.equal(fetches.length, CALLS);
    assert.ok(new Set(fetches.map(({ owner }) => owner)).size === 2, "both work");
    const month = (await store.progress.passes()).find(({ name }) => name === "month");
    const starts = listing.windows.filter(
      ({ end }) => month && (month.end.getTime() - end.getTime()) % 21_600_000 === 0,
    );
    assert.equal(new Set(starts.map((window) => window.start.getTime())).size, starts.length);
    assert.equal(graph.calls.filter((call) => call === "create").length, 1);
  }).timeout(60_000);

  it("leaves the subscription to one instance for as long as Graph takes to answer it", async () => {
    let answer = (): void => undefined;
    graph.duringCreate = () => new Promise((resolve) => (answer = resolve));
    const both = [start("slow"), start("other")];
    const isActive = (): boolean => both.every((one) => one.status().subscription?.state === "active");
    await turnUntil(() => graph.calls.includes("create"));
    for (let seconds = 0; seconds < 600; seconds += 5) {
      await clock.advance(5_000);
      // What the store was asked for before this is done by then.
      await isEverythingHeld();
    }
    assert.deepEqual(graph.calls, ["create"], "ten minutes, five times the lease");
    answer();
    await turnUntil(async () => {
      await clock.advance(1_000);
      return isActive();
    });
    assert.equal(graph.calls.filter((call) => call === "create").length, 1);
  }).timeout(60_000);

  it("takes over what a killed instance had at work, within the lease", async () => {
    start("killed");
    await turnUntil(async () => {
      await clock.advance(1_000);
      return fetches.length === 4;
    });
    const killedAt = clock.now();
    dead.add("killed");
    start("survivor");
    await turnUntil(async () => {
      await clock.advance(2_000);
      return isEverythingHeld();
    });
    const tookMs = clock.now().getTime() - killedAt.getTime();
    const atWork = fetches.slice(0, 4).map(({ callId }) => callId);
    for (const callId of atWork) {
      assert.ok(
        fetches.some((one) => one.callId === callId && one.owner === "survivor"),
        `${callId} is taken over`,
      );
    }
    assert.ok(tookMs <= 10 * 60_000, `${tookMs} ms`);
  }).timeout(60_000);

  /** The store as a process sees it that may be killed: from then on nothing it asks for happens. */
  function storeOf(owner: string): typeof store {
    const { ingestJobs, leases, progress } = store;
    const isDead = (): boolean => dead.has(owner);
    return {
      ...store,
      ingestJobs: {
        ...ingestJobs,
        claim: (request) => (isDead() ? Promise.resolve([]) : ingestJobs.claim(request)),
        extendLease: (job, until) => (isDead() ? Promise.resolve(true) : ingestJobs.extendLease(job, until)),
        complete: (job, now, start) => (isDead() ? Promise.resolve() : ingestJobs.complete(job, now, start)),
        release: (job) => (isDead() ? Promise.resolve() : ingestJobs.release(job)),
      },
      leases: {
        acquire: (...asked) => (isDead() ? Promise.resolve(true) : leases.acquire(...asked)),
        release: (...asked) => (isDead() ? Promise.resolve() : leases.release(...asked)),
      },
      progress: {
        ...progress,
        passes: () => (isDead() ? Promise.resolve([]) : progress.passes()),
        advance: (...asked) => (isDead() ? Promise.resolve(false) : progress.advance(...asked)),
        save: (pass) => (isDead() ? Promise.resolve() : progress.save(pass)),
        beat: (at) => (isDead() ? Promise.resolve() : progress.beat(at)),
      },
    };
  }
});
