import assert from "node:assert/strict";
import type { ScriptedCall } from "../../../src/simulator/scripted-call.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { NOW, TenantClient } from "./tenant-client.ts";
import type { WireError, WirePage, WireParticipant, WireRecord, WireSession } from "./wire-types.ts";

const HOUR = 3_600_000;
const FULL = "?$expand=sessions($expand=segments),participants_v2";

function path(id: string, rest = ""): string {
  return `/communications/callRecords/${id}${rest}`;
}

describe("simulator/call-record-routes", function () {
  this.timeout(20_000);
  let client: TenantClient;
  let largeId: string;

  before(async () => {
    client = await TenantClient.start({ people: 60, pastDays: 15, townHalls: true });
    largeId =
      client.tenant.groundTruth.calls().find(({ participations }) => participations.length === 1000)?.callId ?? "";
    assert.notEqual(largeId, "");
  });
  after(() => client.stop());

  it("gives the record with its organizer and, unless asked for, without sessions and participants_v2", async () => {
    const { status, body, headers } = await client.get<WireRecord>(path(largeId), { "client-request-id": "abc" });
    assert.equal(status, 200);
    assert.ok(body.organizer_v2);
    assert.equal(body.sessions, undefined);
    assert.equal(body.participants_v2, undefined);
    assert.match(String(headers["request-id"]), /^[0-9a-f-]{36}$/);
    assert.equal(headers["client-request-id"], "abc");
  });

  it("gives at most 60 sessions and 130 participants with the record, and links to the rest", async () => {
    const { body } = await client.get<WireRecord>(path(largeId, FULL));
    assert.equal(body.sessions?.length, 60);
    assert.equal(body.participants_v2?.length, 130);
    const sessions = [
      ...body.sessions,
      ...(await client.collect<WireSession>(body["sessions@odata.nextLink"] ?? "")).items,
    ];
    const rest = await client.collect<WireParticipant>(body["participants_v2@odata.nextLink"] ?? "");
    assert.deepEqual(rest.pages, [130, 130, 130, 130, 130, 130, 90]);
    assert.equal(new Set([...body.participants_v2, ...rest.items].map(({ id }) => id)).size, 1000);
    assert.equal(new Set(sessions.map(({ id }) => id)).size, sessions.length);
    assert.equal(sessions.length, 1000);
    assert.ok(
      sessions.every(({ segments }) => segments !== undefined),
      "the expansion holds on every page",
    );
  });

  it("pages /sessions by 60 and leaves segments out unless expanded", async () => {
    await client.clock.advance(20_000);
    const plain = await client.get<WirePage<WireSession>>(path(largeId, "/sessions"));
    assert.equal(plain.body.value.length, 60);
    assert.equal(plain.body.value[0]?.segments, undefined);
    const next = await client.get<WirePage<WireSession>>(plain.body["@odata.nextLink"] ?? "");
    assert.equal(next.body.value[0]?.segments, undefined);
    const expanded = await client.get<WirePage<WireSession>>(path(largeId, "/sessions?$expand=segments"));
    assert.ok(expanded.body.value[0]?.segments);
  });

  it("keeps links alive and refuses those that were tampered with or belong elsewhere", async () => {
    const { body } = await client.get<WirePage<WireSession>>(path(largeId, "/sessions"));
    const link = body["@odata.nextLink"] ?? "";
    await client.clock.advance(30 * 60_000);
    assert.equal((await client.get(link)).status, 200);
    const [address = "", token = ""] = link.split("skiptoken=");
    const letter = token.startsWith("A") ? "B" : "A";
    assert.equal((await client.get(`${address}skiptoken=${letter}${token.slice(1)}`)).status, 400);
    assert.equal((await client.get(path(largeId, `/participants_v2?$skiptoken=${token}`))).status, 400);
    assert.equal((await client.get(path(largeId, "/sessions?$skiptoken=17"))).status, 400);
  });

  it("takes page sizes up to the documented ones", async () => {
    const get = (rest: string, size: number): Promise<{ status: number; body: WirePage<unknown> }> =>
      client.get(path(largeId, rest), { Prefer: `odata.maxpagesize=${size}` });
    const seven = await get("/sessions", 7);
    assert.equal(seven.body.value.length, 7);
    assert.equal((await client.get<WirePage<unknown>>(seven.body["@odata.nextLink"] ?? "")).body.value.length, 7);
    assert.equal((await get("/sessions", 61)).status, 400);
    assert.equal((await get("/participants_v2", 130)).body.value.length, 130);
    assert.equal((await get("/participants_v2", 131)).status, 400);
    assert.equal((await get(FULL, 60)).status, 200);
    assert.equal((await get(FULL, 61)).status, 400);
    assert.equal((await get("/sessions", 0)).status, 400);
  });

  it("selects on the record and on sessions", async () => {
    await client.clock.advance(20_000);
    const record = await client.get<WireRecord>(path(largeId, "?$select=id,version"));
    assert.deepEqual(Object.keys(record.body).sort(), ["@odata.context", "id", "version"]);
    const session = await client.get<WirePage<object>>(path(largeId, "/sessions?$select=id,startDateTime"));
    assert.deepEqual(Object.keys(session.body.value[0] ?? {}).sort(), ["id", "startDateTime"]);
    const nested = await client.get<WireRecord>(path(largeId, "?$expand=sessions($select=id;$expand=segments)"));
    assert.deepEqual(Object.keys(nested.body.sessions?.[0] ?? {}).sort(), ["id", "segments"]);
  });

  it("answers 400 to what it does not understand and 404 to what is not there", async () => {
    const cases: [string, number][] = [
      [path("not-a-guid"), 400],
      [path(largeId, "?$expand=meetings"), 400],
      [path(largeId, "?$expand=sessions($expand=segments"), 400],
      [path(largeId, "?$top=5"), 400],
      [path(largeId, "/sessions?$expand=caller"), 400],
      [path("00000000-0000-4000-8000-000000000000"), 404],
      [path(largeId, "/unknown"), 400],
    ];
    for (const [target, status] of cases) {
      const answer = await client.get<WireError>(target);
      assert.equal(answer.status, status, target);
      assert.ok(answer.body.error.code);
      assert.deepEqual(Object.keys(answer.body.error.innerError), ["date", "request-id", "client-request-id"]);
    }
  });

  it("has the deprecated fields in about half of the records, with at most 130 participants", async () => {
    const calls = client.tenant.groundTruth.calls().slice(0, 60);
    const records = await Promise.all(calls.map(({ callId }) => client.get<WireRecord>(path(callId))));
    const old = records.filter(({ body }) => body.participants !== undefined);
    assert.ok(old.length > 15 && old.length < 45, String(old.length));
    assert.ok(old.every(({ body }) => (body.participants?.length ?? 0) <= 130 && body.organizer !== undefined));
  });

  it("writes what the headers ask for", async () => {
    await client.clock.advance(20_000);
    const target = path(largeId, FULL);
    const lean = await client.get<WireRecord>(target, { Prefer: "omit-values=nulls" });
    const text = JSON.stringify(lean.body);
    assert.ok(!text.includes(":null") && !text.includes(':""'), "no nulls, no empty strings");
    const plain = await client.get<WireRecord>(target, { Accept: "application/json;odata.metadata=none" });
    assert.ok(!JSON.stringify(plain.body).includes("@odata.type"));
    assert.ok(plain.body["sessions@odata.nextLink"], "links stay");
  });

  it("names them only to those who ask for unknown members", async () => {
    const ids = client.tenant.groundTruth
      .calls()
      .filter(({ participations }) => participations.some(({ personKind }) => personKind === "acsUser"));
    const id = ids[0]?.callId ?? "";
    const families = async (headers: Record<string, string>): Promise<(string | undefined)[]> => {
      const { body } = await client.get<WireRecord>(path(id, "?$expand=sessions"), headers);
      return body.sessions?.map(({ caller }) => caller.userAgent?.productFamily) ?? [];
    };
    const plain = await families({});
    assert.ok(plain.includes("unknownFutureValue") && !plain.includes("azureCommunicationServices"));
    assert.ok((await families({ Prefer: "include-unknown-enum-members" })).includes("azureCommunicationServices"));
  });
});

