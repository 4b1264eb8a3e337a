import assert from "node:assert/strict";
import { createOrganizationSum, type DayFigures } from "../../../src/calls/organization-summary.ts";
import { createDayTally } from "../../../src/calls/organization-tally.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

const WEEK = { first: "2026-11-16", last: "2026-11-22" };
const ON_WIFI: Participation["network"] = {
  connectionType: "wifi",
  transportProtocol: "udp",
  wifiBand: "5GHz",
  wifiSignalStrengthPercentage: null,
  basicServiceSetIdentifier: null,
  subnet: "10.1.2.0",
  reflexiveIpAddress: null,
  isRelayed: false,
  relayIpAddress: null,
  building: null,
};

/** One day of these participations, as the store keeps it. */
function dayOf(date: string, participations: readonly Participation[]): DayFigures[] {
  const tally = createDayTally();
  for (const participation of participations) tally.add(participation);
  return tally.values().map(({ dimension, value, isShared, people, figures }) => ({
    date,
    dimension,
    valueKey: value,
    value: isShared ? value : null,
    calls: dimension === "total" ? tally.calls() : 0,
    people,
    figures,
  }));
}

/** As many people in one call, on Wi-Fi. */
function crowd(people: number, over: Partial<Participation> = {}): Participation[] {
  return Array.from({ length: people }, (_, index) =>
    buildParticipation({ personId: `person-${index}`, network: ON_WIFI, ...over }),
  );
}

describe("an organization's figures", () => {
  const summaryOf = (days: DayFigures[][], minimumSample = 1, minimumPeople = 0) => {
    const sum = createOrganizationSum(WEEK, "2026-11-18", { minimumSample, minimumPeople });
    for (const figures of days.flat()) sum.add(figures);
    return sum.summary(7);
  };

  it("add up to the days", () => {
    const summary = summaryOf([
      dayOf("2026-11-16", [...crowd(3), ...crowd(2, { callId: "call-2", quality: "poor" })]),
      dayOf("2026-11-18", crowd(4, { quality: "unclassified", failure: { stage: "midcall", reason: null } })),
    ]);
    assert.equal(summary.participations, 9);
    assert.equal(summary.calls, 3);
    assert.equal(summary.people, 7);
    assert.equal(summary.failures, 4);
    assert.equal(summary.durationSeconds, 9 * 1800);
    assert.deepEqual(summary.quality, { good: 3, poor: 2, unclassified: 4 });
    assert.deepEqual(summary.byDay, [
      { date: "2026-11-16", calls: 2, participations: 5, poor: 2, classified: 5 },
      { date: "2026-11-17", calls: 0, participations: 0, poor: 0, classified: 0 },
      { date: "2026-11-18", calls: 1, participations: 4, poor: 0, classified: 0 },
    ]);
  });

  it("leave out what too few people had on a day, and that day, and say from how many on it counts", () => {
    const days = [dayOf("2026-11-16", crowd(4)), dayOf("2026-11-17", [...crowd(5), ...crowd(4, { network: null })])];
    const { calls, participations, minimumPeople, people, dimensions } = summaryOf(days, 1, 5);
    assert.deepEqual([calls, participations, minimumPeople, people], [1, 9, 5, 7]);
    const subnets = dimensions.find(({ dimension }) => dimension === "subnet");
    assert.deepEqual(
      subnets?.values.map((value) => value.participations),
      [5],
    );
    assert.equal(summaryOf(days, 1, 8).people, 0);
  });

  it("count ratings as a person's summary does", () => {
    const rated = (rating: "bad" | "good" | "notRated", tokens: string[]): Participation[] =>
      crowd(1, { ratings: [{ sessionId: "one", rating, tokens, text: "words" }] });
    const { feedback } = summaryOf([
      dayOf("2026-11-16", [...rated("bad", ["Echo", "no.$video"]), ...rated("notRated", [])]),
      dayOf("2026-11-17", rated("good", ["Echo"])),
    ]);
    assert.deepEqual(feedback, { rated: 2, notRated: 1, average: 2.5, poor: 1, tokens: { Echo: 2, "no.$video": 1 } });
    assert.equal(summaryOf([]).feedback.average, null);
  });

  it("leave out who had no session, and what is not told", () => {
    const tally = createDayTally();
    tally.add(buildParticipation({ sessionCount: 0 }));
    assert.deepEqual([tally.calls(), tally.values()], [0, []]);
    tally.add(
      buildParticipation({ network: { ...ON_WIFI, connectionType: "wired", subnet: null }, callType: "unknown" }),
    );
    assert.deepEqual(
      tally.values().map(({ dimension, value }) => [dimension, value]),
      [
        ["total", "all"],
        ["platform", "windows"],
        ["connection", "wired"],
      ],
    );
  });

  it("show a value with enough participations that several people shared on some day", () => {
    const subnets = (days: DayFigures[][], minimum?: number) =>
      summaryOf(days, minimum).dimensions.find(({ dimension }) => dimension === "subnet");
    assert.deepEqual(subnets([dayOf("2026-11-16", crowd(2)), dayOf("2026-11-17", crowd(2))])?.values, []);
    const shared = subnets([dayOf("2026-11-16", crowd(2)), dayOf("2026-11-17", crowd(3))]);
    assert.deepEqual(
      shared?.values.map(({ value, participations }) => [value, participations]),
      [["10.1.2.0", 5]],
    );
    const tooFew = subnets([dayOf("2026-11-17", crowd(3))], 4);
    assert.deepEqual([tooFew?.values, tooFew?.left], [[], 1]);
  });

  it("show the largest poor share first", () => {
    const on = (subnet: string, people: number, quality: "good" | "poor"): Participation[] =>
      crowd(people, { quality, network: { ...ON_WIFI, subnet } });
    const { dimensions } = summaryOf([
      dayOf("2026-11-16", [
        ...on("a", 9, "good"),
        ...on("a", 1, "poor"),
        ...on("b", 3, "good"),
        ...on("b", 3, "poor"),
        ...on("c", 5, "good"),
      ]),
    ]);
    const { values } = dimensions.find(({ dimension }) => dimension === "subnet") ?? {};
    assert.deepEqual(
      values?.map(({ value }) => value),
      ["b", "a", "c"],
    );
  });
});
