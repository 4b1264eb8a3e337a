import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import type { WebhookBody } from "../../src/alerting/webhook-sender.ts";
import { systemClock } from "../../src/clock.ts";
import { findEmbeddedServer, startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { SIMULATED_TENANT_ID } from "../../src/simulator/simulated-tenant.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { buildCallIncident } from "../support/call-incident-builder.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { until } from "../support/until.ts";
import { WebhookReceiver } from "../support/webhook-receiver.ts";

const NEVER = new Date("9998-01-01");
const LONG_AGO = new Date("2000-01-01");

/** A real process, its outbox, and a receiver that stands for every channel: they are told by the same outbox. */
describe("alerts of a service that is killed", function () {
  this.timeout(120_000);
  let folder: string;
  let receiver: WebhookReceiver;
  let service: ServiceProcess | null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-killed-alerts-"));
    receiver = await new WebhookReceiver().start();
    service = null;
  });
  afterEach(async () => {
    await service?.end("SIGKILL");
    await receiver.stop();
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<void> {
    service = await startServiceProcess({
      DATA_DIR: folder,
      SIMULATOR_PEOPLE: "2",
      ALERT_WEBHOOK_URL: receiver.url,
      ALERT_WEBHOOK_SECRET: "a secret of the webhook",
    });
  }

  async function kill(): Promise<void> {
    await service?.end("SIGKILL");
    service = null;
  }

  async function inStore<Result>(uri: string, work: (store: Store) => Promise<Result>): Promise<Result> {
    const options = { databaseName: "callwise", tenantId: SIMULATED_TENANT_ID, retentionDays: 365, clock: systemClock };
    const store = await openStore({ ...options, uri });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** In the database of the running service. */
  async function beside<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    const uri = await findEmbeddedServer(folder);
    assert.ok(uri);
    return inStore(uri, work);
  }

  const saveIncidentIn = ({ incidents }: Store): Promise<boolean> =>
    incidents.save(buildCallIncident("poorShare", { since: LONG_AGO }), null);
  const saveIncident = (): Promise<boolean> => beside(saveIncidentIn);

  /** While no service runs: leases and deliveries of the dead run out. */
  async function anHourPasses(): Promise<void> {
    const server = await startEmbeddedServer({ directory: folder });
    const client = await MongoClient.connect(server.uri);
    try {
      const database = client.db("callwise");
      await database.collection("leases").deleteMany({});
      await database
        .collection("deliveries")
        .updateMany({ outcome: null }, { $set: { nextAttemptAt: LONG_AGO, sendingUntil: LONG_AGO } });
    } finally {
      await client.close();
      await server.stop();
    }
  }

  const told = (): WebhookBody[] =>
    receiver.received
      .map(({ body }) => JSON.parse(body) as WebhookBody)
      .filter(({ id }) => id.startsWith("poorShare/1/"));

  const isOutboxEmpty = (): Promise<boolean> =>
    beside(
      async ({ deliveries, incidents }) =>
        (await deliveries.due(NEVER, 1)).length === 0 && (await incidents.undispatched()).length === 0,
    );

  it("are told once when it dies right after the save, before anything is in the outbox", async () => {
    await start();
    await kill();
    const server = await startEmbeddedServer({ directory: folder });
    await inStore(server.uri, (store) => saveIncidentIn(store));
    await server.stop();
    await anHourPasses();
    await start();
    await until("it is told", () => told().length > 0);
    await until("the outbox is empty", isOutboxEmpty);
    const [first, ...later] = told();
    assert.equal(first?.mayBeRepeat, false);
    assert.ok(
      later.every(({ mayBeRepeat, id }) => !mayBeRepeat && id !== first?.id),
      "later news only",
    );
  });

  it("are told once when it dies between a refused delivery and the next attempt", async () => {
    receiver.status = 503;
    await start();
    await saveIncident();
    await until("it was refused", () => told().length > 0);
    await kill();
    receiver.status = 204;
    const refused = told().length;
    await anHourPasses();
    await start();
    await until("it is told", () => told().length > refused);
    await until("the outbox is empty", isOutboxEmpty);
    const accepted = told().slice(refused);
    assert.deepEqual(
      accepted.map(({ id }) => id),
      [...new Set(accepted.map(({ id }) => id))],
      "no revision twice",
    );
  });

  it("are told again once at most, and say so, when it dies between the delivery and the note of it", async () => {
    receiver.hangs = true;
    await start();
    await saveIncident();
    await until("it arrived", () => told().length === 1);
    await kill();
    receiver.hangs = false;
    await anHourPasses();
    await start();
    await until("it is told again", () => told().length > 1);
    await until("the outbox is empty", isOutboxEmpty);
    const [first, second, ...more] = told();
    assert.equal(first?.mayBeRepeat, false);
    assert.equal(second?.mayBeRepeat, true, "it says that it may be a repeat");
    assert.ok(
      more.every(({ mayBeRepeat, id }) => !mayBeRepeat && id !== first?.id),
      "later news only",
    );
  });
});
