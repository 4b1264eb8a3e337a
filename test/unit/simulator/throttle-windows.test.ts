import assert from "node:assert/strict";
import { DOCUMENTED_LIMITS, ThrottleWindows } from "../../../src/simulator/throttle-windows.ts";
import type { ThrottleLimits } from "../../../src/simulator/throttle-windows.ts";
import { GraphFault } from "../../../src/simulator/graph-exchange.ts";
import { TenantClient } from "./tenant-client.ts";

/** Seconds to wait, or null when the request was let through. */
function ask(windows: ThrottleWindows, name: keyof ThrottleLimits, now: number, key = "app"): number | null {
  try {
    windows.admit([[name, key]], now);
    return null;
  } catch (error) {
    assert.ok(error instanceof GraphFault && error.status === 429);
    return Number(error.headers["Retry-After"]);
  }
}

describe("simulator/throttle-windows", () => {
  for (const [name, { requests, seconds }] of Object.entries(DOCUMENTED_LIMITS) as [
    keyof ThrottleLimits,
    { requests: number; seconds: number },
  ][]) {
    if (name === "global") continue;
    it(`lets ${requests} requests through in ${seconds} s of ${name}, and not one more`, () => {
      const windows = new ThrottleWindows(DOCUMENTED_LIMITS);
      for (let index = 0; index < requests; index += 1) assert.equal(ask(windows, name, 1000), null);
      assert.equal(ask(windows, name, 1000), seconds);
      assert.equal(ask(windows, name, 1000, "another"), null);
      assert.equal(ask(windows, name, 1000 + seconds * 1000), null);
    });
  }

  it("slides: room comes back one request at a time, and Retry-After says when", () => {
    const windows = new ThrottleWindows(DOCUMENTED_LIMITS);
    for (let index = 0; index < 40; index += 1) assert.equal(ask(windows, "oneCallRecord", index * 100), null);
    const wait = ask(windows, "oneCallRecord", 4000) ?? 0;
    assert.ok(wait > 0 && wait <= 20);
    assert.equal(ask(windows, "oneCallRecord", 4000 + wait * 1000), null, "whoever waits as told gets through");
  });

  it("counts refused requests too: whoever keeps asking stays out", () => {
    const windows = new ThrottleWindows(DOCUMENTED_LIMITS);
    for (let index = 0; index < 40; index += 1) ask(windows, "listCallRecords", 0);
    for (let second = 1; second <= 60; second += 1) {
      for (let again = 0; again < 3; again += 1) assert.ok(ask(windows, "listCallRecords", second * 1000));
    }
    assert.equal(windows.refused["listCallRecords"], 180);
  });

  it("throttles at the documented place over https, in seconds", async () => {
    const client = await TenantClient.start();
    const id = client.tenant.groundTruth.calls()[0]?.callId ?? "";
    const path = `/communications/callRecords/${id}`;
    const answers = await Promise.all(Array.from({ length: 41 }, () => client.get(path)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 40);
    const refused = answers.find(({ status }) => status === 429);
    assert.match(String(refused?.headers["retry-after"]), /^\d+$/);
    await client.clock.advance(20_000);
    assert.equal((await client.get(path)).status, 200);
    const lists = await Promise.all(Array.from({ length: 41 }, () => client.get("/communications/callRecords")));
    assert.equal(lists.filter(({ status }) => status === 429).length, 1);
    await client.stop();
  });
});
