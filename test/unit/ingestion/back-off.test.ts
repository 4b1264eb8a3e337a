import assert from "node:assert/strict";
import fc from "fast-check";
import { ServiceError } from "../../../src/service-error.ts";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { BACK_OFF, nextAttempt, type Failure } from "../../../src/ingestion/back-off.ts";
import { failureOf } from "../../../src/ingestion/failure.ts";

const NOTIFIED_AT = new Date("2026-11-16T09:00:00Z");
const MINUTE_MS = 60_000;
const noJitter = (): number => 0;

function atAge(minutes: number): Date {
  return new Date(NOTIFIED_AT.getTime() + minutes * MINUTE_MS);
}

function waitSeconds(failure: Failure, ageMinutes: number, attempts = 0, random = noJitter): number | null {
  const now = atAge(ageMinutes);
  const { nextAttemptAt } = nextAttempt({ attempts, notifiedAt: NOTIFIED_AT }, failure, now, random);
  return nextAttemptAt && (nextAttemptAt.getTime() - now.getTime()) / 1000;
}

describe("back-off: not ready", () => {
  const notReady: Failure = { kind: "notReady" };

  it("is dense at first and then spreads", () => {
    assert.deepEqual(
      [0, 0.9, 1, 9, 10, 29, 30, 149].map((age) => waitSeconds(notReady, age)),
      [10, 10, 60, 60, 300, 300, 900, 900],
    );
  });

  it("goes by age, not by attempts: what failed otherwise before does not thin it out", () => {
    assert.equal(waitSeconds(notReady, 0, 40), 10);
  });

  it("makes a last attempt when 150 minutes and the margin are over, and is exhausted then", () => {
    assert.equal(waitSeconds(notReady, 160), 300);
    assert.equal(waitSeconds(notReady, 165), null);
    const { code } = nextAttempt({ attempts: 30, notifiedAt: NOTIFIED_AT }, notReady, atAge(165), noJitter);
    assert.equal(code, "call_record_not_found");
  });

  it("costs at most 30 requests for a record that never comes", () => {
    let now = NOTIFIED_AT;
    let attempts = 0;
    for (;;) {
      const { nextAttemptAt } = nextAttempt({ attempts, notifiedAt: NOTIFIED_AT }, notReady, now, noJitter);
      attempts += 1;
      if (!nextAttemptAt) break;
      now = nextAttemptAt;
    }
    assert.equal(now.getTime(), atAge(165).getTime());
    assert.ok(attempts <= 30, String(attempts));
  });

  it("is exhausted at once when the call is too old", () => {
    assert.deepEqual(nextAttempt({ attempts: 0, notifiedAt: NOTIFIED_AT }, { kind: "tooOld" }, atAge(0), noJitter), {
      code: "call_record_too_old",
      nextAttemptAt: null,
    });
  });
});

describe("back-off: later", () => {
  const told = (retryAfterMs: number | null): Failure => ({ kind: "later", code: "graph_throttled", retryAfterMs });

  it("waits as told, never less", () => {
    assert.equal(waitSeconds(told(90_000), 0), 90);
    assert.equal(
      waitSeconds(told(90_000), 0, 0, () => 0.999),
      107.982,
    );
    assert.equal(waitSeconds(told(0), 0), 1);
  });

  it("doubles when not told, up to ten minutes, and is never exhausted", () => {
    assert.deepEqual(
      [0, 1, 2, 6, 7, 50, 5_000].map((attempts) => waitSeconds(told(null), 10_000, attempts)),
      [5, 10, 20, 320, 600, 600, 600],
    );
  });

  it("does not take a fault for a wait", () => {
    assert.equal(waitSeconds(told(1e15), 0), 6 * 3600);
  });
});

describe("back-off: other errors", () => {
  const other: Failure = { kind: "other", code: "invalid_call_record" };

  it("doubles up to half an hour", () => {
    assert.deepEqual(
      [0, 1, 5, 6, 9].map((attempts) => waitSeconds(other, 0, attempts)),
      [30, 60, 960, 1800, 1800],
    );
  });

  it("is exhausted after eight attempts over two hours, not by one of them alone", () => {
    assert.equal(waitSeconds(other, 119, 50), 1800);
    assert.equal(waitSeconds(other, 600, 6), 1800);
    assert.equal(waitSeconds(other, 120, 7), null);
  });
});

it("back-off: is always in the future, for any job and failure", () => {
  const failures = fc.oneof(
    fc.constant<Failure>({ kind: "notReady" }),
    fc.record<Failure & { kind: "later" }>({
      kind: fc.constant("later"),
      code: fc.string(),
      retryAfterMs: fc.option(fc.maxSafeNat()),
    }),
    fc.record<Failure & { kind: "other" }>({ kind: fc.constant("other"), code: fc.string() }),
  );
  fc.assert(
    fc.property(
      failures,
      fc.nat(1_000),
      fc.integer({ min: -60, max: 1e6 }),
      fc.nat(999),
      (failure, attempts, age, r) => {
        const wait = waitSeconds(failure, age, attempts, () => r / 1000);
        assert.ok(wait === null || (wait > 0 && Number.isFinite(wait)));
        if (failure.kind === "other" && wait !== null) assert.ok(wait <= (BACK_OFF.other.longestMs * 1.2) / 1000);
      },
    ),
  );
});

describe("failure of an error", () => {
  it("passes by itself when its remedy is to retry, with what Graph asked for", () => {
    const error = new GraphError("graph_throttled", "throttled", { retryable: true, retryAfterMs: 7_000 });
    assert.deepEqual(failureOf(error), { kind: "later", code: "graph_throttled", retryAfterMs: 7_000 });
    const unreachable = new GraphError("graph_unreachable", "unreachable", { retryable: true });
    assert.deepEqual(failureOf(unreachable), { kind: "later", code: "graph_unreachable", retryAfterMs: null });
  });

  it("does not exhaust jobs for what somebody must configure", () => {
    const error = new GraphError("graph_forbidden", "no consent", { remedy: "fix-configuration" });
    assert.deepEqual(failureOf(error), { kind: "later", code: "graph_forbidden", retryAfterMs: null });
  });

  it("is about the call otherwise", () => {
    assert.deepEqual(failureOf(new ServiceError("invalid_call_record", "x")), {
      kind: "other",
      code: "invalid_call_record",
    });
    assert.deepEqual(failureOf(new TypeError("x")), { kind: "other", code: "TypeError" });
    assert.deepEqual(failureOf("text"), { kind: "other", code: "unknown" });
  });
});
