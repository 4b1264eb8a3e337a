import type { Clock } from "../clock.ts";
import { errorCode, ServiceError } from "../service-error.ts";
import {
  CHECKS,
  failed,
  skipped,
  type CheckCode,
  type CheckOutcome,
  type CheckResult,
  type RunCheck,
} from "./check.ts";

export type RunChecksOptions = {
  /** What there is no check for cannot be checked, since the settings are at fault. */
  checks: Partial<Record<CheckCode, RunCheck>>;
  clock: Pick<Clock, "sleep">;
  onStart?: (title: string) => void;
  onResult?: (result: CheckResult) => void;
};

/** Runs every check in order; none ends another. One that takes too long, or throws, has failed. */
export async function runChecks({ checks, clock, onStart, onResult }: RunChecksOptions): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  /** For each check that is no base for another, the title of what it comes from. */
  const causes = new Map<string, string>();
  for (const { code, title, needs, limitMs } of CHECKS) {
    onStart?.(title);
    const run = checks[code];
    const cause = needs.map((need) => causes.get(need)).find((one) => one !== undefined);
    const outcome =
      cause !== undefined || run === undefined ? skipped(skipReason(cause)) : await withinLimit(run, limitMs, clock);
    // What is not set up is no base for another check either.
    if (outcome.state === "failed" || outcome.state === "skipped") causes.set(code, cause ?? title);
    const result = { code, title, ...outcome };
    results.push(result);
    onResult?.(result);
  }
  return results;
}

function skipReason(cause: string | undefined): string {
  return `It depends on what is not there or not right: ${cause ?? "Settings"}.`;
}

async function withinLimit(run: RunCheck, limitMs: number, clock: Pick<Clock, "sleep">): Promise<CheckOutcome> {
  const broken = new AbortController();
  const ended = new AbortController();
  const tooLong = clock
    .sleep(limitMs, ended.signal)
    .then(() =>
      failed(
        `No result within ${limitMs / 1000} seconds.`,
        "See whether a firewall or a proxy swallows the connection, then run callwise doctor again.",
      ),
    );
  try {
    return await Promise.race([run(broken.signal).catch(unexpected), tooLong]);
  } finally {
    ended.abort();
    broken.abort();
  }
}

/** Of an error of our own the message, which is made to be shown; of any other only its code. */
function unexpected(error: unknown): CheckOutcome {
  const message = error instanceof ServiceError ? error.message : "The check itself broke off.";
  return failed(`${message} (${errorCode(error)})`, "Run callwise doctor again; if it stays, report the code.");
}
