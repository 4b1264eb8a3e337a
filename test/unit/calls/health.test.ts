import assert from "node:assert/strict";
import {
  HEALTH_LIMITS,
  judgeHealth,
  storeFailure,
  type HealthFacts,
  type HealthState,
} from "../../../src/calls/health.ts";

const NOW = new Date("2026-03-02T12:00:00Z");
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

const WELL: HealthFacts = {
  now: NOW,
  service: { startedAt: ago(600) },
  lastSeenAt: ago(0),
  subscriptionExpiresAt: ago(-600),
  errors: [],
  backlog: { waiting: 3, dueSince: ago(1) },
  recentDelay: { count: 100, p95Ms: 900 },
  silence: { since: ago(200), listedCalls: 0, expectedCalls: 1 },
  missingUnattended: 0,
  hoursOverdue: 0,
  exhaustedLastDay: 0,
};
const silence = (over: Partial<NonNullable<HealthFacts["silence"]>>): HealthFacts["silence"] => ({
  since: ago(400),
  listedCalls: 0,
  expectedCalls: 0,
  ...over,
});

const CASES: [what: string, facts: Partial<HealthFacts>, state: HealthState, codes: string[]][] = [
  ["all is well", {}, "healthy", []],
  ["a fresh store and service", { silence: null, recentDelay: null }, "healthy", []],
  ["no service runs", { service: null }, "broken", ["service_not_running"]],
  ["none ever ran", { service: null, lastSeenAt: null }, "broken", ["service_not_running"]],
  [
    "no service runs, and the subscription ran out meanwhile",
    { service: null, subscriptionExpiresAt: ago(5), silence: silence({ listedCalls: 50 }) },
    "broken",
    ["service_not_running"],
  ],
  [
    "sign-in refused",
    { errors: [{ part: "listing", code: "graph_sign_in_failed" }] },
    "broken",
    ["graph_sign_in_failed"],
  ],
  [
    "one cause in two parts",
    {
      errors: [
        { part: "listing", code: "graph_forbidden" },
        { part: "subscription", code: "graph_forbidden" },
      ],
    },
    "broken",
    ["graph_forbidden"],
  ],
  [
    "another deployment holds the subscription",
    { errors: [{ part: "subscription", code: "subscription_held_elsewhere" }], subscriptionExpiresAt: null },
    "broken",
    ["subscription_held_elsewhere", "subscription_missing"],
  ],
  [
    "Graph is down for a while",
    { errors: [{ part: "listing", code: "graph_unavailable" }] },
    "behind",
    ["graph_unavailable"],
  ],
  [
    "a subscription that Graph does not make",
    { errors: [{ part: "subscription", code: "subscription_validation_failed" }] },
    "blind",
    ["subscription_validation_failed"],
  ],
  ["an error nobody described", { errors: [{ part: "listing", code: "E42" }] }, "behind", ["E42"]],
  ["calls missing and not fetched", { missingUnattended: 1 }, "broken", ["calls_missing"]],
  ["a few given up", { exhaustedLastDay: HEALTH_LIMITS.exhaustedADay - 1 }, "healthy", []],
  ["many given up", { exhaustedLastDay: HEALTH_LIMITS.exhaustedADay }, "broken", ["jobs_given_up"]],
  ["no subscription", { subscriptionExpiresAt: null }, "blind", ["subscription_missing"]],
  ["it ran out just now", { subscriptionExpiresAt: NOW }, "blind", ["subscription_missing"]],
  ["none yet, just started", { subscriptionExpiresAt: null, service: { startedAt: ago(4) } }, "healthy", []],
  [
    "none, started a while ago",
    { subscriptionExpiresAt: null, service: { startedAt: ago(5) } },
    "blind",
    ["subscription_missing"],
  ],
  ["listed calls, no notification", { silence: silence({ listedCalls: 3 }) }, "blind", ["no_notifications"]],
  ["two listed calls", { silence: silence({ listedCalls: 2 }) }, "healthy", []],
  ["an unusual silence", { silence: silence({ expectedCalls: 10 }) }, "blind", ["no_notifications"]],
  ["a usual silence", { silence: silence({ expectedCalls: 9.9 }) }, "healthy", []],
  ["a backlog of ten minutes", { backlog: { waiting: 9, dueSince: ago(10) } }, "healthy", []],
  ["a longer backlog", { backlog: { waiting: 9, dueSince: ago(11) } }, "behind", ["backlog"]],
  ["nothing due", { backlog: { waiting: 9, dueSince: null } }, "healthy", []],
  ["slow", { recentDelay: { count: 20, p95Ms: 600_001 } }, "behind", ["slow"]],
  ["slow, of too few to tell", { recentDelay: { count: 19, p95Ms: 9e9 } }, "healthy", []],
  ["hours not listed", { hoursOverdue: 2 }, "behind", ["hours_not_listed"]],
  [
    "everything at once, the worst first",
    {
      hoursOverdue: 1,
      backlog: { waiting: 2, dueSince: ago(60) },
      silence: silence({ listedCalls: 9 }),
      missingUnattended: 2,
    },
    "broken",
    ["calls_missing", "no_notifications", "backlog", "hours_not_listed"],
  ],
];

describe("health", () => {
  for (const [what, facts, state, codes] of CASES) {
    it(`${what}: ${state}`, () => {
      const health = judgeHealth({ ...WELL, ...facts });
      assert.equal(health.state, state);
      assert.deepEqual(
        health.findings.map(({ code }) => code),
        codes,
      );
      for (const { problem, remedy } of health.findings) {
        assert.match(problem, /^[A-Z0-9].*\.$/);
        assert.match(remedy, /^[A-Z].*\.$/);
      }
    });
  }

  it("is broken when the store does not answer", () => {
    const { state, findings } = storeFailure("store_unreachable");
    assert.equal(state, "broken");
    assert.match(findings[0]?.problem ?? "", /store_unreachable/);
  });

  it("says one call, and two calls", () => {
    const problem = (missingUnattended: number): string =>
      judgeHealth({ ...WELL, missingUnattended }).findings[0]?.problem ?? "";
    assert.equal(problem(1), "Graph lists 1 call that is not held and not being fetched.");
    assert.equal(problem(2), "Graph lists 2 calls that are not held and not being fetched.");
  });
});
