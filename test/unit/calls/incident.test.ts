import assert from "node:assert/strict";
import fc from "fast-check";
import { incidentAfter, incidentIdOf, type Incident, type IncidentContent } from "../../../src/calls/incident.ts";
import { buildBrokenIngestion, buildGivenUp, buildIncident, INCIDENT_AT } from "../../support/incident-builder.ts";

const MINUTE_MS = 60_000;
const PACE = { healthyForMs: 10 * MINUTE_MS, reopenWithinMs: 60 * MINUTE_MS, figuresEveryMs: 5 * MINUTE_MS };
const minutesOn = (minutes: number): Date => new Date(INCIDENT_AT.getTime() + minutes * MINUTE_MS);

/** A reading `minute` minutes on; trouble that has to last two minutes unless told otherwise. */
function read(
  latest: Incident | null,
  minute: number,
  content: IncidentContent | null,
  toLastMinutes = 2,
): Incident | null {
  const trouble = content && { content, affected: null, toLastMs: toLastMinutes * MINUTE_MS };
  const now = minutesOn(minute);
  return incidentAfter({
    ruleId: "exhaustedJobs",
    factor: "service",
    latest,
    trouble,
    pace: PACE,
    isQuiet: false,
    now,
  });
}

function readAll(latest: Incident | null, steps: [minute: number, content: IncidentContent | null][]): Incident | null {
  return steps.reduce((present, [minute, content]) => read(present, minute, content), latest);
}

describe("an incident after a reading", () => {
  const [bad, worse] = [buildGivenUp(10), buildGivenUp(20)];

  it("is none while nothing is wrong", () => {
    assert.equal(read(null, 0, null), null);
  });

  it("is suspected until the trouble has lasted, and then open since it was first seen", () => {
    const suspected = read(null, 0, bad);
    assert.deepEqual([suspected?.state, suspected?.revision, suspected?.number], ["suspected", 0, 1]);
    assert.equal(read(suspected, 1, bad), suspected);
    assert.deepEqual(read(suspected, 2, worse), buildIncident({ revisedAt: minutesOn(2), content: worse }));
  });

  it("is open at once for trouble that need not last", () => {
    assert.deepEqual(read(null, 0, bad, 0), buildIncident({ content: bad }));
  });

  it("is forgotten when a suspicion is not confirmed", () => {
    assert.equal(
      readAll(null, [
        [0, bad],
        [1, null],
      ]),
      null,
    );
  });

  it("is told again at once when another reason appears, and for its figures alone now and then", () => {
    const open = buildIncident({ content: bad });
    assert.equal(read(open, 4, worse), open);
    const later = read(open, 5, worse);
    assert.deepEqual(later, buildIncident({ content: worse, revision: 2, revisedAt: minutesOn(5) }));
    assert.equal(read(open, 9, buildGivenUp(10)), open, "nothing changed");
    const other = {
      ...bad,
      reasons: bad.reasons.slice(0, 1),
    };
    assert.equal(read(open, 1, other)?.revision, 2);
    const health = buildIncident({ content: buildBrokenIngestion() });
    assert.equal(read(health, 1, buildBrokenIngestion("graph_sign_in_failed"))?.revision, 2);
  });

  it("is over only after nothing has been wrong for long enough, and then since that began", () => {
    const open = buildIncident();
    const healthy = read(open, 10, null);
    assert.deepEqual(healthy, { ...open, healthySince: minutesOn(10) });
    assert.equal(read(healthy, 19, null), healthy);
    assert.deepEqual(read(healthy, 19, bad), open, "trouble in between begins the time anew");
    const over = read(healthy, 20, null);
    assert.deepEqual(over, {
      ...open,
      state: "resolved",
      revision: 2,
      revisedAt: minutesOn(20),
      resolvedAt: minutesOn(10),
    });
    assert.equal(read(over, 21, null), over);
  });

  it("is opened again rather than repeated when trouble comes back soon", () => {
    const over = buildIncident({ state: "resolved", revision: 2, resolvedAt: minutesOn(0) });
    const doubted = read(over, 60, bad);
    assert.deepEqual(doubted, { ...over, troubleSince: minutesOn(60) });
    assert.deepEqual(read(doubted, 61, null), over, "a blink opens nothing");
    const again = read(doubted, 62, worse);
    assert.deepEqual(again, {
      ...over,
      state: "open",
      revision: 3,
      revisedAt: minutesOn(62),
      since: minutesOn(60),
      resolvedAt: null,
      reopened: 1,
      content: worse,
    });
  });

  it("is another one when trouble comes back late", () => {
    const over = buildIncident({ state: "resolved", revision: 2, resolvedAt: minutesOn(0) });
    const next = readAll(over, [
      [61, bad],
      [63, bad],
    ]);
    assert.deepEqual(next, buildIncident({ number: 2, since: minutesOn(61), revisedAt: minutesOn(63), content: bad }));
    assert.notEqual(incidentIdOf(over), incidentIdOf(next ?? over));
  });

  it("keeps its promises whatever is read", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(null, bad, worse)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (given) => {
        let [minute, latest]: [number, Incident | null] = [0, null];
        for (const [pause, content] of given) {
          minute += pause;
          const next = read(latest, minute, content);
          if (next !== null && next.number === latest?.number) {
            assert.ok(next.revision === latest.revision || next.revision === latest.revision + 1, "one step at a time");
            assert.ok(next.state === latest.state || next.revision > latest.revision, "every change of state is told");
            if (next.revision === latest.revision)
              assert.deepEqual(next.content, latest.content, "a revision says one thing");
          }
          if (next !== null) {
            assert.equal(next.state === "suspected", next.revision === 0);
            assert.equal(next.state === "resolved", next.resolvedAt !== null);
          }
          assert.equal(read(next, minute, content), next, "reading again at once changes nothing");
          latest = next;
        }
      }),
    );
  });
});

