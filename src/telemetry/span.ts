import {
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type SpanContext,
} from "@opentelemetry/api";
import { errorCode } from "../service-error.ts";

/** Ids of calls, counts, codes and words of our own; never a person's id or name, never an address. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export type SpanOptions = {
  /** What it is in the path; "internal" unless given. */
  kind?: "internal" | "server" | "client" | "consumer";
  attributes?: SpanAttributes;
  /** A traceparent to go on from, instead of the span around the caller. */
  parent?: string | undefined;
  /** Traceparents of what led here in traces of their own; the span begins a trace of its own. */
  link?: string | undefined;
};

export type OpenSpan = {
  /** Spans that `work` begins are this one's children. */
  within<Result>(work: () => Result): Result;
  rename(name: string): void;
  set(attributes: SpanAttributes): void;
  /** @param fault its code, if it failed; messages may quote input and are left out */
  end(fault?: string): void;
};

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const;

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Begins a span that its caller ends. The only place, beside the one that loads the exporter, that knows OpenTelemetry:
 * without an exporter it does nothing.
 */
export function openSpan(name: string, { kind = "internal", attributes, parent, link }: SpanOptions = {}): OpenSpan {
  const parentContext = parent === undefined ? null : spanContextOf(parent);
  const linked = link === undefined ? null : spanContextOf(link);
  const around = parentContext ? trace.setSpanContext(ROOT_CONTEXT, parentContext) : context.active();
  const span = trace.getTracer("callwise").startSpan(
    name,
    {
      kind: KINDS[kind],
      ...(attributes && { attributes }),
      ...(linked && { links: [{ context: linked }], root: true }),
    },
    around,
  );
  const inside = trace.setSpan(around, span);
  return {
    within: (work) => context.with(inside, work),
    rename: (to) => void span.updateName(to),
    set: (more) => void span.setAttributes(more),
    end(fault) {
      if (fault !== undefined) {
        span.setAttribute("error.type", fault);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}

/** Runs `work` in a span, which ends with it; what it throws is thrown on, and its code noted. */
export async function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: Pick<OpenSpan, "set">) => Promise<Result>,
): Promise<Result> {
  const span = openSpan(name, options);
  try {
    const result = await span.within(() => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(errorCode(error));
    throw error;
  }
}

/** Whether the caller is inside of a span that is recorded. */
export function isTraced(): boolean {
  return trace.getActiveSpan()?.isRecording() ?? false;
}

/** Names the span around the caller for work that goes on later, elsewhere; undefined when none is recorded. */
export function presentTraceparent(): string | undefined {
  const span = trace.getActiveSpan();
  if (span === undefined || !span.isRecording()) return undefined;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** The id of the trace around the caller, for the log; undefined when there is none. */
export function presentTraceId(): string | undefined {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span.spanContext().traceId : undefined;
}

function spanContextOf(traceparent: string): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}
