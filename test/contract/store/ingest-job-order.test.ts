import assert from "node:assert/strict";
import { minutesIn, QUEUE_START, queueOn } from "../../support/job-queue.ts";
import { testEngines } from "../../support/test-store.ts";

/** Engines with locks let two writes of the same jobs in different orders wait for each other. */
for (const engine of testEngines()) {
  describe(`order in which ingest jobs are written on ${engine.name}`, () => {
    const queue = queueOn(engine);
    let written: string[][] = [];

    before(() => {
      queue.db.client.on("commandStarted", ({ commandName, command }) => {
        if (commandName !== "update" || command.update !== "ingestJobs") return;
        written.push((command.updates as { q: { _id: string } }[]).map(({ q }) => q._id));
      });
    });

    it("is that of their calls, whatever order they are due or end in", async () => {
      await queue.jobs.accept(["b", "c", "a"].map((callId, index) => ({ callId, at: minutesIn(index) })));
      const inOrder = ["a", "b", "c"].map((callId) => `${queue.tenantId}|${callId}`);

      written = [];
      const claimed = await queue.claim(minutesIn(5));
      assert.deepEqual(
        claimed.map(({ callId }) => callId),
        ["a", "c", "b"],
        "who was notified last comes first",
      );
      assert.deepEqual(written, [inOrder]);

      await queue.jobs.replay({ callId: "c" }, minutesIn(6));
      written = [];
      await Promise.all(claimed.map((job) => queue.jobs.complete(job, minutesIn(7))));
      assert.deepEqual(written, [inOrder, inOrder], "those that were enqueued again meanwhile take a second write");
      assert.equal((await queue.jobs.counts(QUEUE_START)).done, 2);
    });
  });
}
