import assert from "node:assert/strict";
import { context, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { ServiceError } from "../../../src/service-error.ts";
import { inSpan, isTraced, openSpan, presentTraceId, presentTraceparent } from "../../../src/telemetry/span.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;

describe("spans", () => {
  describe("without an exporter", () => {
    it("are nothing: the work is done, and no trace is named", async () => {
      const seen = await inSpan("work", { parent: TRACEPARENT }, (span) => {
        span.set({ "callwise.outcome": "saved" });
        return Promise.resolve([isTraced(), presentTraceparent(), presentTraceId()]);
      });
      assert.deepEqual(seen, [false, undefined, undefined]);
    });
  });

  describe("with one", () => {
    const exporter = new InMemorySpanExporter();
    const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    before(() => provider.register({ propagator: null }));
    after(async () => {
      await provider.shutdown();
      trace.disable();
      context.disable();
    });
    beforeEach(() => exporter.reset());

    const only = () => {
      const [span, ...more] = exporter.getFinishedSpans();
      assert.ok(span && more.length === 0);
      return span;
    };

    it("go on with a trace that is named", async () => {
      const inside = await inSpan("job", { parent: TRACEPARENT }, () => Promise.resolve(presentTraceparent()));
      const span = only();
      assert.equal(span.spanContext().traceId, TRACE_ID);
      assert.equal(span.parentSpanContext?.spanId, "b7ad6b7169203331");
      assert.equal(inside, `00-${TRACE_ID}-${span.spanContext().spanId}-01`);
    });

    it("begin a trace of their own that links to one that is named, whatever is around them", async () => {
      await inSpan("around", {}, () => inSpan("job", { link: TRACEPARENT }, () => Promise.resolve()));
      const job = exporter.getFinishedSpans().find(({ name }) => name === "job");
      assert.ok(job);
      assert.notEqual(job.spanContext().traceId, TRACE_ID);
      assert.equal(job.parentSpanContext, undefined);
      assert.deepEqual(
        job.links.map((link) => link.context.traceId),
        [TRACE_ID],
      );
    });

    it("take nothing from a name that is none", async () => {
      for (const named of ["", "garbage", `01-${TRACE_ID}-b7ad6b7169203331-01`, `${TRACEPARENT}-more`]) {
        await inSpan("job", { parent: named }, () => Promise.resolve());
        assert.notEqual(only().spanContext().traceId, TRACE_ID);
        exporter.reset();
      }
    });

    it("note the code of a failure, and nothing of its message", async () => {
      const failure = new ServiceError("graph_forbidden", "Anna Example may not.");
      await assert.rejects(
        inSpan("fetch", {}, () => Promise.reject(failure)),
        failure,
      );
      const { attributes, events, status } = only();
      assert.deepEqual(attributes, { "error.type": "graph_forbidden" });
      assert.deepEqual(events, []);
      assert.equal(status.message, undefined);
    });

    it("hold what begins within them", () => {
      const span = openSpan("GET");
      span.within(() => openSpan("store").end());
      span.rename("GET /api/me");
      span.end();
      const [store, request] = exporter.getFinishedSpans();
      assert.equal(request?.name, "GET /api/me");
      assert.equal(store?.parentSpanContext?.spanId, request.spanContext().spanId);
    });
  });
});
