import assert from "node:assert/strict";
import { TenantClient } from "./tenant-client.ts";
import type { WireRecord } from "./wire-types.ts";

type Step = { id: string; status: number; headers: Record<string, string>; body: WireRecord };

describe("simulator/batch-route", () => {
  let client: TenantClient;
  before(async () => (client = await TenantClient.start()));
  after(() => client.stop());

  const batch = async (requests: object[]): Promise<{ status: number; responses: Step[] }> => {
    const { status, body } = await client.post<{ responses: Step[] }>("/$batch", { requests });
    return { status, responses: body.responses };
  };
  const step = (id: string, path: string, over: object = {}): object => ({
    id,
    method: "GET",
    url: `/communications/callRecords/${path}`,
    ...over,
  });

  it("answers every request on its own inside a 200", async () => {
    const id = client.tenant.groundTruth.calls()[0]?.callId ?? "";
    const { status, responses } = await batch([
      step("1", `${id}?$expand=sessions`),
      step("2", "no-guid"),
      step("3", id, { headers: { Prefer: "omit-values=nulls" } }),
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      responses.map((response) => response.status),
      [200, 400, 200],
    );
    assert.ok(responses[0]?.body.sessions);
    assert.ok(!JSON.stringify(responses[2]?.body).includes(":null"));
  });

  it("takes 20 requests and no more", async () => {
    const many = Array.from({ length: 21 }, (_, index) => step(String(index), "no-guid"));
    assert.equal((await batch(many)).status, 400);
    assert.equal((await batch(many.slice(1))).status, 200);
    assert.equal((await client.post("/$batch", {})).status, 400);
  });

  it("throttles each request by itself, with its own Retry-After", async () => {
    await client.clock.advance(20_000);
    const id = client.tenant.groundTruth.calls()[1]?.callId ?? "";
    const steps = Array.from({ length: 20 }, (_, index) => step(String(index), id));
    await batch(steps);
    await batch(steps);
    const { status, responses } = await batch([
      step("again", id),
      step("other", client.tenant.groundTruth.calls()[2]?.callId ?? ""),
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      responses.map((response) => response.status),
      [429, 200],
    );
    assert.ok(Number(responses[0]?.headers["Retry-After"]) > 0);
  });

  it("answers 424 to what depends on a failed request", async () => {
    const { responses } = await batch([step("1", "no-guid"), step("2", "no-guid", { dependsOn: ["1"] })]);
    assert.deepEqual(
      responses.map((response) => response.status),
      [400, 424],
    );
  });
});
