import assert from "node:assert/strict";
import type { PhoneCall, PhoneCallKind } from "../../../src/calls/phone-call.ts";
import type { CallLogSource } from "../../../src/graph/call-logs.ts";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { createCallLogs, type CallLogs } from "../../../src/ingestion/call-logs.ts";
import { createLog } from "../../../src/log.ts";
import type { CallLogProgress, PhoneCalls } from "../../../src/store/phone-calls.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildPstnCall } from "../../support/phone-call-builder.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date("2026-03-02T08:00:00Z");

type Asked = { kind: PhoneCallKind; start: string; end: string };

/** A store in memory with one lease for all. */
class KeptLogs {
  readonly rows = new Map<string, PhoneCall>();
  readonly progress = new Map<PhoneCallKind, CallLogProgress>();
  #lease: { owner: string; until: Date } | null = null;

  readonly phoneCalls: PhoneCalls = {
    save: (rows) => {
      for (const row of rows) this.rows.set(row.rowId, row);
      return Promise.resolve();
    },
    saveProgress: (progress) => {
      this.progress.set(progress.kind, progress);
      return Promise.resolve();
    },
    progress: () => Promise.resolve([...this.progress.values()]),
  };

  readonly leases = {
    acquire: (_name: string, owner: string, now: Date, ms: number): Promise<boolean> => {
      const isFree = this.#lease === null || this.#lease.owner === owner || this.#lease.until <= now;
      if (isFree) this.#lease = { owner, until: new Date(now.getTime() + ms) };
      return Promise.resolve(isFree);
    },
    release: (_name: string, owner: string): Promise<void> => {
      if (this.#lease?.owner === owner) this.#lease = null;
      return Promise.resolve();
    },
  };
}

describe("telephone logs, pulled", () => {
  let clock: DrivenClock;
  let kept: KeptLogs;
  let asked: Asked[];
  let said: string[];
  let running: CallLogs[];
  let answer: (asked: Asked, signal: AbortSignal | undefined) => Promise<PhoneCall[]>;

  beforeEach(() => {
    clock = new DrivenClock(NOW);
    kept = new KeptLogs();
    asked = [];
    said = [];
    running = [];
    answer = () => Promise.resolve([]);
  });
  afterEach(async () => {
    await Promise.all(running.map((logs) => logs.stop()));
    assert.equal(clock.sleeping, 0, "nothing is left running");
  });

  const source: CallLogSource = {
    async *list(kind, { start, end }, signal) {
      const one = { kind, start: start.toISOString(), end: end.toISOString() };
      asked.push(one);
      yield { rows: await answer(one, signal), leftOut: 0 };
    },
  };

  async function start(owner = "one"): Promise<CallLogs> {
    const { phoneCalls, leases } = kept;
    const log = createLog("warn", { write: (line) => said.push((JSON.parse(line) as { msg: string }).msg) });
    const logs = createCallLogs({ source, phoneCalls, leases, owner, clock, random: () => 0, log });
    running.push(logs);
    logs.start();
    await clock.advance(1);
    return logs;
  }

  const spans = (kind: PhoneCallKind): [string, string][] =>
    asked.filter((one) => one.kind === kind).map((one): [string, string] => [one.start, one.end]);
  const take = (kind: PhoneCallKind): [string, string][] => {
    const taken = spans(kind);
    asked = [];
    return taken;
  };
  const forbidden = (): Promise<never> =>
    Promise.reject(new GraphError("graph_forbidden", "", { status: 403, remedy: "fix-configuration" }));

  it("are read for the last 30 days at first, and each window only once", async () => {
    answer = ({ start: from }) => Promise.resolve([buildPstnCall(from)]);
    await start();
    const first = spans("pstn");
    assert.equal(first[0]?.[0], "2026-01-31T00:00:00.000Z");
    assert.equal(first.at(-1)?.[1], NOW.toISOString());
    for (const [index, [from]] of first.slice(1).entries()) assert.equal(from, first[index]?.[1], "no gap");
    assert.deepEqual(spans("directRouting"), first);
    assert.equal(kept.rows.size, first.length);
    const { pulledAt, pull, rows, lastError } = kept.progress.get("pstn") as CallLogProgress;
    assert.deepEqual([pulledAt, pull, rows, lastError], [NOW, null, first.length, null]);
    await clock.advance(20 * HOUR_MS);
    assert.equal(spans("pstn").length, first.length);
  });

  it("are read again daily, from three days before what was read", async () => {
    await start();
    take("pstn");
    await clock.advance(DAY_MS + HOUR_MS);
    const [span, ...others] = take("pstn");
    assert.equal(span?.[0], "2026-02-27T00:00:00.000Z");
    assert.deepEqual(others, []);
    await clock.advance(DAY_MS);
    assert.equal(take("pstn")[0]?.[0], "2026-02-28T00:00:00.000Z");
  });

  it("are read on from there after an outage, for 90 days at most", async () => {
    await start();
    await running.pop()?.stop();
    take("pstn");
    await clock.advance(20 * DAY_MS);
    await start("two");
    assert.equal(take("pstn")[0]?.[0], "2026-02-27T00:00:00.000Z");
    await running.pop()?.stop();
    await clock.advance(200 * DAY_MS);
    await start("three");
    const all = take("pstn");
    const spanMs = Date.parse(all.at(-1)?.[1] ?? "") - Date.parse(all[0]?.[0] ?? "");
    assert.ok(spanMs > 88 * DAY_MS && spanMs <= 90 * DAY_MS, `${spanMs / DAY_MS} days`);
  });

  it("go on where a stop cut them short", async () => {
    let cut = 0;
    answer = (_one, signal) => {
      cut += 1;
      if (cut < 3) return Promise.resolve([]);
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new GraphError("graph_aborted", "", { retryable: true })));
      });
    };
    const logs = await start();
    await logs.stop();
    running = [];
    const third = spans("pstn")[2];
    assert.deepEqual([spans("pstn").length, spans("directRouting").length], [3, 0]);
    assert.equal(kept.progress.get("pstn")?.lastError, null);
    asked = [];
    answer = () => Promise.resolve([]);
    await start("two");
    assert.equal(spans("pstn")[0]?.[0], third?.[0]);
    assert.equal(spans("directRouting")[0]?.[0], "2026-01-31T00:00:00.000Z");
    assert.deepEqual(said, []);
  });

  it("say once that the permission is missing, and are tried again daily and at every start", async () => {
    answer = forbidden;
    await start();
    assert.equal(asked.length, 2);
    await clock.advance(3 * DAY_MS);
    assert.equal(asked.length, 8);
    assert.deepEqual(said, ["permission missing: telephone logs need CallRecords.Read.All; tried again daily"]);
    assert.deepEqual(kept.progress.get("pstn")?.lastError?.code, "graph_forbidden");
    await running.pop()?.stop();
    asked = [];
    answer = () => Promise.resolve([]);
    await start("two");
    assert.equal(spans("pstn")[0]?.[0], "2026-01-31T00:00:00.000Z");
    assert.equal(kept.progress.get("pstn")?.lastError, null);
  });

  it("are tried again soon, then less often, after what passes by itself", async () => {
    answer = ({ kind }) =>
      kind === "pstn"
        ? Promise.reject(new GraphError("graph_unavailable", "", { status: 503, retryable: true }))
        : Promise.resolve([]);
    await start();
    await clock.advance(2 * HOUR_MS);
    const tries = asked.filter(({ kind }) => kind === "pstn").length;
    assert.ok(tries >= 4 && tries <= 6, `${tries} tries`);
    assert.equal(kept.progress.get("pstn")?.lastError?.code, "graph_unavailable");
    assert.equal(kept.progress.get("directRouting")?.lastError, null);
    answer = () => Promise.resolve([]);
    await clock.advance(HOUR_MS);
    assert.equal(kept.progress.get("pstn")?.lastError, null);
  });

  it("are tried again a day later after what does not pass by itself", async () => {
    answer = () => Promise.reject(new GraphError("graph_bad_request", "", { status: 400 }));
    await start();
    await clock.advance(23 * HOUR_MS);
    assert.equal(asked.length, 2);
    await clock.advance(2 * HOUR_MS);
    assert.equal(asked.length, 4);
  });

  it("are pulled by one of two processes, and by the other once that one is gone", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    answer = () => held.then(() => []);
    await start("one");
    await start("two");
    await clock.advance(HOUR_MS);
    assert.equal(asked.length, 1);
    release();
    await clock.advance(HOUR_MS);
    const both = spans("pstn").length;
    assert.equal(spans("directRouting").length, both);
    await running.shift()?.stop();
    asked = [];
    await clock.advance(DAY_MS);
    assert.equal(spans("pstn").length, 1);
  });
});
