import assert from "node:assert/strict";
import type { NotifiedCall } from "../../../src/store/store.ts";
import { createEnqueueBatcher } from "../../../src/webhook/enqueue-batcher.ts";

const AT = new Date("2026-11-16T09:00:00Z");

function item(callId: string, at = AT): NotifiedCall {
  return { callId, at };
}

/** A store whose writes end when the test says so. */
class HeldWrites {
  readonly groups: string[][] = [];
  readonly #pending: { resolve: () => void; reject: (error: Error) => void }[] = [];

  readonly write = (items: readonly NotifiedCall[]): Promise<void> => {
    this.groups.push(items.map(({ callId }) => callId));
    return new Promise((resolve, reject) => this.#pending.push({ resolve, reject }));
  };

  async end(error?: Error): Promise<void> {
    const write = this.#pending.shift();
    assert.ok(write, "no write is under way");
    if (error) write.reject(error);
    else write.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("enqueue batcher", () => {
  it("writes at once when quiet, and gathers the next group meanwhile", async () => {
    const store = new HeldWrites();
    const batcher = createEnqueueBatcher({ write: store.write });
    const first = batcher.add([item("a")]);
    const second = batcher.add([item("b")]);
    const third = batcher.add([item("c"), item("d")]);
    assert.deepEqual(store.groups, [["a"]]);
    await store.end();
    await first;
    assert.deepEqual(store.groups, [["a"], ["b", "c", "d"]]);
    await store.end();
    await Promise.all([second, third]);
  });

  it("resolves a request only when its own group is written", async () => {
    const store = new HeldWrites();
    const batcher = createEnqueueBatcher({ write: store.write });
    const done: string[] = [];
    const first = batcher.add([item("a")]).then(() => done.push("a"));
    const second = batcher.add([item("b")]).then(() => done.push("b"));
    await store.end();
    assert.deepEqual(done, ["a"]);
    await store.end();
    await Promise.all([first, second]);
    assert.deepEqual(done, ["a", "b"]);
  });

  it("fails every request of a group whose write failed, and goes on", async () => {
    const store = new HeldWrites();
    const batcher = createEnqueueBatcher({ write: store.write });
    const first = batcher.add([item("a")]);
    const group = [batcher.add([item("b")]), batcher.add([item("c")])].map((request) =>
      assert.rejects(request, { code: "enqueue_failed", remedy: "retry" }),
    );
    await store.end();
    await first;
    await store.end(new Error("connection reset"));
    await Promise.all(group);
    const later = batcher.add([item("d")]);
    await store.end();
    await later;
  });

  it("survives a write that throws before it returns a promise", async () => {
    const batcher = createEnqueueBatcher({
      write: () => {
        throw new Error("not connected");
      },
    });
    await assert.rejects(batcher.add([item("a")]), { code: "enqueue_failed" });
    await assert.rejects(batcher.add([item("a")]), { code: "enqueue_failed" });
  });

  it("closes a group at its size", async () => {
    const store = new HeldWrites();
    const batcher = createEnqueueBatcher({ write: store.write, maxGroup: 2 });
    const requests = ["a", "b", "c", "d"].map((callId) => batcher.add([item(callId)]));
    await store.end();
    await store.end();
    await store.end();
    await Promise.all(requests);
    assert.deepEqual(store.groups, [["a"], ["b", "c"], ["d"]]);
  });

  it("refuses what exceeds the bound, and takes again when there is room", async () => {
    const store = new HeldWrites();
    const batcher = createEnqueueBatcher({ write: store.write, maxWaiting: 3 });
    const large = batcher.add(["a", "b", "c", "d"].map((callId) => item(callId)));
    await assert.rejects(batcher.add([item("e")]), { code: "enqueue_backlog_full", remedy: "retry" });
    await store.end();
    await large;
    const next = batcher.add([item("e")]);
    await store.end();
    await next;
  });

  it("drains: refuses new items, and ends when the taken ones are written", async () => {
    const store = new HeldWrites();
    const batcher = createEnqueueBatcher({ write: store.write });
    const taken = [batcher.add([item("a")]), batcher.add([item("b")])];
    let drained = false;
    const draining = batcher.drain().then(() => (drained = true));
    await assert.rejects(batcher.add([item("c")]), { code: "enqueue_stopped", remedy: "retry" });
    await store.end();
    assert.equal(drained, false);
    await store.end();
    await Promise.all([...taken, draining]);
    assert.deepEqual(store.groups, [["a"], ["b"]]);
  });

  it("drains at once when nothing is held", async () => {
    await createEnqueueBatcher({ write: () => Promise.resolve() }).drain();
  });
});
