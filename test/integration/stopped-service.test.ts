import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient, type Document } from "mongodb";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { OtlpReceiver } from "../support/otlp-receiver.ts";
import { BIN, startServiceProcess } from "../support/service-process.ts";
import { until } from "../support/until.ts";
import { WebhookReceiver } from "../support/webhook-receiver.ts";

/** A real process, stopped as App Service, Kubernetes and systemd stop one. */
describe("a service that is told to stop", function () {
  this.timeout(180_000);
  let folder: string;
  let collector: OtlpReceiver;
  let alerted: WebhookReceiver;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-stopped-"));
    collector = await new OtlpReceiver().start();
    alerted = await new WebhookReceiver().start();
  });
  afterEach(async () => {
    await collector.stop();
    await alerted.stop();
    await rm(folder, { recursive: true });
  });

  const settings = (): Record<string, string> => ({
    DATA_DIR: folder,
    SIMULATOR_PEOPLE: "4",
    ALERT_WEBHOOK_URL: alerted.url,
    ALERT_WEBHOOK_SECRET: "a secret of the webhook",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    // Longer than the test: what arrives is what was sent at the end.
    OTEL_BSP_SCHEDULE_DELAY: "600000",
  });

  /** What the process left behind. */
  async function left(collection: string, directory = folder): Promise<Document[]> {
    const server = await startEmbeddedServer({ directory });
    const client = await MongoClient.connect(server.uri);
    try {
      return await client.db("callwise").collection(collection).find().toArray();
    } finally {
      await client.close();
      await server.stop();
    }
  }

  it("ends well while it starts, also when the signal has ended the compiler of its sources", async () => {
    const env = { ...settings(), PATH: process.env["PATH"], TMPDIR: folder, PORT: "0", LOG_LEVEL: "silent" };
    const child = spawn(process.execPath, [BIN, "serve"], { env, stdio: "ignore", detached: true });
    const exited = once(child, "exit");
    await until("its database runs", () => existsSync(join(folder, "server.json")));
    assert.ok(child.pid !== undefined);
    // To the whole process group, as a terminal and many a supervisor send it.
    process.kill(-child.pid, "SIGTERM");
    assert.deepEqual(await exited, [0, null]);
  });

  it("gives back its leases and jobs, sends its traces, and ends", async () => {
    const service = await startServiceProcess(settings());
    const metric = async (pattern: RegExp): Promise<boolean> =>
      pattern.test(await (await fetch(`${service.address}/metrics`)).text());
    await until("a notified call is saved", () => metric(/notification_to_visible_seconds_count [1-9]/));
    assert.equal(await service.end("SIGTERM"), 0);
    assert.match(service.output(), /Stopping/);

    assert.deepEqual(await left("leases"), []);
    const jobs = await left("ingestJobs");
    assert.ok(jobs.length > 0);
    assert.deepEqual(
      jobs.filter(({ leaseOwner }) => leaseOwner !== null),
      [],
    );
    const backup = join(folder, "backup");
    await mkdir(backup);
    await copyFile(join(folder, "callwise.sqlite"), join(backup, "callwise.sqlite"));
    const held = await left("callRecords");
    assert.ok(held.length > 0);
    assert.deepEqual(await left("callRecords", backup), held, "the one file is the whole backup");
    const [instance] = await left("serviceHeartbeats");
    assert.ok(instance?.["stoppedAt"], "it says that it stopped");

    const byId = new Map(collector.spans.map((span) => [span.spanId, span]));
    const notified = collector.spans.filter(
      ({ name, parentSpanId }) => name === "job" && byId.get(parentSpanId)?.name === "POST /api/graph/notifications",
    );
    assert.ok(notified.length > 0, "a trace leads from a notification to its job");
    const { traceId, spanId } = notified[0] ?? { traceId: "", spanId: "" };
    assert.ok(
      collector.spans.some((span) => span.name === "save" && span.parentSpanId === spanId && span.traceId === traceId),
    );
    const sent = Buffer.concat(collector.bodies).toString("latin1");
    assert.ok(sent.includes("service.name") && sent.includes("callwise"));
  });

  it("waits for a request that is under way, and ends at once when it is told twice", async () => {
    const service = await startServiceProcess({ ...settings(), OTEL_SDK_DISABLED: "true" });
    const { hostname, port } = new URL(service.address);
    const caller = connect(Number(port), hostname);
    caller.on("error", () => undefined);
    await once(caller, "connect");
    const head = "POST /api/graph/notifications HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    caller.write(`${head}content-length: 100\r\n\r\n{`);
    // By its answer the half request before it has been read.
    assert.equal((await fetch(`${service.address}/readyz`)).status, 200);
    const ended = service.end("SIGTERM");
    await until("it stops", () => service.output().includes("Stopping"));
    // A request could be taken, and then wait for as long as the one that is under way.
    const isRefused = (): Promise<boolean> =>
      new Promise((resolve) => {
        const probe = connect(Number(port), hostname, () => {
          probe.destroy();
          resolve(false);
        });
        probe.once("error", () => resolve(true));
      });
    await until("no connection is accepted any more", isRefused);
    assert.equal(await service.end("SIGTERM"), 143);
    assert.equal(await ended, 143);
    caller.destroy();
    assert.deepEqual(collector.bodies, [], "nothing is sent while the SDK is disabled");
  });
});
