import type { Log } from "../log.ts";
import { ServiceError } from "../service-error.ts";

export type Tracing = {
  /** Sends what is not sent yet, within a few seconds, and ends. */
  stop(): Promise<void>;
};

const ENDPOINTS = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"] as const;

/**
 * Traces, if the standard variables of OpenTelemetry name a collector; null otherwise, and then nothing of its SDK is
 * loaded. The SDK reads the other OTEL_* variables itself.
 * Source: opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables
 *
 * @throws ServiceError "invalid_configuration" when what names the collector is no address, or another protocol is asked for
 */
export async function startTracing(environment: Readonly<Record<string, string>>, log: Log): Promise<Tracing | null> {
  if (environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return null;
  if (environment["OTEL_TRACES_EXPORTER"] === "none") return null;
  const named = ENDPOINTS.filter((name) => environment[name] !== undefined);
  if (named.length === 0) return null;
  const faults = named
    .filter((name) => !/^https?:\/\//i.test(environment[name] ?? "") || !URL.canParse(environment[name] ?? ""))
    .map((name) => `${name} must be an http or https address`);
  const protocol = environment["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] ?? environment["OTEL_EXPORTER_OTLP_PROTOCOL"];
  if (protocol !== undefined && protocol !== "http/protobuf") {
    faults.push("OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf, the only one there is here");
  }
  if (faults.length > 0) {
    throw new ServiceError("invalid_configuration", faults.join("\n"), { remedy: "fix-configuration" });
  }
  const { startOtlpTracing } = await import("./otlp-tracing.ts");
  return startOtlpTracing(log);
}