describe("when nobody is to be told of new trouble", () => {
  const bad = buildGivenUp(10);

  function reading(
    latest: Incident | null,
    minute: number,
    over: { isQuiet?: boolean; coolDownMinutes?: number; content?: IncidentContent | null } = {},
  ): Incident | null {
    const { isQuiet = false, coolDownMinutes = 0, content = bad } = over;
    return incidentAfter({
      ruleId: "exhaustedJobs",
      factor: "service",
      latest,
      trouble: content && { content, affected: null, toLastMs: 0 },
      pace: { ...PACE, coolDownMs: coolDownMinutes * MINUTE_MS },
      isQuiet,
      now: minutesOn(minute),
    });
  }

  it("is only suspected in quiet hours, and told of afterwards if it still lasts", () => {
    const suspected = reading(null, 0, { isQuiet: true });
    assert.deepEqual([suspected?.state, suspected?.revision], ["suspected", 0]);
    assert.equal(reading(suspected, 60, { isQuiet: true }), suspected);
    const opened = reading(suspected, 90);
    assert.deepEqual([opened?.state, opened?.since], ["open", minutesOn(0)]);
    assert.equal(reading(suspected, 90, { content: null }), null);
  });

  it("still tells in quiet hours that what was told of is over", () => {
    const ending = reading(buildIncident(), 1, { isQuiet: true, content: null });
    assert.equal(reading(ending, 20, { isQuiet: true, content: null })?.state, "resolved");
  });

  it("does not open it again before it has cooled down", () => {
    const resolved = buildIncident({ state: "resolved", revision: 2, resolvedAt: minutesOn(0) });
    const waiting = reading(resolved, 10, { coolDownMinutes: 30 });
    assert.deepEqual([waiting?.state, waiting?.revision], ["resolved", 2]);
    const again = reading(waiting, 31, { coolDownMinutes: 30 });
    assert.deepEqual([again?.state, again?.number, again?.reopened], ["open", 1, 1]);
  });

  it("does not open another one before the last has cooled down", () => {
    const resolved = buildIncident({ state: "resolved", revision: 2, resolvedAt: minutesOn(0) });
    assert.equal(reading(resolved, 120, { coolDownMinutes: 180 }), resolved);
    const another = reading(resolved, 181, { coolDownMinutes: 180 });
    assert.deepEqual([another?.state, another?.number], ["open", 2]);
  });
});
