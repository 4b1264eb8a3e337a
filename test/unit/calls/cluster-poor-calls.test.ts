import assert from "node:assert/strict";
import type { Expected } from "../../../src/calls/baseline.ts";
import { factorName } from "../../../src/calls/call-factor.ts";
import { clusterPoorCalls, isBackToBaseline, type Cluster } from "../../../src/calls/cluster-poor-calls.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { atOnce } from "../../support/at-once.ts";
import { buildRuleCalls, observeAll, type RuleCalls } from "../../support/rule-calls-builder.ts";

const END = new Date("2026-03-02T16:00:00Z");
const DAY_MS = 86_400_000;
const USUAL: Expected = { share: 0.04, of: 500, days: 20, isOwn: true };
const GUARDS = { threshold: 0.15, minimumCalls: 4, minimumPeople: 3, minimumSample: 6 };
const OTHERS: RuleCalls = { subnet: "10.9.0.0", people: 40, calls: 100, poor: 4 };

function clusters(participations: readonly Participation[], leftOut: readonly string[] = []): Cluster[] {
  return atOnce(
    clusterPoorCalls({
      observations: observeAll(participations),
      startMs: END.getTime() - DAY_MS,
      endMs: END.getTime(),
      guards: GUARDS,
      expectedOf: () => USUAL,
      leftOut: new Set(leftOut),
    }),
  );
}

function namesOf(groups: readonly RuleCalls[]): string[] {
  return clusters(buildRuleCalls(END, groups)).map(({ factor }) => factorName(factor));
}

