import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { PhoneCall } from "../../../src/calls/phone-call.ts";
import { createCallLogSource } from "../../../src/graph/call-logs.ts";
import { limitsOfRequest } from "../../../src/graph/graph-limits.ts";
import { normalizeCallLogRow } from "../../../src/graph/normalize-call-log.ts";
import { createRateLimiter } from "../../../src/graph/rate-limit.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { FAKE_ROOT, fakeGraph } from "../../support/fake-graph.ts";

const SAMPLES = fileURLToPath(new URL("../../../../shared/samples/", import.meta.url));
const WINDOW = { start: new Date("2026-03-01T00:00:00Z"), end: new Date("2026-03-06T00:00:00Z") };

const PSTN = {
  id: "row-1",
  callId: "123_456@192.0.2.1",
  userId: "ABCDEF00-0000-4000-8000-000000000001",
  userPrincipalName: "person@example.org",
  userDisplayName: "A Person",
  startDateTime: "2026-03-01T10:00:00.1234567Z",
  endDateTime: "2026-03-01T10:01:30Z",
  duration: 90,
  charge: 0.42,
  connectionCharge: "0.05",
  currency: "eur",
  callType: "user_out",
  callerNumber: "+493012345678",
  calleeNumber: "+4915112345***",
  operator: "Microsoft",
};

const ROUTED = {
  id: "row-2",
  correlationId: "11111111-2222-4333-8444-555555555555",
  userId: null,
  startDateTime: "2026-03-01T10:00:00Z",
  inviteDateTime: "2026-03-01T09:59:57Z",
  failureDateTime: "0001-01-01T00:00:00Z",
  endDateTime: "2026-03-01T10:00:05Z",
  duration: 5,
  callType: "ByotInUcap",
  successfulCall: true,
  finalSipCode: 0,
  callEndSubReason: 540000,
  finalSipCodePhrase: "BYE",
  trunkFullyQualifiedDomainName: "sbc.example.org",
  mediaBypassEnabled: false,
};

describe("rows of the telephone logs", () => {
  it("are read in our terms, without the person's names", () => {
    const row = normalizeCallLogRow("pstn", PSTN);
    assert.equal(row?.personId, "abcdef00-0000-4000-8000-000000000001");
    assert.deepEqual(row?.start, new Date("2026-03-01T10:00:00.123Z"));
    assert.deepEqual([row?.durationSeconds, row?.callType, row?.direction], [90, "user_out", "outgoing"]);
    assert.deepEqual(row?.charge, { amount: 0.42, connectionAmount: 0.05, currency: "EUR" });
    assert.deepEqual([row?.pstn?.pstnCallId, row?.directRouting], ["123_456@192.0.2.1", null]);
    assert.ok(!/person@example|A Person/.test(JSON.stringify(row)));
  });

  it("spell ids as call records do: GUIDs in lower case, others as they are", () => {
    const id = "ABCDEF00-0000-4000-8000-00000000000A";
    const row = normalizeCallLogRow("directRouting", { ...ROUTED, id, userId: id, correlationId: id });
    assert.deepEqual([row?.rowId, row?.personId, row?.directRouting?.correlationId], Array(3).fill(id.toLowerCase()));
    const odd = normalizeCallLogRow("directRouting", {
      ...ROUTED,
      id: "Row-A",
      userId: "Person-A",
      correlationId: "A-1",
    });
    assert.deepEqual([odd?.rowId, odd?.personId, odd?.directRouting?.correlationId], ["Row-A", "Person-A", "A-1"]);
  });

  it("keep the SIP result of Direct Routing, and take the sentinel for no date", () => {
    const row = normalizeCallLogRow("directRouting", ROUTED);
    assert.deepEqual([row?.direction, row?.personId, row?.charge, row?.pstn], ["incoming", null, null, null]);
    assert.deepEqual(row?.directRouting, {
      correlationId: ROUTED.correlationId,
      invitedAt: new Date("2026-03-01T09:59:57Z"),
      failedAt: null,
      isSuccessful: true,
      finalSipCode: 0,
      finalSipCodePhrase: "BYE",
      callEndSubReason: 540000,
      trunkFullyQualifiedDomainName: "sbc.example.org",
      mediaPathLocation: null,
      signalingLocation: null,
      isMediaBypassed: false,
    });
    const unanswered = { ...ROUTED, startDateTime: "0001-01-01T00:00:00Z", failureDateTime: "2026-03-01T10:00:09Z" };
    const failed = normalizeCallLogRow("directRouting", unanswered);
    assert.deepEqual(
      [failed?.start, failed?.directRouting?.failedAt],
      [new Date("2026-03-01T09:59:57Z"), new Date("2026-03-01T10:00:09Z")],
    );
  });

  it("tell the direction by the words of the call type", () => {
    const direction = (callType: unknown): string | undefined =>
      normalizeCallLogRow("pstn", { ...PSTN, callType })?.direction;
    const expected = {
      user_in: "incoming",
      conf_in: "incoming",
      ucap_in: "incoming",
      ByotIn: "incoming",
      user_out_conf: "outgoing",
      ucap_out: "outgoing",
      ByotOutUserForwarding: "outgoing",
      something: "unknown",
      login: "unknown",
    };
    for (const [callType, known] of Object.entries(expected)) assert.equal(direction(callType), known, callType);
    assert.equal(direction(undefined), "unknown");
  });

  it("are left out without an id or a time, and never fail", () => {
    for (const row of [null, [], "row", 7, {}, { id: "row" }, { ...PSTN, id: "" }, { ...PSTN, id: "x".repeat(300) }]) {
      assert.equal(normalizeCallLogRow("pstn", row), null);
      assert.equal(normalizeCallLogRow("directRouting", row), null);
    }
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys({ ...PSTN, ...ROUTED })), fc.anything()), (odd) => {
        for (const kind of ["pstn", "directRouting"] as const) {
          const row: PhoneCall | null = normalizeCallLogRow(kind, odd);
          assert.ok(row === null || (row.rowId !== "" && !Number.isNaN(row.start.getTime())));
        }
      }),
    );
  });

  if (existsSync(SAMPLES)) {
    it("are read from Microsoft's own examples", async () => {
      const sample = async (name: string): Promise<unknown> => {
        const text = await readFile(`${SAMPLES}ms-docs-2021.beta.${name}.ex1.json`, "utf8");
        return (JSON.parse(text) as { value: unknown[] }).value[0];
      };
      const pstn = normalizeCallLogRow("pstn", await sample("getpstncalls"));
      assert.deepEqual([pstn?.durationSeconds, pstn?.direction, pstn?.charge?.currency], [219, "incoming", "USD"]);
      const routed = normalizeCallLogRow("directRouting", await sample("getdirectroutingcalls"));
      assert.equal(routed?.directRouting?.trunkFullyQualifiedDomainName, "tll-audiocodes01.adatum.biz");
      assert.deepEqual([routed?.callerNumber, routed?.directRouting?.failedAt], ["+12345678***", null]);
    });
  }
});

