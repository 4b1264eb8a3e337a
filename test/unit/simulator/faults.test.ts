import assert from "node:assert/strict";
import { TenantClient } from "./tenant-client.ts";
import type { Answer } from "./tenant-client.ts";

const LIST = "/communications/callRecords?$select=id";

describe("simulator/faults", () => {
  let client: TenantClient;
  beforeEach(async () => {
    const limits = { listCallRecords: { requests: 1e6, seconds: 20 } };
    client = await TenantClient.start({ people: 2, pastDays: 1, limits });
  });
  afterEach(() => client.stop());

  async function ask(count: number): Promise<Answer<unknown>[]> {
    const answers: Answer<unknown>[] = [];
    for (let index = 0; index < count; index += 1) answers.push(await client.get(LIST));
    return answers;
  }
  const statuses = (answers: Answer<unknown>[]): number[] => [...new Set(answers.map(({ status }) => status))].sort();

  it("none: every request succeeds", async () => {
    assert.deepEqual(statuses(await ask(60)), [200]);
  });

  it("throttle in bursts, mostly with Retry-After in seconds", async () => {
    client.tenant.faults.throttleBurst = 0.1;
    const answers = await ask(150);
    assert.deepEqual(statuses(answers), [200, 429]);
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.some(({ headers }) => /^\d+$/.test(headers["retry-after"] ?? "")));
    assert.ok(refused.some(({ headers }) => headers["retry-after"] === undefined));
    const runs = answers
      .map(({ status }) => (status === 429 ? "x" : " "))
      .join("")
      .trim()
      .split(/ +/);
    assert.ok(
      runs.some((run) => run.length >= 3),
      "several in a row",
    );
  });

  it("throttle the next requests on demand", async () => {
    client.tenant.faults.throttleNext(3);
    assert.deepEqual(
      (await ask(5)).map(({ status }) => status),
      [429, 429, 429, 200, 200],
    );
  });

  it("answer 503, 504 and 500, with and without Retry-After", async () => {
    client.tenant.faults.serviceUnavailableRate = 0.3;
    client.tenant.faults.internalErrorRate = 0.2;
    const answers = await ask(120);
    assert.deepEqual(statuses(answers), [200, 500, 503, 504]);
    const overloaded = answers.filter(({ status }) => status > 500);
    assert.ok(overloaded.some(({ headers }) => headers["retry-after"] !== undefined));
    assert.ok(overloaded.some(({ headers }) => headers["retry-after"] === undefined));
  });

  it("drop connections", async () => {
    client.tenant.faults.droppedConnections = 1;
    await assert.rejects(client.get(LIST), /socket hang up|ECONNRESET/);
    client.tenant.faults.droppedConnections = 0;
    assert.equal((await client.get(LIST)).status, 200);
  });

  it("slow answers down", async () => {
    Object.assign(client.tenant.faults, { slowAnswers: 1, slowAnswerMs: 5000 });
    let isAnswered = false;
    const answer = client.get(LIST).then(({ status }) => {
      isAnswered = true;
      return status;
    });
    while (client.clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isAnswered, false);
    await client.clock.advance(5000);
    assert.equal(await answer, 200);
  });

  it("come in the same order for the same seed", async () => {
    const faults = { serviceUnavailableRate: 0.2, internalErrorRate: 0.2 };
    const rows: number[][] = [];
    for (let start = 0; start < 2; start += 1) {
      const own = await TenantClient.start({ people: 2, pastDays: 1, faults });
      const row: number[] = [];
      for (let index = 0; index < 30; index += 1) row.push((await own.get(LIST)).status);
      rows.push(row);
      await own.stop();
    }
    assert.deepEqual(rows[0], rows[1]);
  });
});
