import assert from "node:assert/strict";
import type { CallRuleKind, CallRuleSettings } from "../../../src/calls/alert-rule.ts";
import { factorName } from "../../../src/calls/call-factor.ts";
import type { Incident, Trouble } from "../../../src/calls/incident.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import { observe } from "../../../src/calls/rule-observation.ts";
import { readCallRule } from "../../../src/calls/rule-reading.ts";
import { EVERYBODY } from "../../../src/calls/rule-scope.ts";
import { atOnce } from "../../support/at-once.ts";
import { buildIncident } from "../../support/incident-builder.ts";
import { buildParticipation } from "../../support/participation-builder.ts";
import { buildRuleCalls } from "../../support/rule-calls-builder.ts";

const NOW = new Date("2026-03-02T16:00:00Z");
const DAY_MS = 86_400_000;
const SICK = { subnet: "10.1.0.0", people: 8, calls: 20, poor: 12 };
const OTHERS = { subnet: "10.9.0.0", people: 40, calls: 100, poor: 3 };

function read(
  kind: CallRuleKind,
  calls: readonly Participation[],
  over: Partial<CallRuleSettings> = {},
  { recent = [], now = NOW, fromMs = 0 }: { recent?: readonly Incident[]; now?: Date; fromMs?: number } = {},
): Trouble[] {
  const settings = { ...CALL_RULE_DEFAULTS[kind].settings, ...over };
  const { scope } = settings;
  const counts = kind === "callFailures" ? "failures" : settings.counts;
  return atOnce(
    readCallRule({
      kind,
      settings,
      observations: atOnce(observe(calls, { fromMs, scope, counts, buildingsOfCountry: new Set(["main"]) })),
      expectedOf: () => ({ share: 0.04, of: 500, days: 20, isOwn: true }),
      factorOfPerson: (personId) => `person:${personId.length}`,
      recent,
      now,
    }),
  );
}

/** The incident that a trouble opened. */
function opened({ factor, content, affected }: Trouble, over: Partial<Incident> = {}): Incident {
  return buildIncident({ ruleId: content.kind, factor, content, affected, since: NOW, ...over });
}

function rated(callId: string, rating: "bad" | "good", over: Partial<Participation> = {}): Participation {
  const start = new Date(NOW.getTime() - 3_600_000);
  return buildParticipation({ callId, start, ratings: [{ sessionId: "s", rating, tokens: [], text: null }], ...over });
}

describe("a rule's calls", () => {
  it("can be left at many points while they are gone through", () => {
    const calls = buildRuleCalls(NOW, [{ ...OTHERS, calls: 1_000 }]);
    const { scope } = CALL_RULE_DEFAULTS.poorCall.settings;
    const steps = observe(calls, { fromMs: 0, scope, counts: "measured", buildingsOfCountry: new Set() });
    let points = 0;
    while (steps.next().done !== true) points += 1;
    assert.ok(points >= 4, String(points));
  });
});

describe("a rule's window", () => {
  it("reaches back no further than the calls that are held", () => {
    const calls = buildRuleCalls(NOW, [SICK]);
    const over = { threshold: 0.01, minimumCalls: 1, minimumPeople: 1, minimumSample: 1, windowMinutes: 240 };
    for (const minutes of [300, 90]) {
      const [trouble] = read("poorShare", calls, over, { fromMs: NOW.getTime() - minutes * 60_000 });
      assert.ok(trouble?.content.kind === "poorShare");
      const { start, end } = trouble.content.window;
      assert.equal(end.getTime() - start.getTime(), Math.min(minutes, 240) * 60_000);
    }
  });
});

