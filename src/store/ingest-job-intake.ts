import type { NotificationInbox } from "./notification-inbox.ts";
import type { NotifiedCall } from "./store.ts";

/** What another instance left is looked for this often while jobs are claimed all the time. */
const LOOK_EVERY_MS = 5_000;

export type JobIntake = {
  put: NotificationInbox["put"];
  /** Turns some of what was notified into jobs: to be called before each claim, and not twice at a time. */
  takeIn(now: Date): Promise<void>;
  /** When there is something to take in; null when there is nothing. */
  dueAt(now: Date): Promise<Date | null>;
};

/** Turns what was notified into jobs, as fast as jobs are claimed, so that live calls never wait behind listed ones. */
export function createJobIntake(
  inbox: NotificationInbox,
  enqueue: (calls: readonly NotifiedCall[]) => Promise<void>,
): JobIntake {
  let mayHold = true;
  let lookedAt: Date | null = null;

  return {
    async put(calls) {
      await inbox.put(calls);
      mayHold = true;
    },
    async takeIn(now) {
      const isTimeToLook = lookedAt === null || now.getTime() - lookedAt.getTime() >= LOOK_EVERY_MS;
      if (!mayHold && !isTimeToLook) return;
      lookedAt = now;
      // What is put while this is read says so again.
      mayHold = false;
      try {
        if (await inbox.handOver(now, enqueue)) mayHold = true;
      } catch (error) {
        mayHold = true;
        throw error;
      }
    },
    async dueAt(now) {
      const at = await inbox.dueAt(now);
      if (at !== null) mayHold = true;
      return at;
    },
  };
}
