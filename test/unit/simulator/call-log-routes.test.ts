import assert from "node:assert/strict";
import type { TruePhoneCall } from "../../../src/simulator/true-phone-call.ts";
import { TenantClient } from "./tenant-client.ts";
import type { WireError, WirePage } from "./wire-types.ts";

const DAY_MS = 86_400_000;

type WireRow = Record<string, unknown> & { id: string; startDateTime: string };
type LogPage = WirePage<WireRow> & { "@odata.count": number };
type LogFunction = "getPstnCalls" | "getDirectRoutingCalls";

const path = (name: string, from: string, to: string): string =>
  `/communications/callRecords/${name}(fromDateTime=${from},toDateTime=${to})`;

describe("the simulated logs of telephone calls", () => {
  let client: TenantClient;
  let truth: readonly TruePhoneCall[];

  before(async () => {
    client = await TenantClient.start({ people: 60, pastDays: 12 });
    truth = client.tenant.groundTruth.phoneCalls();
  });
  after(() => client.stop());

  const rows = async (name: LogFunction, from: string, to: string): Promise<WireRow[]> =>
    (await client.collect<WireRow>(path(name, from, to))).items;
  const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id).sort();
  const trueIds = (kind: TruePhoneCall["kind"], from: string, before: string): string[] =>
    truth
      .filter((row) => row.kind === kind && row.start >= new Date(from) && row.start < new Date(before))
      .map(({ rowId }) => rowId)
      .sort();

  it("hold what the ground truth says, and nothing younger than a day", async () => {
    const [from, to] = ["2026-03-07T00:00:00Z", "2026-03-20T00:00:00Z"];
    const pstn = await rows("getPstnCalls", from, to);
    const directRouting = await rows("getDirectRoutingCalls", from, to);
    assert.ok(pstn.length > 20 && directRouting.length > 40, `${pstn.length} and ${directRouting.length} rows`);
    assert.deepEqual(ids(pstn), trueIds("pstn", from, to));
    assert.deepEqual(ids(directRouting), trueIds("directRouting", from, to));
    const youngest = Math.max(...[...pstn, ...directRouting].map(({ endDateTime }) => Date.parse(String(endDateTime))));
    assert.ok(client.clock.now().getTime() - youngest >= DAY_MS);
  });

  it("include the last date for PSTN, and not for Direct Routing", async () => {
    const found = await rows("getPstnCalls", "2026-03-10", "2026-03-11");
    assert.deepEqual(ids(found), trueIds("pstn", "2026-03-10", "2026-03-12"));
    assert.ok(found.some(({ startDateTime }) => startDateTime.startsWith("2026-03-11")));
    const direct = await rows("getDirectRoutingCalls", "2026-03-10", "2026-03-11");
    assert.deepEqual(ids(direct), trueIds("directRouting", "2026-03-10", "2026-03-11"));
  });

  it("answer under the namespace too", async () => {
    const plain = await rows("getDirectRoutingCalls", "2026-03-10", "2026-03-12");
    const named = path("microsoft.graph.callRecords.getDirectRoutingCalls", "2026-03-10", "2026-03-12");
    assert.deepEqual((await client.collect<WireRow>(named)).items, plain);
  });

  it("name the call record in Direct Routing only, and mask the numbers", async () => {
    const direct = await rows("getDirectRoutingCalls", "2026-03-07", "2026-03-20");
    const callIds = new Set(client.tenant.groundTruth.calls().map(({ callId }) => callId));
    const failed = direct.filter(({ successfulCall }) => successfulCall === false);
    assert.ok(failed.length > 0);
    for (const row of direct) {
      const isFailed = row.successfulCall === false;
      assert.equal(callIds.has(String(row["correlationId"])), !isFailed);
      assert.equal(row["failureDateTime"] === "0001-01-01T00:00:00Z", !isFailed);
      assert.match(String(row["callerNumber"]), /^\+\d+\*{3}$/);
    }
    for (const row of await rows("getPstnCalls", "2026-03-07", "2026-03-20")) {
      assert.equal(callIds.has(String(row["callId"])), false);
      assert.match(String(row["callId"]), /^\d+_\d+@[\d.]+$/);
    }
  });

  it("refuse more than 90 days, and what is no range", async () => {
    const status = async (range: string): Promise<number> =>
      (await client.get<WireError>(`/communications/callRecords/getPstnCalls(${range})`)).status;
    assert.equal(await status("fromDateTime=2026-01-01,toDateTime=2026-04-01"), 200);
    assert.equal(await status("fromDateTime=2026-01-01,toDateTime=2026-04-02"), 400);
    assert.equal(await status("fromDateTime=2026-04-01,toDateTime=2026-01-01"), 400);
    assert.equal(await status("fromDateTime=2026-04-01"), 400);
    assert.equal(await status("fromDateTime=yesterday,toDateTime=today"), 400);
  });

  it("answer 403 while the permission is missing", async () => {
    const ask = path("getPstnCalls", "2026-03-10", "2026-03-11");
    client.tenant.faults.callLogPermissionMissing = 1;
    const refused = await client.get<WireError>(ask);
    assert.deepEqual([refused.status, refused.body.error.code], [403, "Forbidden"]);
    client.tenant.faults.callLogPermissionMissing = 0;
    assert.equal((await client.get(ask)).status, 200);
  });

  it("tell the truth to the control desk", async () => {
    const told = await client.get<{ phoneCalls: unknown[] }>("/_simulator/truth/phone-calls");
    assert.equal(told.body.phoneCalls.length, truth.length);
  });

  it("take 50 requests a minute for each log, apart from the call records", async () => {
    await client.advance(60_000);
    const ask = async (name: LogFunction): Promise<number> =>
      (await client.get(path(name, "2026-03-10", "2026-03-11"))).status;
    for (let count = 0; count < 50; count += 1) assert.equal(await ask("getPstnCalls"), 200);
    assert.equal(await ask("getPstnCalls"), 429);
    assert.equal(await ask("getDirectRoutingCalls"), 200);
    assert.equal((await client.get("/communications/callRecords")).status, 200);
    await client.advance(60_000);
    assert.equal(await ask("getPstnCalls"), 200);
  });
});

describe("a long simulated log", () => {
  it("comes in pages of 1,000 with a link that skips", async () => {
    const at = Date.parse("2026-03-17T09:00:00Z");
    const people = await TenantClient.start();
    const [first] = people.tenant.people;
    await people.stop();
    assert.ok(first);
    const phone = { slot: "phone", displayName: null, tenantId: null, userPrincipalName: null } as const;
    const client = await TenantClient.start({
      callsPerPersonDay: 0,
      extraCalls: Array.from({ length: 3300 }, (_, index) => ({
        start: new Date(at + index * 1000),
        end: new Date(at + index * 1000 + 60_000),
        participants: [{ person: first.id }, { person: { ...phone, id: `+49151${1_000_000 + index}` } }],
      })),
    });
    const ask = path("getDirectRoutingCalls", "2026-03-17", "2026-03-19");
    const page = await client.get<LogPage>(ask);
    assert.deepEqual([page.body["@odata.count"], page.body.value.length], [1000, 1000]);
    assert.match(page.body["@odata.nextLink"] ?? "", /getDirectRoutingCalls\(.+\)\?\$skip=1000$/);
    const { items, pages } = await client.collect<WireRow>(ask);
    const expected = client.tenant.groundTruth.phoneCalls().filter(({ kind }) => kind === "directRouting");
    assert.deepEqual(pages, [1000, 1000, expected.length - 2000]);
    assert.equal(new Set(items.map(({ id }) => id)).size, expected.length);
    await client.stop();
  });
});