describe("the rule about poor calls", () => {
  it("tells of those that were rated badly, on one card", () => {
    const calls = [
      rated("a", "bad", { quality: "poor" }),
      rated("b", "bad", { personId: "bo" }),
      rated("c", "good", { quality: "poor" }),
      rated("old", "bad", { start: new Date(NOW.getTime() - DAY_MS - 1) }),
    ];
    const [trouble, ...more] = read("poorCall", calls);
    assert.deepEqual(more, []);
    assert.ok(trouble?.content.kind === "poorCall");
    const { calls: count, people, rated: byRating, measured } = trouble.content;
    assert.deepEqual([count, people, byRating, measured], [2, 2, 2, 1]);
    assert.deepEqual(trouble.affected, { callIds: ["a", "b"], personIds: ["anna", "bo"] });
  });

  it("counts what was measured where it is set so", () => {
    const calls = [rated("a", "bad"), rated("b", "good", { quality: "poor" })];
    const found = (counts: CallRuleSettings["counts"]): unknown =>
      read("poorCall", calls, { counts })[0]?.affected?.callIds;
    assert.deepEqual(found("measured"), ["b"]);
    assert.deepEqual(found("measuredOrRated"), ["a", "b"]);
  });

  it("is silent about test calls, calls without a session, and people out of scope", () => {
    const calls = [rated("a", "bad", { isTest: true }), rated("b", "bad", { sessionCount: 0 }), rated("c", "bad")];
    const group = { name: "Sales", personIds: ["bo"] };
    assert.deepEqual(read("poorCall", calls, { scope: { ...EVERYBODY, personGroup: group } }), []);
    assert.deepEqual(read("poorCall", calls)[0]?.affected?.callIds, ["c"]);
  });
});

describe("the rule about one person's repeated poor calls", () => {
  it("tells of each such person, and not who it is", () => {
    const calls = buildRuleCalls(NOW, [
      { people: 1, calls: 10, poor: 9 },
      { people: 8, calls: 40, poor: 8 },
    ]);
    const [trouble, ...more] = read("repeatedPoorCalls", calls);
    assert.deepEqual(more, []);
    assert.ok(trouble?.content.kind === "repeatedPoorCalls");
    assert.deepEqual([trouble.content.calls, trouble.content.people], [9, 1]);
    assert.deepEqual(trouble.affected?.personIds, ["person-0-0"]);
    assert.ok(!JSON.stringify([trouble.factor, trouble.content]).includes("person-0-0"));
  });

  it("is silent where most of the person's calls are well", () => {
    assert.deepEqual(read("repeatedPoorCalls", buildRuleCalls(NOW, [{ people: 1, calls: 30, poor: 8 }])), []);
  });
});

describe("the rule about the share of poor calls", () => {
  const over = { windowMinutes: 1_440 };

  it("tells of a share above the threshold, with its interval and series", () => {
    const [trouble] = read("poorShare", buildRuleCalls(NOW, [{ people: 30, calls: 60, poor: 24 }]), over);
    assert.ok(trouble?.content.kind === "poorShare");
    const { figures, series, window } = trouble.content;
    assert.deepEqual([figures.count, figures.of, figures.share], [24, 60, 0.4]);
    assert.ok(figures.low < 0.4 && figures.high > 0.4);
    assert.equal(series.length, 24);
    assert.equal(
      series.reduce((sum, { calls }) => sum + calls, 0),
      24,
    );
    assert.equal(window.end.getTime() - window.start.getTime(), DAY_MS);
  });

  it("is silent below it, below the sample, and about few people", () => {
    assert.deepEqual(read("poorShare", buildRuleCalls(NOW, [{ people: 30, calls: 60, poor: 18 }]), over), []);
    assert.deepEqual(read("poorShare", buildRuleCalls(NOW, [{ people: 30, calls: 39, poor: 30 }]), over), []);
    assert.deepEqual(read("poorShare", buildRuleCalls(NOW, [{ people: 5, calls: 60, poor: 30 }]), over), []);
  });

  it("stays while there are too few calls to judge, and ends when there are none", () => {
    const calls = buildRuleCalls(NOW, [{ people: 30, calls: 60, poor: 24 }]);
    const [trouble] = read("poorShare", calls, over);
    assert.ok(trouble);
    const recent = [opened(trouble)];
    const later = new Date(NOW.getTime() + DAY_MS - 120 * 60_000);
    assert.deepEqual(read("poorShare", calls, over, { recent, now: later })[0]?.content, trouble.content);
    assert.deepEqual(read("poorShare", calls, over, { now: later }), []);
    assert.deepEqual(read("poorShare", calls, over, { recent, now: new Date(NOW.getTime() + 2 * DAY_MS) }), []);
  });

  it("is about its scope alone", () => {
    const calls = buildRuleCalls(NOW, [
      { subnet: "10.1.0.0", building: "Main", people: 30, calls: 60, poor: 30 },
      { subnet: "10.2.0.0", building: "Annex", people: 30, calls: 60, poor: 0 },
    ]);
    const found = (scope: Partial<CallRuleSettings["scope"]>): unknown => {
      const content = read("poorShare", calls, { ...over, scope: { ...EVERYBODY, ...scope } })[0]?.content;
      return content?.kind === "poorShare" ? content.figures.of : null;
    };
    assert.equal(found({}), null);
    assert.equal(found({ subnet: "10.1.0.0" }), 60);
    assert.equal(found({ building: "MAIN" }), 60);
    assert.equal(found({ country: "DE" }), 60);
    assert.equal(found({ building: "Annex" }), null);
  });
});

