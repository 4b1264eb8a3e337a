import assert from "node:assert/strict";
import {
  gapPass,
  mostUrgent,
  newPass,
  nextWindow,
  ofThisPlan,
  requestedPass,
  rollingDues,
  windowsOf,
} from "../../../src/ingestion/reconcile-plan.ts";
import type { ListingPass } from "../../../src/store/store.ts";

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-03-02T08:00:00Z");

function hoursAgo(hours: number): Date {
  return new Date(NOW.getTime() - hours * HOUR_MS);
}

function buildPass(name: string, spanHours: number, endedHoursAgo = 0): ListingPass {
  const end = hoursAgo(endedHoursAgo);
  const start = hoursAgo(endedHoursAgo + spanHours);
  return newPass({ name, requestId: name, source: "reconcile", start, end, requestedAt: end });
}

const never = (): number => 0;
function due(passes: readonly ListingPass[], chance = never): Record<string, number> {
  const dues = rollingDues(passes, chance).map(({ name, at }) => [name, (at.getTime() - NOW.getTime()) / HOUR_MS]);
  return Object.fromEntries(dues) as Record<string, number>;
}

describe("reconcile plan", () => {
  it("has everything due at the very first, the widest first", () => {
    const dues = rollingDues([], never);
    assert.deepEqual(
      dues.map(({ name, at }) => [name, at.getTime()]),
      [
        ["month", 0],
        ["week", 0],
        ["day", 0],
      ],
    );
  });

  it("lists 24 hours hourly, 7 days daily, 30 days weekly, each also covered by wider ones", () => {
    assert.deepEqual(due([buildPass("month", 30 * 24)]), { day: 1, week: 24, month: 7 * 24 });
    const month = buildPass("month", 30 * 24, 30);
    assert.deepEqual(due([month, buildPass("week", 7 * 24, 5), buildPass("day", 24, 0.5)]), {
      day: 0.5,
      week: 19,
      month: 7 * 24 - 30,
    });
    assert.deepEqual(due([month, buildPass("gap", 26.5)]).day, 1, "a gap's span covers the day");
  });

  it("comes up to a tenth later, never earlier", () => {
    const { day, month } = due([buildPass("month", 30 * 24)], () => 0.999);
    assert.ok(day !== undefined && day > 1.09 && day < 1.1);
    assert.ok(month !== undefined && month > 7 * 24 * 1.09 && month < 7 * 24 * 1.1);
  });

  it("goes on with lost notifications first, then with what somebody waits for, then with the narrowest", () => {
    const passes = [
      buildPass("month", 720),
      buildPass("day", 24),
      requestedPass("one", 30, NOW),
      gapPass({ start: hoursAgo(2), end: NOW }, "gap", NOW),
      buildPass("week", 168),
    ];
    const order: string[] = [];
    for (let pass = mostUrgent(passes); pass; pass = mostUrgent(passes)) {
      order.push(pass.name);
      pass.finishedAt = NOW;
    }
    assert.deepEqual(order, ["gap", "request-one", "day", "week", "month"]);
  });

  it("begins a gap a day and 150 minutes earlier, and not before what Graph keeps", () => {
    const gap = gapPass({ start: hoursAgo(3), end: hoursAgo(1) }, "gap", NOW);
    assert.deepEqual([gap.start, gap.end], [hoursAgo(3 + 24 + 2.5), hoursAgo(1)]);
    assert.deepEqual(gapPass({ start: hoursAgo(2_000), end: NOW }, "gap", NOW).start, hoursAgo(30 * 24));
  });

  it("walks from the end to the start without hole or overlap", () => {
    let pass = buildPass("day", 15);
    const windows: [Date, Date][] = [];
    assert.deepEqual(windowsOf(pass), { windowsDone: 0, windowsTotal: 3 });
    for (let window = nextWindow(pass); window; window = nextWindow(pass)) {
      windows.push([window.start, window.end]);
      pass = { ...pass, place: window.start };
    }
    assert.deepEqual(windows, [
      [hoursAgo(6), NOW],
      [hoursAgo(12), hoursAgo(6)],
      [hoursAgo(15), hoursAgo(12)],
    ]);
    assert.deepEqual(windowsOf(pass), { windowsDone: 3, windowsTotal: 3 });
  });

  it("begins an open pass of another plan anew", () => {
    const pass = { ...buildPass("day", 24), place: hoursAgo(12), listed: 7, startedAt: NOW };
    assert.equal(ofThisPlan(pass), pass);
    const old = { ...pass, planVersion: 0 };
    assert.deepEqual(ofThisPlan(old), { ...buildPass("day", 24) });
  });
});
