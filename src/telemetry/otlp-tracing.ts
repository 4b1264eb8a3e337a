import { context, diag, DiagLogLevel, propagation, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { Log } from "../log.ts";
import type { Tracing } from "./tracing.ts";

/** Sends spans to the collector that the OTEL_* variables name. Loads the SDK: see tracing.ts for when. */
export function startOtlpTracing(log: Log): Tracing {
  const quiet = (): void => undefined;
  // The SDK's own messages may hold addresses and headers.
  const trouble = (): void => log.warn({}, "traces cannot be sent, or an OTEL_* variable is not understood");
  diag.setLogger(
    { error: trouble, warn: trouble, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "callwise" }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  // Nothing is taken from the headers of strangers, and nothing is told to Graph or Teams.
  provider.register({ propagator: null });
  return {
    async stop() {
      try {
        await provider.shutdown();
      } catch {
        trouble();
      }
      trace.disable();
      context.disable();
      propagation.disable();
      diag.disable();
    },
  };
}
