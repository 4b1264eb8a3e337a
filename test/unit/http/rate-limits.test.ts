import assert from "node:assert/strict";
import { z } from "zod";
import { RATE_LIMITS } from "../../../src/http/rate-limits.ts";
import { route } from "../../../src/http/route.ts";
import { ServiceError } from "../../../src/service-error.ts";
import { serveRoutes, SOMEBODY, type Answered } from "../../support/api-server.ts";

const THING = route({
  method: "GET",
  path: "/api/thing",
  summary: "A thing",
  who: "person",
  response: z.strictObject({}),
  handle: () => ({}),
});

describe("rate limits", () => {
  /** Whoever names themselves is signed in as that person; "nobody" cannot be. */
  const serve = (over: Partial<typeof RATE_LIMITS>): ReturnType<typeof serveRoutes> =>
    serveRoutes([THING], {
      limits: { ...RATE_LIMITS, ...over },
      signIn: ({ headers: { authorization: personId = "nobody" } }) =>
        personId === "nobody"
          ? Promise.reject(new ServiceError("sign_in_required", "Sign in."))
          : Promise.resolve({ ...SOMEBODY, personId }),
    });
  const codeOf = ({ status, json }: Answered): unknown => (status === 200 ? "ok" : (json() as { code: unknown }).code);

  it("hold for each person, and say until when", async () => {
    const server = await serve({ perPersonMinute: 2 });
    const ask = (authorization: string): Promise<Answered> => server.ask("/api/thing", { headers: { authorization } });
    const codes = [];
    for (let turn = 0; turn < 4; turn++) codes.push(codeOf(await ask("alice")));
    const other = await ask("bob");
    const refused = await ask("alice");
    await server.stop();
    assert.deepEqual(codes, ["ok", "ok", "too_many_requests", "too_many_requests"]);
    assert.equal(other.status, 200);
    assert.equal(refused.status, 429);
    const seconds = Number(refused.headers["retry-after"]);
    assert.ok(seconds >= 1 && seconds <= 60, String(seconds));
    assert.ok(!JSON.stringify(refused.headers).includes("alice"));
  });

  it("hold for addresses that sign nobody in, and keep nobody out who can", async () => {
    const server = await serve({ failedSignInsPerAddressMinute: 2 });
    const ask = (authorization: string): Promise<Answered> => server.ask("/api/thing", { headers: { authorization } });
    const codes = [];
    for (let turn = 0; turn < 3; turn++) codes.push(codeOf(await ask("nobody")));
    const person = await ask("alice");
    await server.stop();
    assert.deepEqual(codes, ["sign_in_required", "sign_in_required", "too_many_requests"]);
    assert.equal(person.status, 200);
  });
});
