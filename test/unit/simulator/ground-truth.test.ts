import assert from "node:assert/strict";
import type { TrueCall } from "../../../src/simulator/true-call.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { TenantClient } from "./tenant-client.ts";
import type { WireEndpoint, WireMedia, WireParticipant, WireRecord, WireSession, WireStream } from "./wire-types.ts";

/** Derived once more from the payload alone, in this test's own words. */
type Derived = { seconds: number; quality: string; ratings: string[]; role: string; kind: string };

const KINDS: Record<string, string> = {
  azureCommunicationServicesUser: "acsUser",
  application: "bot",
  applicationInstance: "serviceAccount",
  encrypted: "protected",
};

function milliseconds(duration: string | null | undefined): number {
  return duration ? Number(/^PT([\d.]+)S$/.exec(duration)?.[1]) * 1000 : Number.NaN;
}

function classOf(label: string, stream: WireStream): string {
  const packets = stream.packetUtilization ?? 0;
  if (label === "main-audio") {
    const values = [
      milliseconds(stream.averageJitter) > 30,
      (stream.averagePacketLossRate ?? 0) > 0.1,
      milliseconds(stream.averageRoundTripTime) > 500,
    ];
    const isReported = stream.averageJitter ?? stream.averagePacketLossRate ?? stream.averageRoundTripTime ?? null;
    if (packets <= 500 || isReported === null) return "unclassified";
    return values.includes(true) ? "poor" : "good";
  }
  const loss = stream.averageVideoFrameLossPercentage ?? null;
  const rate = stream.averageVideoFrameRate ?? null;
  if (label === "applicationsharing-video") {
    if (loss === null && rate === null) return "unclassified";
    const byLoss = (loss ?? 0) > 50;
    assert.equal(byLoss, (rate ?? 9) < 1, "frame loss and frame rate of shared screens agree");
    return byLoss ? "poor" : "good";
  }
  if (label !== "main-video" || packets <= 500) return "unclassified";
  if (loss !== null) return loss > 50 ? "poor" : "good";
  if (rate !== null) return rate < 7 ? "poor" : "good";
  const corrected = stream.postForwardErrorCorrectionPacketLossRate ?? null;
  return corrected === null ? "unclassified" : corrected > 0.15 ? "poor" : "good";
}

