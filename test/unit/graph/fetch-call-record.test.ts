import assert from "node:assert/strict";
import { createCallRecordSource } from "../../../src/graph/fetch-call-record.ts";
import { FAKE_ROOT, fakeGraph, type FakeAnswer, type FakeRequest } from "../../support/fake-graph.ts";

const PATH = "/v1.0/communications/callRecords/c1";
const EXPAND = "?$expand=sessions($expand=segments),participants_v2";

const session = (id: number): Record<string, unknown> => ({
  id: `s${id}`,
  startDateTime: "2026-03-02T08:00:00Z",
  endDateTime: "2026-03-02T08:01:00Z",
  segments: [{ id: `g${id}` }],
});
const person = (id: number): object => ({ id: `p${id}`, identity: { user: { id: `p${id}` } } });
const range = <Item>(from: number, to: number, make: (id: number) => Item): Item[] =>
  Array.from({ length: to - from }, (_, index) => make(from + index));

const header = (version: number): Record<string, unknown> => ({
  id: "c1",
  version,
  startDateTime: "2026-03-02T08:00:00Z",
  endDateTime: "2026-03-02T08:01:00Z",
});

/** A record in pages of 2 sessions and 3 participants; `version` may change from request to request. */
function pagedRecord(version: (request: FakeRequest, turn: number) => number): (request: FakeRequest) => FakeAnswer {
  let turn = 0;
  const link = (rest: string): string => `${FAKE_ROOT}${PATH}/${rest}`;
  return (request) => {
    const current = header(version(request, turn++));
    const rest = request.path.slice(PATH.length);
    if (rest === "?$select=id,version") return { body: { id: "c1", version: current["version"] } };
    if (rest.includes("s=2")) return { body: { value: range(2, 4, session), "@odata.nextLink": link("sessions?s=4") } };
    if (rest.includes("s=4")) return { body: { value: [session(4)] } };
    if (rest.includes("p=3")) return { body: { value: range(3, 5, person) } };
    assert.equal(rest, EXPAND);
    return {
      body: {
        ...current,
        sessions: range(0, 2, session),
        "sessions@odata.nextLink": link("sessions?s=2"),
        participants_v2: range(0, 3, person),
        "participants_v2@odata.nextLink": link("participants_v2?p=3"),
      },
    };
  };
}

