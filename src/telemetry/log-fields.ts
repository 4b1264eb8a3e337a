import { AsyncLocalStorage } from "node:async_hooks";

/** What every line names that is written while a request is answered or a job is at work. */
export type LogFields = { requestId?: string; callId?: string };

const present = new AsyncLocalStorage<LogFields>();

/** Runs `work`; every line that it and whatever it calls writes carries these fields, beside those from around it. */
export function withLogFields<Result>(fields: LogFields, work: () => Result): Result {
  return present.run({ ...present.getStore(), ...fields }, work);
}

/** The fields of the work around the caller; empty outside of any. */
export function presentLogFields(): LogFields {
  return present.getStore() ?? {};
}
