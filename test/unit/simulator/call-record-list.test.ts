import assert from "node:assert/strict";
import { TenantClient } from "./tenant-client.ts";
import type { WirePage, WireRecord } from "./wire-types.ts";

const LIST = "/communications/callRecords";

function filtered(text: string): string {
  return `${LIST}?$filter=${encodeURIComponent(text)}`;
}

describe("simulator/call-record-list", () => {
  let client: TenantClient;
  beforeEach(async () => (client = await TenantClient.start({ people: 30, pastDays: 4 })));
  afterEach(() => client.stop());

  it("lists every record once, in pages of 60, as the ground truth has them", async () => {
    const { items, pages } = await client.collect<WireRecord>(LIST);
    const truth = client.tenant.groundTruth.calls();
    assert.deepEqual(items.map(({ id }) => id).sort(), truth.map(({ callId }) => callId).sort());
    const versions = new Map(truth.map(({ callId, version }) => [callId, version]));
    assert.ok(items.every(({ id, version }) => versions.get(id) === version));
    assert.ok(pages.length > 2 && pages.slice(0, -1).every((size) => size === 60), String(pages));
  });

  it("shows organizer_v2, no sessions, and deprecated participants only as an empty collection", async () => {
    const { items } = await client.collect<WireRecord>(LIST);
    assert.ok(
      items.every(({ organizer_v2, sessions, participants_v2 }) => organizer_v2 && !sessions && !participants_v2),
    );
    assert.ok(items.some(({ participants }) => participants !== undefined));
    assert.ok(items.every(({ participants }) => participants === undefined || participants.length === 0));
  });

  it("refuses $expand, other options and too large pages", async () => {
    assert.equal((await client.get(`${LIST}?$expand=sessions`)).status, 400);
    assert.equal((await client.get(`${LIST}?$orderby=startDateTime`)).status, 400);
    assert.equal((await client.get(LIST, { Prefer: "odata.maxpagesize=61" })).status, 400);
    const small = await client.get<WirePage<WireRecord>>(LIST, { Prefer: "odata.maxpagesize=5" });
    assert.equal(small.body.value.length, 5);
  });

  it("filters by start with every operator, joined by and", async () => {
    const all = client.tenant.groundTruth.calls();
    const middle = all[Math.floor(all.length / 2)]?.start.toISOString() ?? "";
    const expected: Record<string, (start: Date) => boolean> = {
      lt: (start) => start < new Date(middle),
      le: (start) => start <= new Date(middle),
      gt: (start) => start > new Date(middle),
      ge: (start) => start >= new Date(middle),
    };
    for (const [operator, test] of Object.entries(expected)) {
      const { items } = await client.collect<WireRecord>(filtered(`startDateTime ${operator} ${middle}`));
      assert.equal(items.length, all.filter(({ start }) => test(start)).length, operator);
    }
    const until = all[Math.floor(all.length / 2) + 10]?.start.toISOString() ?? "";
    const window = await client.collect<WireRecord>(
      filtered(`startDateTime ge ${middle} and startDateTime lt ${until}`),
    );
    assert.equal(window.items.length, 10);
  });

  it("filters by participant, alone and with a window", async () => {
    const person = client.tenant.people[3]?.id ?? "";
    const own = client.tenant.groundTruth
      .calls()
      .filter(({ participations }) => participations.some(({ personId }) => personId === person));
    const { items } = await client.collect<WireRecord>(filtered(`participants_v2/any(p:p/id eq '${person}')`));
    assert.deepEqual(items.map(({ id }) => id).sort(), own.map(({ callId }) => callId).sort());
    const since = own[own.length - 2]?.start.toISOString() ?? "";
    const both = await client.collect<WireRecord>(
      filtered(`participants_v2/any(x:x/id eq '${person}') and startDateTime ge ${since}`),
    );
    assert.equal(both.items.length, 2);
  });

  it("refuses filters that are not supported", async () => {
    for (const text of [
      "version gt 1",
      "startDateTime gt yesterday",
      "startDateTime eq 2026-03-01T00:00:00Z",
      "startDateTime ge 2026-03-01T00:00:00Z or type eq 'groupCall'",
      "participants_v2/any(p:q/id eq 'x')",
    ]) {
      assert.equal((await client.get(filtered(text))).status, 400, text);
    }
  });

  it("keeps a pass whole while records arrive around it", async () => {
    const first = await client.get<WirePage<WireRecord>>(LIST);
    const before = client.tenant.groundTruth.calls().map(({ callId }) => callId);
    await client.advance(3 * 3_600_000);
    await client.signIn();
    const rest = await client.collect<WireRecord>(first.body["@odata.nextLink"] ?? "");
    const seen = [...first.body.value, ...rest.items].map(({ id }) => id);
    assert.equal(new Set(seen).size, seen.length, "none twice");
    assert.deepEqual(
      before.filter((id) => !seen.includes(id)),
      [],
      "none missing",
    );
  });

  it("can lag behind", async () => {
    const all = client.tenant.groundTruth.calls().length;
    client.tenant.faults.listLagSeconds = 3600 * 30;
    const { items } = await client.collect<WireRecord>(LIST);
    assert.ok(items.length < all && items.length > 0, `${items.length} of ${all}`);
    assert.equal(client.tenant.groundTruth.calls().length, all);
  });
});
