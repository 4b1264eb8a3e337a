import assert from "node:assert/strict";
import { startRoutes, type SimulatedSignIn } from "../../../../src/http/routes/start.ts";
import { serveRoutes } from "../../../support/api-server.ts";

const PERSON = "55555555-5555-4555-8555-55555555555a";
const SIMULATED: SimulatedSignIn = {
  people: [{ id: PERSON, displayName: "Megan Bowen", isAdmin: true }],
  suggestedPersonId: PERSON,
  signIn: (personId) => Promise.resolve({ token: `token of ${personId}`, expiresAt: new Date("2026-11-19T10:00:00Z") }),
};

describe("routes of the start", () => {
  async function ask(
    parts: { clientId: string | null; simulated: SimulatedSignIn | null },
    asking: { method: string; path: string; body?: object },
  ): Promise<{ status: number; body: unknown }> {
    const server = await serveRoutes(startRoutes({ version: "1.2.3", isAnonymous: false, ...parts }));
    const headers = { "content-type": "application/json" };
    const { status, json } = await server.ask(asking.path, {
      method: asking.method,
      ...(asking.body && { headers, body: JSON.stringify(asking.body) }),
    });
    await server.stop();
    return { status, body: json() };
  }
  const START = { method: "GET", path: "/api/start" };
  const signInAs = (personId: string) => ({ method: "POST", path: "/api/simulated/sign-in", body: { personId } });

  it("name the tab's application in Teams", async () => {
    const { body } = await ask({ clientId: "client", simulated: null }, START);
    assert.deepEqual(body, { version: "1.2.3", isAnonymous: false, signIn: { kind: "teams", clientId: "client" } });
  });

  it("say when none is configured", async () => {
    const { body } = await ask({ clientId: null, simulated: null }, START);
    assert.deepEqual(body, { version: "1.2.3", isAnonymous: false, signIn: { kind: "notConfigured" } });
  });

  it("show the people of a simulated tenant, whatever is configured", async () => {
    const { body } = await ask({ clientId: "client", simulated: SIMULATED }, START);
    const { people, suggestedPersonId } = SIMULATED;
    assert.deepEqual(body, {
      version: "1.2.3",
      isAnonymous: false,
      signIn: { kind: "simulated", people, suggestedPersonId },
    });
  });

  it("sign in one of them, in any spelling of the id", async () => {
    const { status, body } = await ask({ clientId: null, simulated: SIMULATED }, signInAs(PERSON.toUpperCase()));
    assert.deepEqual([status, body], [200, { token: `token of ${PERSON}`, expiresAt: "2026-11-19T10:00:00.000Z" }]);
  });

  it("have no sign-in of their own for a real tenant", async () => {
    const { status } = await ask({ clientId: "client", simulated: null }, signInAs(PERSON));
    assert.equal(status, 404);
  });
});
