import assert from "node:assert/strict";
import type { SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { askAddress, type Answered, type Asking } from "./api-server.ts";

/** Somebody who asks a running service's API. */
export type SignedInClient = {
  token: string;
  ask(path: string, asking?: Asking): Promise<Answered>;
  /** The JSON of a 200; anything else fails the test. */
  get<Json>(path: string): Promise<Json>;
  send<Json>(method: string, path: string, body: unknown): Promise<Json>;
};

/** Signs in as the tab does in simulated mode. */
export async function signInTo(address: string, personId: string): Promise<SignedInClient> {
  const answer = await askAddress(address, "/api/simulated/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ personId }),
  });
  assert.equal(answer.status, 200, answer.text);
  return clientWith(address, (answer.json() as { token: string }).token);
}

/** An admin of the simulated tenant. */
export async function signInAdmin(
  address: string,
  { admins }: Pick<SimulatedTenant, "admins">,
): Promise<SignedInClient> {
  const [admin] = admins;
  assert.ok(admin);
  return signInTo(address, admin.id);
}

export function clientWith(address: string, token: string): SignedInClient {
  const ask: SignedInClient["ask"] = (path, { headers, ...asking } = {}) =>
    askAddress(address, path, { ...asking, headers: { authorization: `Bearer ${token}`, ...headers } });
  const read = <Json>({ status, text, json }: Answered): Json => {
    assert.equal(status, 200, text);
    return json() as Json;
  };
  return {
    token,
    ask,
    get: async (path) => read(await ask(path)),
    send: async (method, path, body) =>
      read(await ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) })),
  };
}
