import assert from "node:assert/strict";
import { askedPeriod } from "../../../src/http/asked-period.ts";
import { SOMEBODY } from "../../support/api-server.ts";

describe("the period that a request asks for", () => {
  const now = new Date("2026-11-19T23:30:00Z");
  const parts = (timeZone: string | null) => ({
    preferences: { of: () => Promise.resolve({ language: null, timeZone, digest: false }) },
    organizationTimeZone: "UTC",
  });
  const ask = (query: { period?: string; timeZone?: string }, chosen: string | null = null) =>
    askedPeriod({ query, viewer: SOMEBODY, now }, parts(chosen));

  it("is this week in the organization's days when nothing is said", async () => {
    const { inPeriod, period } = await ask({});
    assert.deepEqual(inPeriod, {
      period: { start: "2026-11-16T00:00:00.000Z", end: "2026-11-23T00:00:00.000Z", name: "thisWeek" },
      timeZone: "UTC",
    });
    assert.equal(period.name.kind, "thisWeek");
  });

  it("counts days where the person is, unless the request says otherwise", async () => {
    const own = await ask({ period: "today" }, "Asia/Shanghai");
    assert.deepEqual(own.inPeriod.period.start, "2026-11-19T16:00:00.000Z");
    const asked = await ask({ period: "today", timeZone: "America/New_York" }, "Asia/Shanghai");
    assert.deepEqual(asked.inPeriod.period.start, "2026-11-19T05:00:00.000Z");
  });

  for (const period of [
    "",
    "never",
    "last0days",
    "2026-13",
    "2026-02-30",
    "2026-11-02..2026-11-01",
    "2020-01-01..2026-01-01",
  ]) {
    it(`is none called "${period}"`, async () => {
      await assert.rejects(ask({ period }), { code: "bad_request" });
    });
  }
});