describe("simulator/call-record-routes over time", () => {
  const end = new Date(Date.parse(NOW) + HOUR);
  const start = new Date(Date.parse(NOW) + HOUR / 2);
  const available = new Date(end.getTime() + 600_000);
  const later = new Date(end.getTime() + 2 * HOUR);
  let client: TenantClient;

  beforeEach(async () => {
    const clock = new DrivenClock(NOW);
    const people = [0, 1].map((index) => ({ person: `${"0".repeat(8)}-0000-4000-8000-00000000000${index}` }));
    const rated = { ...people[0], person: people[0]?.person ?? "", feedback: { rating: "bad" as const, since: 1 } };
    const scripted: ScriptedCall = {
      id: "aaaaaaaa-0000-4000-8000-000000000001",
      start,
      end,
      participants: [rated, people[1] ?? rated],
      versions: [
        { number: 1, availableAt: available },
        { number: 4, availableAt: later },
      ],
    };
    const quiet = { pastDays: 0, callsPerPersonDay: 0, tokenLifetimeSeconds: 4_000_000 };
    client = await TenantClient.start({ clock, ...quiet, extraCalls: [scripted] });
  });
  afterEach(() => client.stop());

  const read = (): Promise<{ status: number; body: WireRecord & WireError }> =>
    client.get(path("AAAAAAAA-0000-4000-8000-000000000001", "?$expand=sessions"));

  it("answers 404 before the record is ready, then each version in its time, then 404 after 30 days", async () => {
    await client.advance(available.getTime() - Date.parse(NOW) - 1);
    assert.equal((await read()).status, 404);
    await client.advance(1);
    const first = await read();
    assert.deepEqual([first.status, first.body.version], [200, 1]);
    assert.equal(first.body.sessions?.[0]?.caller.feedback, null);
    await client.advance(later.getTime() - available.getTime());
    const second = await read();
    assert.deepEqual([second.body.version, second.body.sessions?.[0]?.caller.feedback?.rating], [4, "bad"]);
    assert.equal(Math.trunc(Date.parse(second.body.lastModifiedDateTime)), later.getTime());
    await client.clock.advance(30 * 24 * HOUR - (later.getTime() - end.getTime()));
    await client.signIn();
    assert.equal((await read()).status, 200);
    await client.clock.advance(1);
    const gone = await read();
    assert.equal(gone.status, 404);
    assert.match(gone.body.error.message, /30 days/);
  });

  it("can be a little late after its notification", async () => {
    client.tenant.faults.notReady404Rate = 1;
    await client.advance(available.getTime() - Date.parse(NOW) + 1);
    assert.equal((await read()).status, 404);
    assert.equal(client.tenant.groundTruth.calls().length, 0);
    await client.advance(16 * 60_000);
    assert.equal((await read()).status, 200);
    assert.equal(client.tenant.groundTruth.calls().length, 1);
  });
});
