import assert from "node:assert/strict";
import { ALERT_PACE } from "../../../src/alerting/alert-pace.ts";
import { createExhaustedJobsRule } from "../../../src/alerting/exhausted-jobs-rule.ts";
import { createHealthRule } from "../../../src/alerting/health-rule.ts";
import { storeFailure, type Finding, type Health } from "../../../src/calls/health.ts";
import type { Trouble } from "../../../src/calls/incident.ts";
import type { IngestJob } from "../../../src/store/store.ts";

const NOW = new Date("2026-03-02T08:00:00Z");
const STATE = { settings: null, recent: [] };
const HOUR_MS = 3_600_000;

function finding(code: string, state: Finding["state"]): Finding {
  return { code, state, problem: `Problem ${code}.`, remedy: `Remedy ${code}.` };
}

describe("the rule about the health of the ingestion", () => {
  function read(findings: Finding[]): Promise<Trouble[]> {
    const health: Health = { state: findings[0]?.state ?? "healthy", findings };
    return createHealthRule({ readHealth: () => Promise.resolve(health), pace: ALERT_PACE }).read(NOW, STATE);
  }

  it("finds nothing while it is healthy", async () => {
    assert.deepEqual(await read([]), []);
  });

  it("is patient with what catches up by itself, and less with what does not", async () => {
    const behind = [finding("backlog", "behind"), finding("hours_not_listed", "behind")];
    assert.deepEqual(await read(behind), [
      {
        factor: "service",
        toLastMs: ALERT_PACE.behindForMs,
        content: { kind: "ingestionHealth", state: "behind", findings: behind },
        affected: null,
      },
    ]);
    for (const state of ["blind", "broken"] as const) {
      const [trouble] = await read([finding("graph_forbidden", state), finding("backlog", "behind")]);
      assert.equal(trouble?.toLastMs, ALERT_PACE.blindOrBrokenForMs);
    }
  });

  it("takes a first listing that is under way for no news", async () => {
    assert.deepEqual(await read([finding("hours_not_listed", "behind")]), []);
  });

  it("does not believe that the service stands still which reads it", async () => {
    const standing = finding("service_not_running", "broken");
    assert.deepEqual(await read([standing]), []);
    const [trouble] = await read([standing, finding("backlog", "behind")]);
    assert.deepEqual([trouble?.toLastMs, trouble?.content.kind], [ALERT_PACE.behindForMs, "ingestionHealth"]);
  });

  it("cannot be read when the status cannot", async () => {
    const rule = createHealthRule({ readHealth: () => Promise.reject(new Error("no")), pace: ALERT_PACE });
    await assert.rejects(rule.read(NOW, STATE));
    assert.equal((await read(storeFailure("store_unreachable").findings)).length, 1);
  });
});

describe("the rule about jobs given up", () => {
  function givenUp(code: string, hoursAgo = 1): IngestJob {
    const at = new Date(NOW.getTime() - hoursAgo * HOUR_MS);
    return {
      callId: `call-${code}-${hoursAgo}`,
      generation: 1,
      stage: "exhausted",
      source: "notification",
      attempts: 8,
      takeovers: 0,
      nextAttemptAt: null,
      leaseOwner: null,
      leaseUntil: null,
      notifiedAt: at,
      lastError: { code, at },
    };
  }

  function read(jobs: IngestJob[]): Promise<Trouble[]> {
    return createExhaustedJobsRule({
      ingestJobs: { exhausted: (limit) => Promise.resolve(jobs.slice(0, limit)) },
    }).read(NOW, STATE);
  }

  const times = (count: number, code: string, hoursAgo?: number): IngestJob[] =>
    Array.from({ length: count }, () => givenUp(code, hoursAgo));

  it("counts those of a day by their reason, the most frequent first", async () => {
    const [trouble] = await read([
      ...times(1, "job_crashed"),
      ...times(3, "graph_forbidden"),
      ...times(9, "job_crashed", 25),
    ]);
    assert.ok(trouble?.content.kind === "exhaustedJobs");
    assert.deepEqual([trouble.toLastMs, trouble.content.calls, trouble.content.isAtLeast], [0, 4, false]);
    assert.deepEqual(
      trouble.content.reasons.map(({ code, calls, remedy }) => [code, calls, remedy.length > 0]),
      [
        ["graph_forbidden", 3, true],
        ["job_crashed", 1, true],
      ],
    );
  });

  it("says that there may be more than it reads", async () => {
    const [trouble] = await read(times(500, "graph_forbidden"));
    assert.ok(trouble?.content.kind === "exhaustedJobs" && trouble.content.isAtLeast);
  });

  for (const [what, jobs] of [
    ["nothing", []],
    ["what was given up long ago", times(5, "graph_forbidden", 25)],
    ["what nothing can bring back", times(5, "call_record_too_old")],
    ["what is usual", times(2, "call_record_not_found")],
  ] as const) {
    it(`is silent about ${what}`, async () => {
      assert.deepEqual(await read([...jobs]), []);
    });
  }

  it("tells of more than is usual", async () => {
    assert.equal((await read(times(3, "call_record_not_found"))).length, 1);
  });
});
