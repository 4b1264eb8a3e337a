import assert from "node:assert/strict";
import { MINIMUM_GROUP } from "../../src/calls/anonymous-mode.ts";
import type { SimulatedPerson } from "../../src/simulator/person-model.ts";
import { askAddress } from "../support/api-server.ts";
import { operationsOf, readDocument } from "../support/openapi-rules.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { signInTo, type SignedInClient } from "../support/signed-in.ts";

const PEOPLE = 7;

describe("anonymous mode", function () {
  this.timeout(120_000);
  let running: RunningService;
  let admin: SignedInClient;
  let client: SignedInClient;
  let person: SimulatedPerson;
  let adminPerson: SimulatedPerson;

  before(async () => {
    running = await startRunningService({
      people: PEOPLE,
      pastDays: 3,
      settings: { ANONYMOUS: "on" },
      adminIds: ({ people }) => people.slice(1, 2).map(({ id }) => id),
    });
    await running.settled();
    const { tenant, service } = running;
    person = tenant.suggestedPerson;
    adminPerson = tenant.people[1] ?? person;
    admin = await signInTo(service.address, adminPerson.id);
    client = await signInTo(service.address, person.id);
    await service.store.rollups.refresh(100);
  });
  after(() => running.stop());

  it("is told at the start, and leaves people their own calls", async () => {
    const { address } = running.service;
    assert.equal(((await askAddress(address, "/api/start")).json() as { isAnonymous: boolean }).isAnonymous, true);
    for (const [one, who] of [
      [client, person],
      [admin, adminPerson],
    ] as const) {
      const { calls } = await one.get<{ calls: unknown[] }>("/api/me/calls?period=last7days");
      const truth = running.tenant.groundTruth.calls();
      assert.ok(truth.some(({ participations }) => participations.some(({ personId }) => personId === who.id)));
      assert.ok(calls.length > 0);
    }
  });

  it("names nobody on any admin route, and refuses those about people in clear words", async () => {
    const document = readDocument((await askAddress(running.service.address, "/api/openapi.json")).json());
    const routes = operationsOf(document).filter(({ operation }) => operation.description === "For admins only.");
    assert.ok(routes.length >= 15, `${routes.length} routes`);
    const [call] = (await client.get<{ calls: { callId: string }[] }>("/api/me/calls?period=last7days")).calls;
    const samples: Record<string, string> = { personId: person.id, callId: call?.callId ?? "" };
    const others = running.tenant.people.filter(({ id }) => id !== adminPerson.id);
    for (const { path, method } of routes) {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(samples[name] ?? "unknown"));
      const isAboutPeople = path.startsWith("/api/admin/people/");
      const body = path.endsWith("/search") ? { search: person.displayName } : { reason: "A question" };
      const asking = method.toUpperCase() === "GET" ? {} : { method: method.toUpperCase(), ...jsonOf(body) };
      const answer = await admin.ask(filled, asking);
      for (const { id, displayName } of others) {
        assert.ok(!answer.text.includes(displayName) && !answer.text.includes(id), `${method} ${path}`);
      }
      if (!isAboutPeople) continue;
      assert.equal(answer.status, 403, `${method} ${path}`);
      const { code, message } = answer.json() as { code: string; message: string };
      assert.equal(code, "anonymous_mode");
      assert.match(message, /Anonymous mode is on/);
    }
  });

  it("refuses an admin in the store, whatever is asked, and logs no look", async () => {
    const { participations, people, revealedPeople, accessLog } = running.service.store;
    const viewer = { personId: adminPerson.id, isAdmin: true, reason: "A question" };
    const ever = { personId: person.id, start: new Date(0), end: new Date() };
    const refused = { code: "anonymous_mode" };
    await assert.rejects(participations.find(viewer, ever), refused);
    await assert.rejects(participations.last(viewer, person.id, new Date()), refused);
    await assert.rejects(participations.call(viewer, person.id, "any"), refused);
    await assert.rejects(participations.companions(viewer, ever, "a"), refused);
    await assert.rejects(people.named(person.displayName, 5), refused);
    await assert.rejects(revealedPeople.names(viewer, [person.id], { what: "incident", since: new Date() }), refused);
    assert.deepEqual(await participations.mostActive(new Date(0), 5), []);
    assert.deepEqual(await accessLog.of({ personId: person.id, isAdmin: false }, 5), { looks: [], more: 0 });
  });

  it("counts nothing that fewer than a group had on a day", async () => {
    const truth = running.tenant.groundTruth.calls();
    const days = new Set(truth.map(({ start }) => new Date(start).toISOString().slice(0, 10)));
    const { rollups } = running.service.store;
    for (const day of days) {
      const { people, calls } = await rollups.summary({ first: day, last: day }, 1);
      assert.ok(people === 0 || people >= MINIMUM_GROUP, `${people} people`);
      assert.ok(calls === 0 || people >= MINIMUM_GROUP, `${calls} calls of ${people} people`);
    }
  });
});

function jsonOf(body: unknown): { headers: Record<string, string>; body: string } {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