function derive(record: WireRecord, sessions: WireSession[], participants: WireParticipant[]): Map<string, Derived> {
  const derived = new Map<string, Derived>();
  for (const personId of new Set([
    ...participants.map(({ id }) => id),
    ...sessions.flatMap((session) => ends(session).map(({ id }) => id)),
  ])) {
    const own = sessions.filter((session) => ends(session).some(({ id }) => id === personId));
    const intervals = own
      .map(({ startDateTime, endDateTime }) => [Date.parse(startDateTime), Date.parse(endDateTime)] as const)
      .sort(([a], [b]) => a - b);
    let total = 0;
    let reached = 0;
    for (const [start, end] of intervals) {
      total += Math.max(0, end - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
    const media = own.flatMap(({ segments }) => segments?.flatMap((segment): WireMedia[] => segment.media ?? []) ?? []);
    const classes = media.flatMap(({ label, streams }) => streams.map((stream) => classOf(label, stream)));
    const ratings = own.flatMap((session) =>
      ends(session).flatMap(({ id, endpoint }) => (id === personId && endpoint.feedback ? [ratingText(endpoint)] : [])),
    );
    const set = participants.find(({ id }) => id === personId)?.identity ?? {};
    const slot = Object.entries(set).find(([, value]) => value !== null && typeof value === "object")?.[0] ?? "";
    derived.set(personId, {
      seconds: total / 1000,
      quality: classes.includes("poor") ? "poor" : classes.includes("good") ? "good" : "unclassified",
      ratings: ratings.sort(),
      role: record.organizer_v2?.id === personId ? "organizer" : "participant",
      kind: KINDS[slot] ?? slot,
    });
  }
  return derived;
}

function ends(session: WireSession): { id: string; endpoint: WireEndpoint }[] {
  return [session.caller, session.callee].flatMap((endpoint) =>
    endpoint.associatedIdentity ? [{ id: endpoint.associatedIdentity.id, endpoint }] : [],
  );
}

function ratingText(endpoint: WireEndpoint): string {
  const tokens = Object.entries(endpoint.feedback?.tokens ?? {}).flatMap(([token, isOn]) => (isOn ? [token] : []));
  return `${endpoint.feedback?.rating} ${tokens.sort().join(",")}`;
}

function truthOf(call: TrueCall): Map<string, Derived> {
  return new Map(
    call.participations.map((own) => [
      own.personId,
      {
        seconds: own.durationSeconds,
        quality: own.quality,
        ratings: own.ratings.map(({ rating, tokens }) => `${rating} ${[...tokens].sort().join(",")}`).sort(),
        role: own.role,
        kind: own.personKind,
      },
    ]),
  );
}

describe("simulator/ground-truth", function () {
  this.timeout(20_000);
  let client: TenantClient;
  before(async () => {
    const limits = {
      callRecordsAppTenant: { requests: 1e6, seconds: 20 },
      oneCallRecord: { requests: 1e6, seconds: 20 },
    };
    client = await TenantClient.start({ people: 60, pastDays: 8, townHalls: true, limits });
  });
  after(() => client.stop());

  it("is what the payloads say, person by person, for every kind of call", async () => {
    const all = client.tenant.groundTruth.calls();
    const sample = all.filter(
      (call, index) =>
        index % 6 === 0 ||
        call.type === "unknown" ||
        (call.participations.length > 60 && call.participations.length < 500),
    );
    assert.ok(sample.length > 70 && sample.some(({ participations }) => participations.length > 60));
    for (const call of sample) {
      const path = `/communications/callRecords/${call.callId}`;
      const { body } = await client.get<WireRecord>(`${path}?$expand=sessions($expand=segments),participants_v2`);
      const links = [body["sessions@odata.nextLink"], body["participants_v2@odata.nextLink"]] as const;
      const sessions = [
        ...(body.sessions ?? []),
        ...(links[0] ? (await client.collect<WireSession>(links[0])).items : []),
      ];
      const participants = [
        ...(body.participants_v2 ?? []),
        ...(links[1] ? (await client.collect<WireParticipant>(links[1])).items : []),
      ];
      assert.deepEqual(derive(body, sessions, participants), truthOf(call), call.callId);
      assert.deepEqual([body.version, body.type, body.modalities], [call.version, call.type, call.modalities]);
    }
  });

  it("sums a person's week up, day by day in their time zone", () => {
    const { groundTruth, suggestedPerson } = client.tenant;
    const period = { start: new Date("2026-03-15T23:00:00Z"), end: new Date("2026-03-22T23:00:00Z") };
    const summary = groundTruth.summary(suggestedPerson.id, period, "Europe/Berlin");
    const calls = groundTruth
      .calls()
      .filter(
        ({ start, participations }) =>
          start >= period.start &&
          start < period.end &&
          participations.some(({ personId }) => personId === suggestedPerson.id),
      );
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    assert.equal(summary.calls, calls.length);
    assert.ok(summary.calls > 5);
    assert.equal(sum(Object.values(summary.byType)), calls.length);
    assert.equal(sum(Object.values(summary.quality)), calls.length);
    assert.equal(summary.byModality["audio"], calls.length);
    assert.deepEqual(
      summary.byDay.map(({ date }) => date),
      ["2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19"],
    );
    assert.equal(sum(summary.byDay.map((day) => day.calls)), calls.length);
    assert.ok(Math.abs(sum(summary.byDay.map((day) => day.durationSeconds)) - summary.durationSeconds) < 0.001);
    assert.equal(sum(summary.byDay.map((day) => day.poor)), summary.quality.poor);
    const { rated, average } = summary.feedback;
    assert.equal(average === null, rated === 0);
    assert.ok(summary.people.every((person) => person.calls > 0));
  });

  it("knows when which factor was sick", () => {
    const windows = client.tenant.groundTruth.sickness({
      start: new Date("2026-03-01T00:00:00Z"),
      end: new Date("2026-03-29T00:00:00Z"),
    });
    assert.deepEqual([...new Set(windows.map(({ factor }) => factor))].sort(), [
      "accessPoint",
      "headset",
      "subnet",
      "trunk",
    ]);
    assert.ok(windows.every(({ start, end }) => start < end));
  });
});

describe("simulator/ground-truth of a scripted call", () => {
  it("takes the union of overlapping sessions and counts a rating once", async () => {
    const at = (minute: number): Date => new Date(Date.parse("2026-03-19T10:00:00Z") + minute * 60_000);
    const participants = [
      {
        person: "owner",
        feedback: { rating: "poor" as const, tokens: { Echo: true, NoSound: false } },
        sessions: [
          { start: at(0), end: at(10) },
          { start: at(5), end: at(12) },
          { start: at(20), end: at(21) },
        ],
      },
      { person: "listener", audio: { packetUtilization: 500, averageJitterMs: 300 } },
      { person: "sufferer", audio: { averageJitterMs: 30.5 } },
    ];
    const clock = new DrivenClock("2026-03-19T15:00:00Z");
    const client = await TenantClient.start({
      clock,
      pastDays: 0,
      callsPerPersonDay: 0,
      extraCalls: [{ start: at(0), end: at(30), participants }],
    });
    const [call] = client.tenant.groundTruth.calls();
    const of = (id: string): TrueCall["participations"][number] | undefined =>
      call?.participations.find(({ personId }) => personId === id);
    assert.equal(of("owner")?.durationSeconds, 13 * 60);
    assert.deepEqual(of("owner")?.ratings, [{ rating: "poor", tokens: ["Echo"] }]);
    assert.deepEqual([of("owner")?.role, of("listener")?.role], ["organizer", "participant"]);
    assert.deepEqual(
      [of("owner")?.quality, of("listener")?.quality, of("sufferer")?.quality],
      ["good", "unclassified", "poor"],
    );
    await client.stop();
  });
});