describe("fetching a call record", () => {
  it("takes one request when everything fits, with the headers that Graph documents", async () => {
    const { client, requests } = fakeGraph(() => ({
      body: { ...header(3), sessions: [session(0)], participants_v2: [] },
    }));
    const found = await createCallRecordSource(client).fetch("c1");
    assert.equal(found.kind === "fetched" && found.record.version, 3);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.path, PATH + EXPAND);
    assert.equal(requests[0]?.headers["prefer"], "include-unknown-enum-members, omit-values=nulls");
  });

  it("follows every link and checks that the version is still the same", async () => {
    const { client, requests } = fakeGraph(pagedRecord(() => 1));
    const found = await createCallRecordSource(client).fetch("c1");
    assert.ok(found.kind === "fetched");
    assert.deepEqual(
      found.record.sessions.map(({ sessionId }) => sessionId),
      ["s0", "s1", "s2", "s3", "s4"],
    );
    assert.equal(found.record.participants.length, 5);
    assert.equal(requests.length, 5);
  });

  it("starts anew when the version changes in between, and gives up on one that never rests", async () => {
    const { client } = fakeGraph(pagedRecord((_request, turn) => (turn < 3 ? 1 : 2)));
    const found = await createCallRecordSource(client).fetch("c1");
    assert.equal(found.kind === "fetched" && found.record.version, 2);

    const restless = fakeGraph(pagedRecord((_request, turn) => turn));
    await assert.rejects(createCallRecordSource(restless.client).fetch("c1"), {
      code: "graph_unstable_record",
      retryable: true,
    });
    assert.equal(restless.requests.length, 20, "four times five");
  });

  it("starts anew when a link has died", async () => {
    const paged = pagedRecord(() => 2);
    let deaths = 0;
    const { client } = fakeGraph((request) =>
      request.path.includes("s=4") && deaths++ === 0 ? { status: 400 } : paged(request),
    );
    const found = await createCallRecordSource(client).fetch("c1");
    assert.equal(found.kind === "fetched" && found.record.sessions.length, 5);
  });

  it("follows the links of segments too", async () => {
    const cut = { ...session(0), "segments@odata.nextLink": `${FAKE_ROOT}${PATH}/sessions/s0/segments?x=1` };
    const { client } = fakeGraph(({ path }) => {
      if (path.includes("x=1")) return { body: { value: [{ id: "rest" }] } };
      return { body: path.includes("$select") ? header(1) : { ...header(1), sessions: [cut] } };
    });
    const found = await createCallRecordSource(client).fetch("c1");
    assert.ok(found.kind === "fetched");
    assert.deepEqual(
      found.record.sessions[0]?.segments.map(({ segmentId }) => segmentId),
      ["g0", "rest"],
    );
  });

  it("asks for smaller pages when Graph times out on the whole", async () => {
    const { client, clock, requests } = fakeGraph(({ path, headers }) => {
      const rest = path.slice(PATH.length);
      if (rest === EXPAND) return { status: 504 };
      if (rest === "" || rest.startsWith("?$select")) return { body: header(1) };
      if (rest === "/participants_v2") return { body: { value: [person(0)] } };
      return headers["prefer"]?.endsWith("odata.maxpagesize=5") ? { body: { value: [session(0)] } } : { status: 504 };
    });
    const found = await clock.run(createCallRecordSource(client).fetch("c1"));
    assert.ok(found.kind === "fetched");
    assert.equal(found.record.sessions.length, 1);
    assert.equal(found.record.participants.length, 1);
    assert.equal(requests.filter(({ path }) => path.endsWith(EXPAND)).length, 1);
  });

  it("does without participants_v2 where a cloud does not offer it", async () => {
    const { client } = fakeGraph(({ path }) =>
      path.includes("participants_v2")
        ? { status: 400 }
        : { body: { ...header(1), participants: [{ user: { id: "p" } }] } },
    );
    const found = await createCallRecordSource(client).fetch("c1");
    assert.equal(found.kind === "fetched" && found.record.participants.length, 1);
  });

  it("tells not yet from too old", async () => {
    for (const [message, tooOld] of [
      ["", false],
      ["Call records older than 30 days are not available.", true],
    ] as const) {
      const { client } = fakeGraph(() => ({ status: 404, body: { error: { code: "NotFound", message } } }));
      assert.deepEqual(await createCallRecordSource(client).fetch("c1"), { kind: "notFound", tooOld });
    }
  });

  it("refuses ids that would lead elsewhere, and links that do", async () => {
    const { client, requests } = fakeGraph(() => ({
      body: {
        ...header(1),
        "sessions@odata.nextLink": "https://evil.example/v1.0/communications/callRecords/c1/sessions",
      },
    }));
    const source = createCallRecordSource(client);
    for (const callId of ["", "..", "a/b", "a?b", "%2e", "a b", "x".repeat(200)]) {
      await assert.rejects(source.fetch(callId), { code: "invalid_call_id" });
    }
    assert.equal(requests.length, 0);
    await assert.rejects(source.fetch("c1"), { code: "graph_foreign_link" });
    assert.equal(requests.length, 1);
  });

  it("is not led round in circles", async () => {
    const link = `${FAKE_ROOT}${PATH}/sessions?round=1`;
    const { client } = fakeGraph(({ path }) => ({
      body: path.includes("round")
        ? { value: [], "@odata.nextLink": link }
        : { ...header(1), "sessions@odata.nextLink": link },
    }));
    await assert.rejects(createCallRecordSource(client).fetch("c1"), { code: "graph_endless_pages" });
  });

  it("reports answers that make no sense", async () => {
    for (const body of [[], "null", "7"]) {
      const { client } = fakeGraph(() => ({ body }));
      await assert.rejects(createCallRecordSource(client).fetch("c1"), { code: "graph_bad_answer" });
    }
    const { client } = fakeGraph(() => ({ body: { id: "c1" } }));
    await assert.rejects(createCallRecordSource(client).fetch("c1"), { code: "invalid_call_record" });
    const another = fakeGraph(() => ({ body: { ...header(1), id: "c2" } }));
    await assert.rejects(createCallRecordSource(another.client).fetch("c1"), { code: "graph_bad_answer" });
  });
});

describe("listing call records", () => {
  it("yields every page, and the rows that are odd", async () => {
    const window = { start: new Date("2026-03-01T00:00:00Z"), end: new Date("2026-03-02T00:00:00Z") };
    const { client, requests } = fakeGraph(({ path }) =>
      path.includes("next")
        ? { body: { value: [{ id: "c3" }, null, 7, { version: 1 }] } }
        : {
            body: {
              value: [
                { ...header(2), lastModifiedDateTime: "2026-03-02T09:00:00Z" },
                { id: "c2", version: "x" },
              ],
              "@odata.nextLink": `${FAKE_ROOT}/v1.0/communications/callRecords?next=1`,
            },
          },
    );
    const pages: unknown[] = [];
    for await (const page of createCallRecordSource(client).list(window)) pages.push(page);
    assert.equal(
      requests[0]?.path,
      "/v1.0/communications/callRecords?$filter=startDateTime ge 2026-03-01T00:00:00.000Z" +
        " and startDateTime lt 2026-03-02T00:00:00.000Z",
    );
    assert.deepEqual(pages, [
      [
        {
          callId: "c1",
          version: 2,
          start: new Date("2026-03-02T08:00:00Z"),
          end: new Date("2026-03-02T08:01:00Z"),
          lastModified: new Date("2026-03-02T09:00:00Z"),
        },
        { callId: "c2", version: 0, start: null, end: null, lastModified: null },
      ],
      [{ callId: "c3", version: 0, start: null, end: null, lastModified: null }],
    ]);
  });
});
