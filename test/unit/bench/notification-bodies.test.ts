import assert from "node:assert/strict";
import { z } from "zod";
import { notificationItems, readNotificationItem } from "../../../src/webhook/notification.ts";
import { createNotificationBodies } from "../../bench/notification-bodies.ts";

const body = z.object({ value: z.array(z.object({ resource: z.string() })) });

describe("notification bodies of the benchmark", () => {
  it("hold so many notifications of calls never named before, each throughout", () => {
    const bodies = createNotificationBodies(3);
    const named: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const { bytes, callIds } = bodies.next();
      const parsed: unknown = JSON.parse(bytes.toString());
      const read = (notificationItems(parsed) ?? []).map(readNotificationItem);
      assert.deepEqual(
        read.map((item) => (item.kind === "change" && item.isCallRecord ? item.callId : null)),
        callIds,
      );
      assert.deepEqual(
        body.parse(parsed).value.map(({ resource }) => resource.split("/").at(-1)),
        callIds,
      );
      named.push(...callIds);
    }
    assert.equal(new Set(named).size, 6);
  });
});