describe("the rule about failed calls", () => {
  it("tells of their share and of Graph's words for why, the most frequent first", () => {
    const calls = buildRuleCalls(NOW, [{ people: 30, calls: 60, poor: 0 }]).map((call, index) => ({
      ...call,
      quality: "unclassified" as const,
      failure:
        index % 5 === 0 ? { stage: "callSetup", reason: index % 10 === 0 ? "One" : index === 5 ? "Two" : "One" } : null,
    }));
    const [trouble] = read("callFailures", calls, { windowMinutes: 1_440 });
    assert.ok(trouble?.content.kind === "callFailures");
    assert.deepEqual([trouble.content.figures.count, trouble.content.figures.of], [12, 60]);
    assert.deepEqual(trouble.content.failures, [
      { stage: "callSetup", reason: "One", calls: 11 },
      { stage: "callSetup", reason: "Two", calls: 1 },
    ]);
  });
});

describe("the rule about what poor calls have in common", () => {
  const kind = "poorShareAboveBaseline";

  it("tells of the factor with its evidence, baseline and likely cause", () => {
    const [trouble, ...more] = read(kind, buildRuleCalls(NOW, [OTHERS, SICK]));
    assert.deepEqual(more, []);
    assert.ok(trouble?.content.kind === kind);
    assert.equal(trouble.factor, "subnet:10.1.0.0");
    const { figures, cause, calls, people } = trouble.content;
    assert.deepEqual([cause, calls, people], ["networkSegment", 12, 7]);
    assert.deepEqual([figures.count, figures.of, figures.share, figures.lift], [12, 20, 0.6, 15]);
    assert.deepEqual(figures.baseline, { share: 0.04, of: 500, days: 20, isOwn: true });
    assert.ok(figures.difference.low > 0 && Math.abs(figures.difference.value - 0.56) < 1e-9);
  });

  it("goes on while the newest calls are poor, grows, and ends with good ones", () => {
    const [first] = read(kind, buildRuleCalls(NOW, [OTHERS, SICK]));
    assert.ok(first);
    const recent = [opened(first)];
    const later = buildRuleCalls(NOW, [OTHERS, { ...SICK, people: 3, calls: 8, poor: 3 }]);
    const [lasting] = read(kind, later, {}, { recent });
    assert.ok(lasting?.content.kind === kind);
    assert.deepEqual([lasting.content.calls, lasting.affected?.callIds.length], [15, 15]);
    const well = buildRuleCalls(NOW, [OTHERS, { ...SICK, minutesAgo: 200 }, { ...SICK, calls: 9, poor: 0 }]);
    assert.deepEqual(read(kind, well, {}, { recent }), []);
  });

  it("does not tell of the same calls under another name, be the incident open or over", () => {
    const calls = buildRuleCalls(NOW, [OTHERS, { ...SICK, building: "Main" }]);
    const [first] = read(kind, calls);
    assert.ok(first);
    for (const over of [{}, { state: "resolved", resolvedAt: NOW } as const]) {
      const names: string[] = read(kind, calls, {}, { recent: [opened(first, over)] }).map(({ content }) =>
        content.kind === kind ? factorName(content.factor) : "",
      );
      assert.deepEqual(
        names.filter((name) => name !== first.factor),
        [],
      );
    }
  });
});
