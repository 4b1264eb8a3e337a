import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { context, trace } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from "@opentelemetry/sdk-trace-node";
import { createLog } from "../../src/log.ts";
import { askAddress } from "../support/api-server.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { signInAdmin, signInTo } from "../support/signed-in.ts";
import { until } from "../support/until.ts";

const readRoot = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

describe("telemetry of a service on the simulated tenant", function () {
  this.timeout(120_000);
  const exporter = new InMemorySpanExporter();
  const lines: string[] = [];
  let provider: NodeTracerProvider;
  let running: RunningService;
  let callId: string;
  let personId: string;
  let exposition: string;

  before(async () => {
    provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    provider.register({ propagator: null });
    running = await startRunningService({
      people: 6,
      pastDays: 3,
      log: createLog("debug", { write: (line) => lines.push(line) }),
    });
    const { service, tenant } = running;
    await until("the subscription is active", () => service.status().subscription?.state === "active");
    callId = tenant.endCall();
    await until("its record is ready", () => tenant.groundTruth.call(callId) !== null);
    await running.settled();
    const present =
      tenant.groundTruth.call(callId)?.participations.map((participation) => participation.personId) ?? [];
    personId = tenant.people.find(({ id }) => present.includes(id))?.id ?? "";
    const person = await signInTo(service.address, personId);
    await person.get(`/api/me/calls/${callId}`);
    await (await signInAdmin(service.address, tenant)).get("/api/admin/status");
    await askBot("my calls this week");
    await until("the job's end is counted", async () =>
      /notification_to_visible_seconds_count [1-9]/.test(await scrape()),
    );
    exposition = await scrape();
  });
  after(async () => {
    await running.stop();
    await provider.shutdown();
    trace.disable();
    context.disable();
  });

  const scrape = async (): Promise<string> => (await askAddress(running.service.address, "/metrics")).text;

  /** Somebody of the tenant writes to the bot from a client that hangs up: the answer itself is not looked at here. */
  async function askBot(text: string): Promise<void> {
    const activity = {
      type: "message",
      id: "1",
      text,
      channelId: "msteams",
      serviceUrl: running.service.address,
      from: { id: "29:somebody", aadObjectId: personId },
      recipient: { id: "28:bot" },
      conversation: { id: "a:personal", conversationType: "personal" },
    };
    await askAddress(running.service.address, "/api/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activity),
    });
  }

  const spans = (): ReadableSpan[] => exporter.getFinishedSpans();
  const parentOf = (span: ReadableSpan): ReadableSpan | undefined =>
    spans().find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId);
  const chain = (span: ReadableSpan | undefined): string[] => (span ? [...chain(parentOf(span)), span.name] : []);

  it("leads in one trace from the notification to the saved call", () => {
    const job = spans().find(
      ({ name, attributes }) =>
        name === "job" &&
        attributes["callwise.call_id"] === callId &&
        attributes["callwise.source"] === "notification" &&
        attributes["callwise.outcome"] === "saved",
    );
    assert.ok(job, "the call's job is traced");
    assert.deepEqual(chain(job), ["POST /api/graph/notifications", "job"]);
    const ofTrace = spans().filter((span) => span.spanContext().traceId === job.spanContext().traceId);
    const own = ofTrace.map(chain).filter((names) => names[1] === "job");
    for (const path of [
      ["fetch", "graph callRecord"],
      ["judge"],
      ["save", "store callRecords.save"],
      ["store ingestJobs.complete"],
    ]) {
      assert.ok(
        own.some((names) => names.slice(2).join() === path.join()),
        `${path.join(" → ")} among ${own.map((names) => names.join(" → ")).join(" | ")}`,
      );
    }
  });

  it("leads from a request of the API, and from a message to the bot, to the store", () => {
    const chains = spans().map((span) => chain(span).join(" → "));
    assert.ok(chains.some((names) => names.startsWith("GET /api/me/calls/:callId → store participations.")));
    assert.ok(chains.some((names) => /^POST \/api\/messages → answer → store participations\./.test(names)));
  });

  it("has nobody's id, name or address in its spans and metrics", () => {
    const told = JSON.stringify(
      spans().map(({ name, attributes, events, links, status }) => ({ name, attributes, events, links, status })),
    );
    for (const { id, displayName } of running.tenant.people) {
      for (const text of [told, exposition]) {
        assert.ok(!text.toLowerCase().includes(id.toLowerCase()), "an id of a person");
        assert.ok(!text.includes(displayName), "a name");
      }
    }
    assert.ok(!told.includes("http://") && !told.includes("https://"), "an address");
    assert.ok(!exposition.includes(callId), "a call is no label");
  });

  it("names the call and the attempt on every line about a job", () => {
    const ofCall = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line["callId"]);
    assert.ok(ofCall.some((line) => line["msg"] === "job ended" && line["callId"] === callId));
    for (const line of ofCall) {
      assert.match(String(line["requestId"]), /^[0-9a-f-]{36}$/);
      assert.match(String(line["traceId"]), /^[0-9a-f]{32}$/);
    }
  });

  /** Names as Prometheus has them, of ours and of the process. */
  const offered = (): string[] => [...exposition.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? "");

  it("offers every metric that the dashboard and the alert rules ask for", async () => {
    const asked =
      (await readRoot("infra/grafana/callwise-dashboard.json")) + (await readRoot("infra/grafana/alert-rules.yml"));
    const names = new Set(
      [...asked.matchAll(/\b((?:callwise|process|nodejs)_[a-z0-9_]+)/g)].map(
        ([, name]) => name?.replace(/_(?:bucket|count|sum)$/, "") ?? "",
      ),
    );
    assert.ok(names.size > 20);
    assert.deepEqual(
      [...names].filter((name) => !offered().includes(name)),
      [],
    );
  });

  it("is told metric by metric in docs/operations.md, labels included", async () => {
    const rows = [...(await readRoot("docs/operations.md")).matchAll(/^\| `(callwise_\w+)` +\| (.*?) +\|/gm)];
    const ours = offered().filter((name) => name.startsWith("callwise_"));
    assert.deepEqual(rows.map(([, name]) => name).sort(), [...ours].sort());
    for (const [, name, labels] of rows) {
      const shown = [...exposition.matchAll(new RegExp(`^${name}(?:_bucket|_count|_sum)?\\{(.*)\\} `, "gm"))];
      const used = new Set(
        shown.flatMap(([, pairs]) => [...(pairs ?? "").matchAll(/(\w+)="/g)].map(([, label]) => label)),
      );
      used.delete("le");
      const told = [...(labels ?? "").matchAll(/`(\w+)`/g)].map(([, label]) => label);
      // What did not happen in this run has no labels yet.
      if (used.size > 0) assert.deepEqual([...used].sort(), told.sort(), name);
    }
  });
});
