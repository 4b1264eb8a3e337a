import type { NotificationInbox } from "./notification-inbox.ts";
import type { EnqueuedCall, IngestJob } from "./store.ts";

/** As many jobs are claimed between two groups of an inbox that always has more, so that neither waits for the other. */
const CLAIMS_BETWEEN = 16;
/** What another instance left is looked for this often. */
const LOOK_EVERY_MS = 5_000;

export type JobIntake = {
  put: NotificationInbox["put"];
  /** Claims `limit` jobs, after what was notified before has become jobs. One at a time. */
  claim(limit: number, now: Date, claim: () => Promise<IngestJob[]>): Promise<IngestJob[]>;
  /** Whether the inbox holds something, as far as this process knows. */
  mayHold(): boolean;
};

/** Turns what was notified into jobs, as fast as jobs are claimed. */
export function createJobIntake(
  inbox: NotificationInbox,
  enqueue: (items: readonly EnqueuedCall[]) => Promise<void>,
): JobIntake {
  let mayHold = true;
  let lookedAt: Date | null = null;
  let claimed = CLAIMS_BETWEEN;

  /** False when there is nothing to take in. */
  async function takeIn(now: Date): Promise<boolean> {
    const isTimeToLook = lookedAt === null || now.getTime() - lookedAt.getTime() >= LOOK_EVERY_MS;
    if (!mayHold && !isTimeToLook) return false;
    lookedAt = now;
    // What is put while this is read says so again.
    mayHold = false;
    const group = await inbox.take(now);
    if (group === null) return false;
    mayHold = true;
    await enqueue(group.items);
    await group.remove();
    return true;
  }

  return {
    async put(items) {
      await inbox.put(items);
      mayHold = true;
    },
    async claim(limit, now, claim) {
      if (claimed >= CLAIMS_BETWEEN && (await takeIn(now))) claimed = 0;
      for (;;) {
        const jobs = await claim();
        claimed = jobs.length < limit ? CLAIMS_BETWEEN : claimed + jobs.length;
        if (jobs.length > 0 || !(await takeIn(now))) return jobs;
      }
    },
    mayHold: () => mayHold,
  };
}