describe("telephone logs, asked for", () => {
  const collect = async (client: Parameters<typeof createCallLogSource>[0]): Promise<[string[], number]> => {
    const ids: string[] = [];
    let leftOut = 0;
    for await (const page of createCallLogSource(client).list("directRouting", WINDOW)) {
      ids.push(...page.rows.map(({ rowId }) => rowId));
      leftOut += page.leftOut;
    }
    return [ids, leftOut];
  };

  it("are followed to the last page, and say what was left out", async () => {
    const link = `${FAKE_ROOT}/v1.0/communications/callRecords/getDirectRoutingCalls(fromDateTime=a,toDateTime=b)?$skip=1000`;
    const { client, requests } = fakeGraph(({ path }) => ({
      body: path.includes("$skip")
        ? { value: [{ ...ROUTED, id: "row-3" }] }
        : { value: [ROUTED, { id: "no time" }], "@odata.nextLink": link },
    }));
    assert.deepEqual(await collect(client), [["row-2", "row-3"], 1]);
    assert.equal(
      requests[0]?.path,
      "/v1.0/communications/callRecords/getDirectRoutingCalls(fromDateTime=2026-03-01T00:00:00.000Z,toDateTime=2026-03-06T00:00:00.000Z)",
    );
    assert.equal(requests[1]?.url, link);
  });

  it("are refused by code without the permission, and asked for once", async () => {
    const { client, requests } = fakeGraph(() => ({ status: 403, body: { error: { code: "Forbidden" } } }));
    await assert.rejects(collect(client), { code: "graph_forbidden" });
    assert.equal(requests.length, 1);
  });

  it("stay under limits of their own, which count by the minute", async () => {
    const path = "/v1.0/communications/callRecords/getPstnCalls(fromDateTime=2026-01-01,toDateTime=2026-01-02)";
    const limits = limitsOfRequest("GET", path);
    assert.deepEqual(limits, [
      { key: "callLog:getpstncalls", requests: 50, windowMs: 60_000 },
      { key: "callLogs", requests: 200, windowMs: 60_000 },
    ]);
    assert.deepEqual(limitsOfRequest("GET", path.replace("getPstn", "microsoft.graph.callRecords.getPstn")), limits);

    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    let started = 0;
    const requests = Array.from({ length: 100 }, async () => {
      const release = await limiter.acquire(limits, "reading");
      started += 1;
      release();
    });
    await clock.advance(59_000);
    assert.equal(started, 49);
    await clock.advance(2_000);
    assert.equal(started, 98);
    await clock.advance(60_000);
    await Promise.all(requests);
  });
});