describe("what poor calls have in common", () => {
  it("is nothing on an ordinary day", () => {
    assert.deepEqual(namesOf([OTHERS, { subnet: "10.1.0.0", people: 8, calls: 30, poor: 1 }]), []);
  });

  it("is the subnet whose calls are poor, with its figures", () => {
    const [cluster, ...others] = clusters(
      buildRuleCalls(END, [OTHERS, { subnet: "10.1.0.0", people: 8, calls: 20, poor: 12 }]),
    );
    assert.ok(cluster);
    assert.deepEqual(others, []);
    assert.deepEqual(cluster.factor, { kind: "subnet", value: "10.1.0.0" });
    assert.deepEqual([cluster.tally.poor, cluster.tally.of, cluster.tally.poorPeople.size], [12, 20, 7]);
    assert.equal(cluster.share.value, 0.6);
    assert.ok(cluster.difference.low > 0 && cluster.difference.low < cluster.difference.value);
  });

  it("is the sick subnet and not its building, whose other subnets are well", () => {
    const building = "Main";
    const names = namesOf([
      OTHERS,
      { subnet: "10.1.0.0", building, people: 8, calls: 24, poor: 16 },
      { subnet: "10.2.0.0", building, people: 8, calls: 24, poor: 1 },
    ]);
    assert.deepEqual(names, ["subnet:10.1.0.0"]);
  });

  it("is the building and none of its subnets when all of them are sick", () => {
    const building = "Main";
    const names = namesOf([
      OTHERS,
      { subnet: "10.1.0.0", building, people: 8, calls: 24, poor: 14 },
      { subnet: "10.2.0.0", building, people: 8, calls: 24, poor: 14 },
    ]);
    assert.deepEqual(names, ["building:Main"]);
  });

  it("is the headset and not the subnet in which most of its users sit", () => {
    const names = namesOf([
      OTHERS,
      { subnet: "10.1.0.0", headset: "Sick", people: 6, calls: 20, poor: 14 },
      { subnet: "10.2.0.0", headset: "Sick", people: 4, calls: 12, poor: 8 },
      { subnet: "10.1.0.0", headset: "Well", people: 4, calls: 16, poor: 1 },
    ]);
    assert.deepEqual(names, ["captureDriver:Sick driver"]);
  });

  it("names what cannot be told apart together", () => {
    const [cluster] = clusters(buildRuleCalls(END, [OTHERS, { headset: "Sick", people: 8, calls: 20, poor: 12 }]));
    assert.deepEqual(cluster?.factor.kind, "captureDriver");
    assert.deepEqual(cluster.alike, [{ kind: "captureDevice", value: "Sick" }]);
  });

  it("is two things when two are sick", () => {
    const names = namesOf([
      OTHERS,
      { subnet: "10.1.0.0", people: 8, calls: 20, poor: 12 },
      { trunk: "sbc.example.com", people: 8, calls: 20, poor: 16 },
    ]);
    assert.deepEqual(names.sort(), ["subnet:10.1.0.0", "trunk:sbc.example.com"]);
  });

  it("is nobody's own trouble, nor that of two people", () => {
    assert.deepEqual(namesOf([OTHERS, { subnet: "10.1.0.0", people: 1, calls: 20, poor: 18 }]), []);
    assert.deepEqual(namesOf([OTHERS, { subnet: "10.1.0.0", people: 2, calls: 20, poor: 18 }]), []);
    const one = { subnet: "10.1.0.0", people: 1, calls: 12, poor: 12 };
    assert.deepEqual(namesOf([OTHERS, one, { subnet: "10.1.0.0", people: 6, calls: 18, poor: 2 }]), []);
  });

  it("is nothing when everything is as poor as it", () => {
    assert.deepEqual(
      namesOf([
        { subnet: "10.9.0.0", people: 40, calls: 100, poor: 45 },
        { subnet: "10.1.0.0", people: 10, calls: 30, poor: 14 },
      ]).filter((name) => name === "subnet:10.1.0.0"),
      [],
    );
  });

  it("counts a call between two within the subnet once", () => {
    const [first, ...rest] = buildRuleCalls(END, [{ subnet: "10.1.0.0", people: 8, calls: 20, poor: 12 }]);
    assert.ok(first);
    const both = [first, ...rest].flatMap((one) => {
      const call: Participation = { ...one, callType: "peerToPeer" };
      return [call, { ...call, personId: `${call.personId}-other` }];
    });
    const [cluster] = clusters([...buildRuleCalls(END, [OTHERS]), ...both]);
    assert.deepEqual([cluster?.tally.poor, cluster?.tally.of, cluster?.tally.poorPeople.size], [12, 20, 14]);
  });

  it("does not tell again of calls that were told of", () => {
    const sick = buildRuleCalls(END, [{ subnet: "10.1.0.0", people: 8, calls: 20, poor: 12 }]);
    const told = sick.map(({ callId }) => callId);
    assert.deepEqual(clusters([...buildRuleCalls(END, [OTHERS]), ...sick], told), []);
  });

  it("finds trouble of the last hours after a good day", () => {
    const [cluster] = clusters(
      buildRuleCalls(END, [
        { subnet: "10.9.0.0", people: 40, calls: 110, poor: 4 },
        { subnet: "10.1.0.0", people: 10, calls: 100, poor: 0, minutesAgo: 125 },
        { subnet: "10.1.0.0", people: 9, calls: 11, poor: 9 },
      ]),
    );
    assert.equal(cluster?.factor.value, "10.1.0.0");
    assert.deepEqual([cluster.tally.poor, cluster.tally.of], [9, 11]);
    assert.equal(cluster.startMs, END.getTime() - DAY_MS / 12);
  });
});

describe("whether a factor is back to baseline", () => {
  const back = (groups: readonly RuleCalls[]): boolean =>
    isBackToBaseline(observeAll(buildRuleCalls(END, groups)).all, USUAL, GUARDS);

  it("is told by its newest calls", () => {
    assert.equal(back([{ people: 5, calls: 10, poor: 6 }]), false);
    assert.equal(
      back([
        { people: 5, calls: 20, poor: 15, minutesAgo: 100 },
        { people: 5, calls: 9, poor: 0 },
      ]),
      true,
    );
    assert.equal(
      back([
        { people: 5, calls: 20, poor: 15, minutesAgo: 100 },
        { people: 5, calls: 4, poor: 0 },
      ]),
      false,
    );
  });

  it("is so when there are no calls any more", () => {
    assert.equal(back([]), true);
  });
});
