import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { Clock } from "../../src/clock.ts";
import type { AppSignIn } from "../../src/graph/credential.ts";
import { connectGraph, type GraphConnection } from "../../src/graph/graph-connection.ts";
import { SubscriptionExistsError } from "../../src/graph/subscriptions.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { DrivenClock } from "../support/driven-clock.ts";

const DAY_MS = 86_400_000;
const ATTEMPT_TIMEOUT_MS = 60_000;
const NOW = new Date("2026-03-13T12:00:00Z");

describe("Graph, as the simulated tenant plays it", () => {
  const clock = new DrivenClock(NOW);
  /** While the test makes hours of waiting pass in no time, answers still take theirs: no attempt times out. */
  const patientClock: Clock = {
    now: () => clock.now(),
    sleep: (ms, signal) => clock.sleep(ms === ATTEMPT_TIMEOUT_MS ? 365 * DAY_MS : ms, signal),
  };
  const folder = mkdtempSync(join(tmpdir(), "callwise-graph-"));
  const certificatePath = join(folder, "app.pem");
  const open: { close(): void }[] = [];
  let tenant: SimulatedTenant;
  /** One for all tests, as for a whole process: the limits are kept by the connection. */
  let connection: GraphConnection;

  before(async () => {
    const certificate = await generate([{ name: "commonName", value: "app" }], { keySize: 2048 });
    writeFileSync(certificatePath, `${certificate.private}\n${certificate.cert}`);
    tenant = await createSimulatedTenant({
      clock,
      pastDays: 15,
      people: 30,
      callsPerPersonDay: 3,
      faults: NO_FAULTS,
      clientCertificate: certificate.cert,
    });
    await tenant.start();
    const { tenantId, clientId, clientSecret } = tenant;
    connection = connectAs({ kind: "clientSecret", tenantId, clientId, clientSecret });
  });

  after(async () => {
    for (const connection of open) connection.close();
    await tenant.stop();
    rmSync(folder, { recursive: true });
  });

  const connectAs = (signIn: AppSignIn, caCertificate: string | null = tenant.caCertificate): GraphConnection => {
    const { graphRoot, loginRoot } = tenant;
    const roots = { graphRoot, loginRoot, caCertificate };
    const connection = connectGraph({ signIn, ...roots, clock: patientClock, random: () => 0.5 });
    open.push(connection);
    return connection;
  };

  /** Lets time pass while work waits for answers and limits in turn. */
  const passTime = async <Result>(work: Promise<Result>): Promise<Result> => {
    let isDone = false;
    const mark = (): void => {
      isDone = true;
    };
    work.then(mark, mark);
    while (!isDone) await clock.advance(500);
    return work;
  };

  it("lists every record that there is, in the window that it was asked for", async () => {
    const { source } = connection;
    const window = { start: new Date(NOW.getTime() - 5 * DAY_MS), end: new Date(NOW.getTime() - DAY_MS) };
    const listed = new Map<string, number>();
    for await (const page of source.list(window)) for (const row of page) listed.set(row.callId, row.version);
    const truth = tenant.groundTruth.calls().filter(({ start }) => start >= window.start && start < window.end);
    assert.ok(truth.length > 60, "more than a page");
    assert.deepEqual([...listed].sort(), truth.map(({ callId, version }) => [callId, version] as const).sort());
  });

  it("fetches whole records: who took part, as what, and what they answered", async () => {
    const { source } = connection;
    const calls = tenant.groundTruth.calls().filter(({ participations }) => participations.length < 200);
    const step = Math.ceil(calls.length / 40);
    for (const call of calls.filter((_call, index) => index % step === 0)) {
      const found = await source.fetch(call.callId);
      assert.ok(found.kind === "fetched");
      const { record, leftOut } = found;
      assert.equal(leftOut, 0);
      assert.ok(Object.keys(record.unknownValues).every((property) => property === "wifiRadioType"));
      assert.equal(record.version, call.version);
      assert.equal(record.type, call.type);
      assert.deepEqual([record.start, record.end], [call.start, call.end]);
      const endpoints = record.sessions.flatMap(({ caller, callee }) => [caller, callee]);
      const people = new Map(
        [...record.participants, ...endpoints.flatMap(({ person }) => person ?? [])].map(({ id, kind }) => [id, kind]),
      );
      assert.deepEqual(
        [...people].sort(),
        call.participations.map(({ personId, personKind }) => [personId, personKind]).sort(),
      );
      const ratings = endpoints.flatMap(({ feedback }) => feedback?.rating ?? []);
      assert.deepEqual(
        ratings.sort(),
        call.participations.flatMap(({ ratings: given }) => given.map(({ rating }) => rating)).sort(),
      );
      const organizer = call.participations.find(({ role }) => role === "organizer");
      if (organizer !== undefined) assert.equal(record.organizer?.id, organizer.personId);
    }
  });

  it("fetches a meeting of a thousand, page by page, within the limit of one record", async () => {
    const largest = tenant.groundTruth
      .calls()
      .reduce((left, right) => (right.participations.length > left.participations.length ? right : left));
    assert.ok(largest.participations.length >= 900);
    const found = await passTime(connection.source.fetch(largest.callId));
    assert.ok(found.kind === "fetched");
    assert.equal(found.record.participants.length, largest.participations.length);
    assert.ok(found.record.sessions.length >= 900);
    assert.deepEqual(tenant.refusedRequests, {});
  });

  it("never exceeds a limit, however much is asked for at once", async () => {
    const { source } = connection;
    const call = tenant.groundTruth.calls().find(({ type }) => type === "peerToPeer");
    assert.ok(call);
    const found = await passTime(Promise.all(Array.from({ length: 100 }, () => source.fetch(call.callId))));
    assert.equal(found.length, 100);
    assert.deepEqual(tenant.refusedRequests, {});
  });

  it("gets through throttling, broken connections and tokens that ended", async () => {
    const { source } = connection;
    const call = tenant.groundTruth.calls().find(({ type }) => type === "peerToPeer");
    assert.ok(call);
    await passTime(source.fetch(call.callId));
    tenant.faults.throttleNext(2);
    tenant.faults.expireTokens();
    assert.equal((await passTime(source.fetch(call.callId))).kind, "fetched");
    tenant.faults.droppedConnections = 0.3;
    tenant.faults.serviceUnavailableRate = 0.2;
    for (let turn = 0; turn < 10; turn++) {
      assert.equal((await passTime(source.fetch(call.callId))).kind, "fetched");
    }
    tenant.faults.droppedConnections = 0;
    tenant.faults.serviceUnavailableRate = 0;
  });

  it("says when a record is not there", async () => {
    const { source } = connection;
    const unknown = "00000000-0000-4000-8000-000000000000";
    assert.deepEqual(await source.fetch(unknown), { kind: "notFound", tooOld: false });
    await assert.rejects(source.fetch("not-a-guid"), { code: "graph_bad_request" });
  });

  it("signs in with a certificate, and says so when a secret is wrong or the tenant unknown", async () => {
    const { tenantId, clientId, clientSecret } = tenant;
    const call = tenant.groundTruth.calls().find(({ type }) => type === "peerToPeer");
    assert.ok(call);
    const certified = connectAs({ kind: "clientCertificate", tenantId, clientId, path: certificatePath });
    assert.equal((await certified.source.fetch(call.callId)).kind, "fetched");
    const signInAs = (signIn: AppSignIn): Promise<unknown> => passTime(connectAs(signIn).subscriptions.list());
    await assert.rejects(signInAs({ kind: "clientSecret", tenantId, clientId, clientSecret: "wrong" }), {
      code: "graph_sign_in_failed",
      graphCode: "AADSTS7000215",
      retryable: false,
    });
    // The identity library does not tell an unknown tenant from a sign-in service that is away.
    await assert.rejects(signInAs({ kind: "clientSecret", tenantId: call.callId, clientId, clientSecret }), {
      code: "graph_sign_in_failed",
      graphCode: "endpoints_resolution_error",
      retryable: true,
    });
    await assert.rejects(signInAs({ kind: "clientCertificate", tenantId, clientId, path: join(folder, "none.pem") }), {
      code: "graph_sign_in_failed",
      graphCode: "ENOENT",
      retryable: false,
    });
  });

  it("trusts nobody but the certificate that it was given", async () => {
    const { tenantId, clientId, clientSecret } = tenant;
    const distrusting = connectAs({ kind: "clientSecret", tenantId, clientId, clientSecret }, null);
    await assert.rejects(passTime(distrusting.subscriptions.list()), { code: "graph_sign_in_failed", retryable: true });
  });

  describe("subscriptions", () => {
    let endpoint: Server;
    let address = "";

    before(async () => {
      endpoint = createServer((request, response) => {
        const token = new URL(request.url ?? "/", "http://localhost").searchParams.get("validationToken");
        response.writeHead(200, { "content-type": "text/plain" }).end(token ?? "");
      });
      await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
      const bound = endpoint.address();
      assert.ok(bound !== null && typeof bound === "object");
      address = `http://127.0.0.1:${bound.port}`;
    });

    after(() => new Promise((resolve) => endpoint.close(resolve)));

    it("live from creation to removal", async () => {
      const api = connection.subscriptions;
      const expires = new Date(clock.now().getTime() + 2 * DAY_MS);
      const wanted = {
        notificationUrl: `${address}/notifications`,
        lifecycleNotificationUrl: `${address}/lifecycle`,
        clientState: "secret",
        expires,
      };
      const created = await api.create(wanted);
      assert.deepEqual(created.expires, expires);
      await assert.rejects(api.create(wanted), (error) => {
        assert.ok(error instanceof SubscriptionExistsError);
        assert.equal(error.existingSubscriptionId, created.subscriptionId);
        return true;
      });
      const later = new Date(expires.getTime() + 3_600_000);
      assert.deepEqual((await api.renew(created.subscriptionId, later)).expires, later);
      await api.reauthorize(created.subscriptionId);
      assert.deepEqual((await api.get(created.subscriptionId)).expires, later);
      assert.equal((await api.list()).length, 1);
      await api.remove(created.subscriptionId);
      await api.remove(created.subscriptionId);
      await assert.rejects(api.get(created.subscriptionId), { code: "subscription_not_found" });
      await assert.rejects(api.renew(created.subscriptionId, later), { code: "subscription_not_found" });
      const nowhere = { ...wanted, notificationUrl: "http://127.0.0.1:1/nobody" };
      await assert.rejects(api.create(nowhere), { code: "subscription_validation_failed", retryable: true });
    });
  });
});
