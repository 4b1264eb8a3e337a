import { pino, type Logger } from "pino";
import { presentLogFields } from "./telemetry/log-fields.ts";
import { presentTraceId } from "./telemetry/span.ts";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error"> & { child(fields: object): Log };

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Field names whose values are secrets or personal data; they are removed wherever they stand, two levels deep. */
const PRIVATE_FIELDS = [
  "clientState",
  "clientSecret",
  "password",
  "authorization",
  "token",
  "accessToken",
  "validationToken",
  "displayName",
  "userPrincipalName",
  "phone",
  "ipAddress",
  "macAddress",
  "text",
  "body",
  "headers",
  "uri",
];

/**
 * The product's log: one JSON line an entry, a static message and fields. ERROR wakes a person; what heals by itself
 * is WARN. A line names the request and the call it is about, if any (telemetry/log-fields.ts). Errors are written as their code and class, never as their message, which may quote input.
 */
export function createLog(level: LogLevel, destination: { write(line: string): void } = process.stderr): Log {
  return pino(
    {
      level,
      base: { service: "callwise" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
      mixin: () => ({ ...presentLogFields(), traceId: presentTraceId() }),
      serializers: { err: serializeError, error: serializeError },
    },
    destination,
  );
}

function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { class: typeof error };
  const code: unknown = "code" in error ? error.code : undefined;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { class: error.name, code, at: frames[0]?.trim() };
}
