import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createEnqueueBatcher } from "../../src/webhook/enqueue-batcher.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";
import { buildNotification, WebhookServer } from "../support/webhook-server.ts";

describe("webhook on the embedded store", () => {
  let db: TestDatabase;
  let server: WebhookServer;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  afterEach(() => server.stop());

  it("stores a burst of concurrent notifications in few writes, each before its 202", async () => {
    const clock = new DrivenClock();
    const { ingestJobs } = db.storeFor({ clock });
    let writes = 0;
    const batcher = createEnqueueBatcher({
      write: (items) => {
        writes += 1;
        return ingestJobs.accept(items);
      },
    });
    server = await new WebhookServer({ enqueue: (items) => batcher.add(items) }).start();
    const batches = Array.from({ length: 100 }, () => Array.from({ length: 10 }, () => randomUUID()));
    const answers = await Promise.all(
      batches.map((callIds) => server.post(callIds.map((callId) => buildNotification(callId)))),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
    assert.equal((await ingestJobs.counts(clock.now())).queued, 1_000);
    assert.ok(writes < batches.length, `${writes} writes`);
    await batcher.drain();
    assert.equal((await server.post([buildNotification(randomUUID())])).status, 503);
  });

  it("leaves one job for a call that is notified again and again", async () => {
    const clock = new DrivenClock();
    const { ingestJobs } = db.storeFor({ clock });
    const batcher = createEnqueueBatcher({ write: (items) => ingestJobs.accept(items) });
    server = await new WebhookServer({ enqueue: (items) => batcher.add(items) }).start();
    const callId = randomUUID();
    const same = Array.from({ length: 20 }, () => server.post([buildNotification(callId), buildNotification(callId)]));
    await Promise.all(same);
    const jobs = await ingestJobs.claim({ owner: "test", limit: 5, now: server.clock.now(), leaseMs: 60_000 });
    assert.deepEqual(
      jobs.map((job) => [job.callId, job.source]),
      [[callId, "notification"]],
    );
  });
});
