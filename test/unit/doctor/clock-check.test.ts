import assert from "node:assert/strict";
import type { CheckOutcome } from "../../../src/doctor/check.ts";
import { clockCheck } from "../../../src/doctor/clock-check.ts";
import { fakeExchange, systemError } from "../../support/fake-exchange.ts";
import { SettableClock } from "../../support/settable-clock.ts";

const NOW = new Date("2026-11-23T05:00:00Z");
const URLS = ["https://graph.example/v1.0/", "https://login.example/metadata"];
const signal = new AbortController().signal;

/** `theirs`: what the clock asked shows, from this machine's in seconds. */
function check(theirs: number): Promise<CheckOutcome> {
  const date = new Date(NOW.getTime() + theirs * 1000).toUTCString();
  const http = fakeExchange(() => ({ status: 401, headers: { date } }));
  return clockCheck({ http, urls: URLS, clock: new SettableClock(NOW) })(signal);
}

describe("doctor/clock-check", () => {
  const limits: [number, CheckOutcome["state"]][] = [
    [0, "ok"],
    [58, "ok"],
    [-58, "ok"],
    [62, "warning"],
    [-62, "warning"],
    [298, "warning"],
    [302, "failed"],
    [-302, "failed"],
  ];
  for (const [theirs, state] of limits) {
    it(`${theirs} seconds are ${state}`, async () => {
      const outcome = await check(theirs);
      assert.equal(outcome.state, state);
      assert.equal(outcome.remedy === null, state === "ok");
    });
  }

  it("tells in which direction", async () => {
    assert.match((await check(400)).found, /(399|400|401) seconds behind Microsoft's/);
    assert.match((await check(-400)).found, /(399|400|401) seconds ahead of Microsoft's/);
  });

  it("halves the way there and back", async () => {
    const clock = new SettableClock(NOW);
    const http = fakeExchange(() => {
      clock.set(new Date(NOW.getTime() + 8_000));
      return { headers: { date: new Date(NOW.getTime() + 4_000).toUTCString() } };
    });
    const outcome = await clockCheck({ http, urls: URLS, clock })(signal);
    assert.equal(outcome.found, "This machine's clock agrees with Microsoft's.");
  });

  it("asks the next one when one does not answer or tells no date", async () => {
    const http = fakeExchange(({ url }) => {
      if (url.includes("graph")) throw systemError("ECONNRESET");
      return { headers: { date: NOW.toUTCString() } };
    });
    const parts = { http, urls: URLS, clock: new SettableClock(NOW) };
    assert.equal((await clockCheck(parts)(signal)).state, "ok");
    const silent = fakeExchange(() => ({}));
    const outcome = await clockCheck({ ...parts, http: silent })(signal);
    assert.equal(outcome.state, "failed");
    assert.deepEqual(outcome.items, ["graph.example: no Date header", "login.example: no Date header"]);
  });
});
