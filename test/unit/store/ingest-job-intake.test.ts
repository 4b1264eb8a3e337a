import assert from "node:assert/strict";
import { createJobIntake } from "../../../src/store/ingest-job-intake.ts";
import type { NotificationInbox } from "../../../src/store/notification-inbox.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const secondsIn = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

/** An inbox that counts how often it is asked. */
function countingInbox(over: Partial<NotificationInbox>): { inbox: NotificationInbox; asked: () => number } {
  let asked = 0;
  const { handOver = () => Promise.resolve(false) } = over;
  const inbox: NotificationInbox = {
    put: () => Promise.resolve(),
    size: () => Promise.resolve(0),
    dueAt: () => Promise.resolve(null),
    ...over,
    handOver(...request) {
      asked += 1;
      return handOver(...request);
    },
  };
  return { inbox, asked: () => asked };
}

describe("job intake", () => {
  it("asks an empty inbox again only after what this instance puts, after a while, and after what is seen there", async () => {
    let dueAt: Date | null = null;
    const { inbox, asked } = countingInbox({ dueAt: () => Promise.resolve(dueAt) });
    const intake = createJobIntake(inbox, () => Promise.resolve());
    await intake.takeIn(NOW);
    await intake.takeIn(secondsIn(1));
    assert.equal(asked(), 1);
    await intake.put([]);
    await intake.takeIn(secondsIn(1));
    assert.equal(asked(), 2);
    await intake.takeIn(secondsIn(6));
    assert.equal(asked(), 3, "what another instance left");
    dueAt = secondsIn(6);
    await intake.dueAt(secondsIn(7));
    await intake.takeIn(secondsIn(7));
    assert.equal(asked(), 4);
  });

  it("asks again for as long as something was there, and after a failure", async () => {
    const results = [Promise.resolve(true), Promise.reject(new Error("down")), Promise.resolve(false)];
    const { inbox, asked } = countingInbox({ handOver: () => results.shift() ?? Promise.resolve(false) });
    const intake = createJobIntake(inbox, () => Promise.resolve());
    await intake.takeIn(NOW);
    await assert.rejects(intake.takeIn(NOW), /down/);
    await intake.takeIn(NOW);
    await intake.takeIn(NOW);
    assert.equal(asked(), 3);
  });
});
