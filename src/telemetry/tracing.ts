import type { Log } from "../log.ts";

export type Tracing = {
  /** Sends what is not sent yet, within a few seconds, and ends. */
  stop(): Promise<void>;
};

type Environment = Readonly<Record<string, string>>;

const ENDPOINTS = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"] as const;
const PROTOCOLS = ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"] as const;

/**
 * Traces, if the standard variables of OpenTelemetry name a collector; null otherwise, and then nothing of its SDK is
 * loaded. The SDK reads the other OTEL_* variables itself.
 * Source: opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables
 *
 * @param environment without faults, see `tracingFaults`
 */
export async function startTracing(environment: Environment, log: Log): Promise<Tracing | null> {
  if (!isTracingOn(environment)) return null;
  const { startOtlpTracing } = await import("./otlp-tracing.ts");
  return startOtlpTracing(log);
}

/** What is wrong with the variables that turn traces on, each with its name and never its value. */
export function tracingFaults(environment: Environment): string[] {
  if (!isTracingOn(environment)) return [];
  const faults = ENDPOINTS.filter((name) => !isAddress(environment[name])).map(
    (name) => `${name} must be an http or https address`,
  );
  for (const name of PROTOCOLS) {
    if ((environment[name] ?? "http/protobuf") !== "http/protobuf") faults.push(`${name} must be http/protobuf`);
  }
  return faults;
}

function isTracingOn(environment: Environment): boolean {
  if (environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return false;
  if (environment["OTEL_TRACES_EXPORTER"] === "none") return false;
  return ENDPOINTS.some((name) => environment[name] !== undefined);
}

function isAddress(text: string | undefined): boolean {
  return text === undefined || (/^https?:\/\//i.test(text) && URL.canParse(text));
}
