import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Random } from "../../../src/simulator/random.ts";
import { buildHostileBody } from "../../support/hostile-bodies.ts";
import { PlainConnection } from "../../support/plain-connection.ts";
import { buildNotification, WebhookServer } from "../../support/webhook-server.ts";

const BODIES = 10_000;
const AT_A_TIME = 16;

describe("webhook: hostile bodies", () => {
  it(`survives ${BODIES} of them and stores none`, async () => {
    const server = await new WebhookServer({ bodyLimit: 16 * 1024 }).start();
    const unhandled: unknown[] = [];
    const note = (error: unknown): number => unhandled.push(error);
    process.on("unhandledRejection", note);
    try {
      const random = new Random("hostile bodies");
      const item = (): Record<string, unknown> => ({ ...buildNotification(randomUUID()) });
      const statuses = new Map<number, number>();
      let left = BODIES;
      const send = async (): Promise<void> => {
        const connection = new PlainConnection(server.address.port);
        while (left-- > 0) {
          const path = random.pick(["/api/graph/notifications", "/api/graph/lifecycle"]);
          const status = await connection.post(path, buildHostileBody(random, item));
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
        connection.close();
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, send));

      assert.deepEqual([...statuses.keys()].sort(), [202, 400, 413]);
      assert.deepEqual(server.enqueued, []);
      assert.deepEqual(server.lifecycle, []);
      assert.deepEqual(server.log, []);
      assert.equal("polluted" in {}, false);

      const callId = randomUUID();
      assert.equal((await server.post([buildNotification(callId)])).status, 202);
      assert.deepEqual(server.enqueued, [callId]);
      assert.deepEqual(unhandled, []);
    } finally {
      process.off("unhandledRejection", note);
      await server.stop();
    }
  }).timeout(60_000);
});
