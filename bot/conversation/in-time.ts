import type { Clock } from "../../src/clock.ts";
import { ServiceError } from "../../src/service-error.ts";

/**
 * What `work` resolves or rejects with, unless that takes longer than `withinMs`: then rejects with ServiceError "code".
 * The work itself goes on, and its outcome is dropped.
 */
export async function inTime<Result>(
  work: Promise<Result>,
  { code, withinMs, clock }: { code: string; withinMs: number; clock: Clock },
): Promise<Result> {
  const done = new AbortController();
  const late = clock.sleep(withinMs, done.signal).then((): never => {
    throw new ServiceError(code, "It took too long.", { remedy: "retry" });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

/** Calls `tell` every `everyMs` for as long as the work takes. That it cannot be told is nobody's concern. */
export async function tellWhile<Result>(
  work: Promise<Result>,
  tell: () => Promise<unknown>,
  { everyMs, clock }: { everyMs: number; clock: Clock },
): Promise<Result> {
  const done = new AbortController();
  const keepTelling = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(everyMs, done.signal);
      if (done.signal.aborted) return;
      await tell();
    }
  };
  keepTelling().catch(() => undefined);
  try {
    return await work;
  } finally {
    done.abort();
  }
}
