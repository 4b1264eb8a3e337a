import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { z } from "zod";
import { createLog } from "../../src/log.ts";
import type { SimulatedPerson } from "../../src/simulator/person-model.ts";
import { askAddress } from "../support/api-server.ts";
import { hostileRequest } from "../support/hostile-request.ts";
import { documentFaults, operationsOf, readDocument, type OpenApiDocument } from "../support/openapi-rules.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { clientWith, signInAdmin, signInTo, type SignedInClient } from "../support/signed-in.ts";

type Operation = ReturnType<typeof operationsOf>[number];

/** What a request to any route may hold; a route with others needs its own here. */
const QUERY_SAMPLES: Readonly<Record<string, string>> = { period: "last7days", search: "a", reason: "A question" };

/** Enough that none of them asks too often. */
const ADMINS = 3;
const HOSTILE_RUNS_A_ROUTE = 12;

describe("the API of a running service", function () {
  this.timeout(120_000);
  let running: RunningService;
  let address: string;
  let person: SimulatedPerson;
  let client: SignedInClient;
  let admin: SignedInClient;
  let document: OpenApiDocument;
  let ownCallId: string;
  let othersCallId: string;
  const lines: string[] = [];

  before(async () => {
    running = await startRunningService({
      people: 8,
      pastDays: 3,
      adminIds: ({ people }) => people.slice(1, 1 + ADMINS).map(({ id }) => id),
      log: createLog("debug", { write: (line) => lines.push(line) }),
    });
    await running.settled();
    address = running.service.address;
    person = running.tenant.suggestedPerson;
    client = await signInTo(address, person.id);
    admin = await signInAdmin(address, running.tenant);
    document = readDocument((await askAddress(address, "/api/openapi.json")).json());
    const calls = running.tenant.groundTruth.calls();
    const wasIn = ({ participations }: (typeof calls)[number]): boolean =>
      participations.some(({ personId }) => personId === person.id);
    const building = { "content-type": "text/csv" };
    const uploaded = { method: "PUT", headers: building, body: running.tenant.buildingFile };
    assert.equal((await admin.ask("/api/admin/buildings", uploaded)).status, 200);
    ownCallId = calls.find(wasIn)?.callId ?? "";
    othersCallId = calls.find((call) => !wasIn(call))?.callId ?? "";
    assert.ok(ownCallId !== "" && othersCallId !== "");
  });
  after(() => running.stop());

  const operations = (): Operation[] => operationsOf(document);
  const isForAdmins = ({ operation }: Operation): boolean => operation.description === "For admins only.";
  const isOpen = ({ operation }: Operation): boolean => operation.security.length === 0;

  function pathOf({ path, operation }: Operation, samples: Readonly<Record<string, string>>): string {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(samples[name] ?? randomUUID()),
    );
    const asked = operation.parameters.filter(({ in: place, required }) => place === "query" && required);
    const query = asked.map(({ name }): [string, string] => {
      const sample = QUERY_SAMPLES[name];
      assert.ok(sample !== undefined, `${filled} asks for ${name}, which has no sample here`);
      return [name, sample];
    });
    return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query).toString()}`;
  }

  function schemaOf({ operation }: Operation, status: number): z.ZodType | null {
    const response = operation.responses[String(status)];
    assert.ok(response !== undefined && !("$ref" in response), `${operation.operationId} answers ${status}, untold`);
    const schema = response.content?.["application/json"]?.schema;
    if (schema === undefined) return null;
    const isError = schema["$ref"] === "#/components/schemas/Error";
    return z.fromJSONSchema(isError ? (document.components.schemas["Error"] ?? {}) : schema);
  }

  it("tells what it is", () => {
    assert.deepEqual(documentFaults(document), []);
    assert.ok(operations().length >= 5);
  });

  it("answers every question as its document says", async () => {
    const samples = { callId: ownCallId, personId: running.tenant.people[3]?.id ?? "" };
    for (const each of operations().filter(({ method }) => method === "get")) {
      const { status, text, headers } = await (isForAdmins(each) ? admin : client).ask(pathOf(each, samples));
      const hasSamples = [...each.path.matchAll(/\{(\w+)\}/g)].every(([, name = ""]) => name in samples);
      if (hasSamples) assert.equal(status, 200, `${each.path}: ${text}`);
      const schema = schemaOf(each, status);
      if (schema === null) continue;
      const result = schema.safeParse(JSON.parse(text));
      assert.ok(result.success, `${each.path}: ${result.error?.message}`);
      assert.match(headers["cache-control"] ?? "", /private|no-store/);
    }
  });

  it("answers nobody who is not signed in, and admins' questions to admins only", async () => {
    const samples = { callId: ownCallId, personId: person.id };
    for (const each of operations().filter((operation) => !isOpen(operation))) {
      const [path, method] = [pathOf(each, samples), each.method.toUpperCase()];
      const stranger = await askAddress(address, path, { method });
      assert.equal(stranger.status, 401, path);
      if (isForAdmins(each)) assert.equal((await client.ask(path, { method })).status, 403, path);
      const odd = await client.ask(path, { method: "PROPFIND" });
      assert.equal(odd.status, 405);
    }
  });

  it("takes no token that was changed, and none of another app of the same tenant", async () => {
    const [header = "", payload = "", signature = ""] = client.token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const other = { ...claims, oid: running.tenant.people[5]?.id };
    const changed = `${header}.${Buffer.from(JSON.stringify(other)).toString("base64url")}.${signature}`;
    const { tenantId, clientId, clientSecret, loginRoot, graphRoot } = running.tenant;
    assert.notEqual(clientId, claims["aud"]);
    for (const token of [changed, `${header}.${payload}.`, clientSecret, tenantId, loginRoot, graphRoot]) {
      assert.equal((await clientWith(address, token).ask("/api/me")).status, 401);
    }
  });

  it("signs nobody in who is not of the tenant, or was sent here by another page", async () => {
    const ask = (personId: unknown, headers: Record<string, string> = {}): Promise<{ status: number }> =>
      askAddress(address, "/api/simulated/sign-in", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ personId }),
      });
    assert.equal((await ask(randomUUID())).status, 404);
    assert.equal((await ask({ $ne: null })).status, 400);
    assert.equal((await ask(person.id, { host: "evil.example" })).status, 403);
    assert.equal((await ask(person.id, { "x-forwarded-for": "203.0.113.9" })).status, 403);
    assert.equal((await ask(person.id, { "content-type": "text/plain" })).status, 415);
  });

  it("shows who is signed in, and changes what they chose", async () => {
    type Me = { person: { id: string; displayName: string }; isAdmin: boolean; preferences: object };
    const me = await client.get<Me>("/api/me");
    assert.deepEqual(me.person, { id: person.id, displayName: person.displayName });
    assert.equal(me.isAdmin, false);
    const changed = await client.send<Me>("PATCH", "/api/me/preferences", {
      language: "zh-CN",
      timeZone: "Asia/Tokyo",
    });
    assert.deepEqual(changed.preferences, { language: "zh-CN", timeZone: "Asia/Tokyo", digest: false });
    const again = await client.send<Me>("PATCH", "/api/me/preferences", { timeZone: null });
    assert.deepEqual(again.preferences, { language: "zh-CN", timeZone: null, digest: false });
    for (const preferences of [
      { language: "tlh" },
      { timeZone: "Mars/Olympus" },
      { digest: "yes" },
      { isAdmin: true },
    ]) {
      const refused = await client.ask("/api/me/preferences", {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(preferences),
      });
      assert.equal(refused.status, 400, JSON.stringify(preferences));
    }
    const other = await admin.get<Me>("/api/me");
    assert.deepEqual([other.isAdmin, other.preferences], [true, { language: null, timeZone: null, digest: false }]);
  });

  it("does not know another person's call, as if there were none", async () => {
    for (const each of operations().filter(({ path }) => path.startsWith("/api/me/") && path.includes("{callId}"))) {
      const method = each.method.toUpperCase();
      const asked = [othersCallId, randomUUID()].map((callId) => client.ask(pathOf(each, { callId }), { method }));
      const [others, none] = await Promise.all(asked);
      const code = ({ text }: { text: string } = { text: "" }): unknown => (JSON.parse(text) as { code: unknown }).code;
      assert.ok(others && others.status >= 400 && others.status < 500, `${each.path}: ${others?.status}`);
      assert.deepEqual([others.status, code(others)], [none?.status, code(none)]);
    }
  });

  it("shows a person their own calls and no other, wherever calls are shown", async () => {
    const calls = running.tenant.groundTruth.calls();
    const own = new Set(
      calls
        .filter(({ participations }) => participations.some(({ personId }) => personId === person.id))
        .map(({ callId }) => callId),
    );
    const seen = new Set<string>();
    for (const each of operations().filter(({ path, method }) => path.startsWith("/api/me") && method === "get")) {
      const { text } = await client.ask(pathOf(each, { callId: ownCallId }));
      for (const { callId } of calls) if (text.includes(callId)) seen.add(callId);
    }
    assert.ok(seen.size > 1);
    assert.deepEqual(
      [...seen].filter((callId) => !own.has(callId)),
      [],
    );
  });

  it("sends the tab with headers that keep other pages out", async () => {
    const { headers } = await askAddress(address, "/tab/");
    assert.match(headers["content-security-policy"]?.toString() ?? "", /frame-ancestors 'self' https:\/\/teams/);
    assert.equal(headers["x-frame-options"], undefined);
  });

  it("answers whatever anybody sends with less than 500", async () => {
    const signedIn = await Promise.all(running.tenant.people.slice(1).map(({ id }) => signInTo(address, id)));
    const [admins, people] = [signedIn.slice(0, ADMINS), signedIn.slice(ADMINS)];
    for (const each of operations()) {
      const clients = isForAdmins(each) ? admins : people;
      const property = fc.asyncProperty(fc.constantFrom(...clients), hostileRequest(each), async (sender, request) => {
        const { path, ...asking } = request;
        const { status, text } = await sender.ask(path, asking);
        assert.ok(status < 500 && status !== 429, `${status} ${text}`);
      });
      await fc.assert(property, { numRuns: HOSTILE_RUNS_A_ROUTE });
    }
  });

  it("has logged no name, id or token of a person in all that, and nothing that failed", () => {
    const log = lines.join("");
    assert.ok(lines.length > 0);
    for (const { id, displayName } of running.tenant.people) {
      assert.ok(!log.includes(id) && !log.includes(displayName));
    }
    assert.ok(!log.includes(client.token.slice(0, 30)));
    assert.ok(!log.includes("request failed"));
  });
});
