import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { normalizeCallRecord } from "../../../src/graph/normalize-call-record.ts";
import { ServiceError } from "../../../src/service-error.ts";

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);

/** One value of everything that could stand where something else is expected. */
const ODD_VALUES: unknown[] = [
  undefined,
  null,
  "",
  [],
  {},
  0,
  -1,
  1e308,
  true,
  "unknownFutureValue",
  "constructor",
  "__proto__",
  "PT99999999999999999999S",
  "2026-02-31T00:00:00Z",
  [null, [], {}, "x", 3],
  { id: {}, user: [], "@odata.type": 7 },
  JSON.parse('{"__proto__": {"id": "x"}, "toString": 1}'),
];

const minimal = {
  id: "c1",
  version: 1,
  startDateTime: "2026-03-02T09:00:00Z",
  endDateTime: "2026-03-02T09:01:00Z",
  organizer_v2: { id: "a", identity: { user: { id: "a" } } },
  participants_v2: [{ id: "a", identity: { user: { id: "a" } } }],
  sessions: [
    {
      id: "s1",
      startDateTime: "2026-03-02T09:00:00Z",
      endDateTime: "2026-03-02T09:01:00Z",
      failureInfo: { stage: "midcall", reason: "x" },
      caller: {
        "@odata.type": "#microsoft.graph.callRecords.participantEndpoint",
        userAgent: { platform: "web" },
        associatedIdentity: { id: "a" },
        feedback: { rating: "good", tokens: { Echo: true } },
      },
      callee: { "@odata.type": "#microsoft.graph.callRecords.serviceEndpoint" },
      segments: [
        {
          id: "g1",
          media: [
            { label: "main-audio", callerNetwork: { port: 1 }, streams: [{ streamDirection: "callerToCallee" }] },
          ],
        },
      ],
    },
  ],
};

/** Puts `odd` in the place of one of the payload's values, chosen by `choice`. */
function mutate(payload: unknown, choice: number, odd: unknown): unknown {
  const copy: unknown = structuredClone(payload);
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      walk(holder[key]);
    }
  };
  walk(copy);
  const place = places[choice % places.length];
  if (place !== undefined) place.holder[place.key] = odd;
  return copy;
}

function isNormalizedOrRefused(payload: unknown): void {
  try {
    const { record, leftOut } = normalizeCallRecord(payload);
    assert.ok(record.callId !== "" && record.end >= record.start);
    assert.ok(leftOut >= 0);
    for (const session of record.sessions) assert.ok(session.end >= session.start);
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    assert.equal(error.code, "invalid_call_record");
  }
}

describe("normalizeCallRecord on hostile payloads", () => {
  it("survives every odd value in every place", () => {
    for (let choice = 0; choice < 60; choice++) {
      for (const odd of ODD_VALUES) isNormalizedOrRefused(mutate(minimal, choice, odd));
    }
  });

  it("survives any JSON at all, and any mutation by it", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.jsonValue({ maxDepth: 4 }), (choice, json) => {
        isNormalizedOrRefused(json);
        isNormalizedOrRefused(mutate(minimal, choice, json));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves Object.prototype alone", () => {
    normalizeCallRecord(JSON.parse(`${JSON.stringify(minimal).slice(0, -1)}, "__proto__": {"polluted": true}}`));
    assert.equal("polluted" in {}, false);
  });

  if (existsSync(SAMPLES)) {
    for (const file of readdirSync(SAMPLES).filter((name) => name.endsWith(".json"))) {
      it(`survives ${file} and its mutations`, () => {
        const content: unknown = JSON.parse(readFileSync(new URL(file, SAMPLES), "utf8"));
        isNormalizedOrRefused(content);
        fc.assert(
          fc.property(fc.nat(2000), fc.constantFrom(...ODD_VALUES), (choice, odd) =>
            isNormalizedOrRefused(mutate(content, choice, odd)),
          ),
          { numRuns: 100 },
        );
      });
    }
  }
});

if (existsSync(SAMPLES)) {
  const sample = (file: string): unknown => JSON.parse(readFileSync(new URL(file, SAMPLES), "utf8"));

  describe("normalizeCallRecord on Microsoft's own examples", () => {
    it("reads the streams and the rating of the documented two-party call", () => {
      const { record, leftOut } = normalizeCallRecord(sample("ms-docs-2021.v1.0.callrecord-get.ex2.json"));
      assert.equal(leftOut, 0);
      const [session] = record.sessions;
      assert.deepEqual(session?.callee.feedback, { rating: "poor", text: null, tokens: ["Noisy"] });
      const [media] = session?.segments[0]?.media ?? [];
      assert.equal(media?.calleeNetwork.linkSpeedBps, undefined);
      assert.equal(media?.callerNetwork.macAddress, undefined);
      const heard = media?.streams.find((stream) => stream.direction === "calleeToCaller");
      assert.equal(heard?.averageJitterMs, 7);
      assert.equal(heard?.averageRoundTripTimeMs, 64);
      assert.equal(heard?.packetUtilization, 709);
      assert.equal(heard?.averageAudioDegradation, 1.160898);
    });

    it("tells two people apart whose outer ids were copied", () => {
      const { record } = normalizeCallRecord(sample("ms-learn-2025.v1.0.callrecord-get.ex3-participants.json"));
      assert.equal(record.participants.length, 2);
    });

    it("does not take sessions and log rows for call records", () => {
      for (const file of ["ms-docs-2021.v1.0.session-list.ex2.json", "ms-docs-2021.beta.getpstncalls.ex1.json"]) {
        const { value } = sample(file) as { value: unknown[] };
        for (const row of value) assert.throws(() => normalizeCallRecord(row), { code: "invalid_call_record" });
      }
    });
  });
}
