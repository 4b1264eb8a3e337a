import { ServiceError } from "../service-error.ts";
import type { NotifiedCall } from "../store/store.ts";

export type EnqueueBatcher = {
  /**
   * Resolves when every item is stored. Throws ServiceError, remedy "retry": "enqueue_backlog_full" when too much waits
   * already, "enqueue_failed" when the write failed, "enqueue_stopped" after `drain`.
   */
  add(items: readonly NotifiedCall[]): Promise<void>;
  /** Refuses new items and resolves when all that were taken are written or refused. */
  drain(): Promise<void>;
};

type Waiting = { items: readonly NotifiedCall[]; resolve: () => void; reject: (error: ServiceError) => void };

/**
 * Group commit: while one write is under way the next group gathers, so a burst of notifications costs few round trips
 * and a quiet service writes at once.
 *
 * @param options.maxWaiting most items held in memory, those being written included; more are refused
 * @param options.maxGroup a group is closed once it holds this many items
 */
export function createEnqueueBatcher(options: {
  write: (items: readonly NotifiedCall[]) => Promise<void>;
  maxWaiting?: number;
  maxGroup?: number;
}): EnqueueBatcher {
  const { write, maxWaiting = 50_000, maxGroup = 5_000 } = options;
  const waiting: Waiting[] = [];
  let held = 0;
  let stopped = false;
  let writing: Promise<void> | null = null;

  function takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    let size = 0;
    while (size < maxGroup) {
      const next = waiting.shift();
      if (!next) break;
      group.push(next);
      size += next.items.length;
    }
    return group;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await write(group.flatMap(({ items }) => items));
      for (const request of group) request.resolve();
    } catch (cause) {
      const failure = new ServiceError("enqueue_failed", "The notifications could not be stored.", {
        remedy: "retry",
        cause,
      });
      for (const request of group) request.reject(failure);
    } finally {
      for (const request of group) held -= request.items.length;
    }
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) await writeGroup(takeGroup());
    writing = null;
  }

  return {
    add(items) {
      if (items.length === 0) return Promise.resolve();
      if (stopped) return Promise.reject(refusal("enqueue_stopped", "The service is stopping."));
      // A single request larger than the bound is taken when nothing else is held, else it could never be stored.
      if (held > 0 && held + items.length > maxWaiting) {
        return Promise.reject(refusal("enqueue_backlog_full", "Too many notifications wait to be stored."));
      }
      held += items.length;
      return new Promise((resolve, reject) => {
        waiting.push({ items, resolve, reject });
        writing ??= writeAll();
      });
    },
    async drain() {
      stopped = true;
      await writing;
    },
  };
}

function refusal(code: string, message: string): ServiceError {
  return new ServiceError(code, message, { remedy: "retry" });
}
