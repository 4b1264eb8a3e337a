import assert from "node:assert/strict";
import { createKnownSubscriptions } from "../../../src/webhook/known-subscriptions.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

function setUp(stored: { subscriptionId: string; clientState: string }[]) {
  const clock = new DrivenClock();
  const loads = { count: 0 };
  const known = createKnownSubscriptions({
    load: () => {
      loads.count += 1;
      return Promise.resolve([...stored]);
    },
    isPending: (id) => id.startsWith("pending"),
    clock,
    refreshEveryMs: 5_000,
  });
  return { stored, clock, loads, known };
}

describe("known subscriptions", () => {
  it("knows nothing before it was loaded", () => {
    const { known } = setUp([{ subscriptionId: "one", clientState: "secret" }]);
    assert.equal(known.check("one", "secret"), "unknown");
  });

  it("compares the client state, and ids in either case", async () => {
    const { known } = setUp([{ subscriptionId: "One", clientState: "secret" }]);
    await known.prepare(["one"]);
    assert.equal(known.check("oNE", "secret"), "known");
    assert.equal(known.check("one", "Secret"), "wrongClientState");
    assert.equal(known.check("one", ""), "wrongClientState");
    assert.equal(known.check("one", undefined), "wrongClientState");
    assert.equal(known.check("one", "secret".repeat(100_000)), "wrongClientState");
    assert.equal(known.check("two", "secret"), "unknown");
  });

  it("does not take a client state that only begins like an over-long one", async () => {
    const { known } = setUp([{ subscriptionId: "one", clientState: "s".repeat(256) }]);
    await known.prepare(["one"]);
    assert.equal(known.check("one", "s".repeat(300)), "wrongClientState");
    assert.equal(known.check("one", "s".repeat(256)), "known");
  });

  it("takes a pending subscription by its client state, whatever its id", async () => {
    const { known } = setUp([{ subscriptionId: "pending-1", clientState: "asked for" }]);
    await known.prepare(["new"]);
    assert.equal(known.check("new", "asked for"), "known");
    assert.equal(known.check("new", "guessed"), "unknown");
    assert.equal(known.check("new", undefined), "unknown");
  });

  it("loads again for an id it does not know, but not too often", async () => {
    const { known, stored, clock, loads } = setUp([{ subscriptionId: "one", clientState: "secret" }]);
    await known.prepare(["one"]);
    stored.push({ subscriptionId: "two", clientState: "other" });
    await known.prepare(["two"]);
    assert.equal(loads.count, 1);
    assert.equal(known.check("two", "other"), "unknown");
    await clock.advance(5_000);
    await known.prepare(["one"]);
    assert.equal(loads.count, 1);
    await known.prepare(["two"]);
    assert.equal(loads.count, 2);
    assert.equal(known.check("two", "other"), "known");
    await known.prepare(["strange"]);
    assert.equal(loads.count, 2);
  });

  it("loads once for many requests at a time", async () => {
    const { known, loads } = setUp([]);
    await Promise.all([known.prepare(["a"]), known.prepare(["b"]), known.prepare([])]);
    assert.equal(loads.count, 1);
  });

  it("refreshes on demand at once", async () => {
    const { known, stored } = setUp([]);
    await known.prepare([]);
    stored.push({ subscriptionId: "two", clientState: "other" });
    await known.refresh();
    assert.equal(known.check("two", "other"), "known");
  });

  it("says that the store failed, and loads when it is back", async () => {
    let isDown = true;
    const known = createKnownSubscriptions({
      load: () =>
        isDown ? Promise.reject(new Error("down")) : Promise.resolve([{ subscriptionId: "one", clientState: "s" }]),
      isPending: () => false,
      clock: new DrivenClock(),
    });
    await assert.rejects(known.prepare(["one"]));
    isDown = false;
    await known.prepare(["one"]);
    assert.equal(known.check("one", "s"), "known");
  });
});
