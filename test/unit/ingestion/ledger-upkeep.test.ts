import assert from "node:assert/strict";
import type { Health } from "../../../src/calls/health.ts";
import { createLedgerUpkeep, type LedgerUpkeep } from "../../../src/ingestion/ledger-upkeep.ts";
import { createLog } from "../../../src/log.ts";
import type { ServiceHeartbeat } from "../../../src/store/service-heartbeats.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const START = new Date("2026-03-02T08:00:00Z");
const HEALTHY: Health = { state: "healthy", findings: [] };
const BLIND: Health = {
  state: "blind",
  findings: [{ code: "no_notifications", state: "blind", problem: "It is silent.", remedy: "Look." }],
};

describe("ledger upkeep", () => {
  let clock: DrivenClock;
  let beats: ServiceHeartbeat[];
  let lines: { level: string; msg: string; state?: string; codes?: string[] }[];
  let flushes: number;
  let health: Health;
  let storeFails: boolean;
  let healthTakesMs: number;
  let readings: number;
  let upkeep: LedgerUpkeep;

  beforeEach(() => {
    clock = new DrivenClock(START);
    [beats, lines, flushes, health, storeFails, healthTakesMs, readings] = [[], [], 0, HEALTHY, false, 0, 0];
    upkeep = createLedgerUpkeep({
      ledger: { flush: () => Promise.resolve(void flushes++) },
      serviceHeartbeats: {
        save: (heartbeat) => {
          if (storeFails) return Promise.reject(new Error("gone"));
          beats.push(heartbeat);
          return Promise.resolve();
        },
      },
      instanceId: "one",
      present: () => ({ jobsRunning: 3, subscription: null, listing: { state: "idle", errorCode: null } }),
      readHealth: async () => {
        readings++;
        await clock.sleep(healthTakesMs);
        return health;
      },
      clock,
      log: createLog("info", { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) }),
    });
  });

  it("writes every five seconds, and gives a sign of life every fifteen", async () => {
    upkeep.start();
    await clock.advance(31_000);
    assert.equal(flushes, 7);
    assert.deepEqual(
      beats.map(({ at }) => (at.getTime() - START.getTime()) / 1000),
      [0, 15, 30],
    );
    assert.deepEqual(beats[0], {
      instanceId: "one",
      startedAt: START,
      at: START,
      stoppedAt: null,
      jobsRunning: 3,
      subscription: null,
      listing: { state: "idle", errorCode: null },
    });
    await upkeep.stop();
    assert.equal(flushes, 8);
    assert.deepEqual(beats.at(-1)?.stoppedAt, clock.now());
    assert.equal(clock.sleeping, 0);
  });

  it("says when the health changes, and only then", async () => {
    upkeep.start();
    await clock.advance(130_000);
    assert.deepEqual(lines, []);
    health = BLIND;
    await clock.advance(180_000);
    health = HEALTHY;
    await clock.advance(120_000);
    await upkeep.stop();
    assert.deepEqual(
      lines.map(({ level, msg, state, codes }) => [level, msg, state, codes]),
      [
        ["error", "health changed", "blind", ["no_notifications"]],
        ["info", "health changed", "healthy", []],
      ],
    );
  });

  it("judges the health less often where that takes long", async () => {
    healthTakesMs = 10_000;
    upkeep.start();
    await clock.advance(60_000 + 10_000 + 595_000);
    assert.equal(readings, 1);
    await clock.advance(10_000);
    assert.equal(readings, 2);
    const stopped = upkeep.stop();
    await clock.advance(20_000);
    await stopped;
  });

  it("goes on when a sign of life cannot be written", async () => {
    storeFails = true;
    upkeep.start();
    await clock.advance(20_000);
    storeFails = false;
    await clock.advance(15_000);
    await upkeep.stop();
    assert.equal(beats[0]?.at.getTime(), START.getTime() + 30_000);
  });

  it("leaves no sign of life when it never started", async () => {
    await upkeep.stop();
    assert.deepEqual(beats, []);
  });
});
