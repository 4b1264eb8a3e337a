import assert from "node:assert/strict";
import {
  handledIncident,
  handlersOf,
  isMuted,
  LONGEST_MUTE_MS,
  presentHandling,
  type HandledIncident,
  type HandlingChange,
} from "../../../src/calls/incident-handling.ts";
import { buildHandledIncident, INCIDENT_AT } from "../../support/incident-builder.ts";

const HOUR_MS = 3_600_000;
const hoursOn = (hours: number): Date => new Date(INCIDENT_AT.getTime() + hours * HOUR_MS);
const MUTE: HandlingChange = { kind: "mute", forMs: 4 * HOUR_MS };

function after(incident: HandledIncident, change: HandlingChange, by = "anna", hours = 1): HandledIncident {
  return handledIncident(incident, change, { by, now: hoursOn(hours) });
}

describe("what people do about an incident", () => {
  it("is a revision of its own that says who and when", () => {
    const acknowledged = after(buildHandledIncident({ revision: 3 }), { kind: "acknowledge" });
    assert.deepEqual(acknowledged.handling.acknowledged, { by: "anna", at: hoursOn(1) });
    assert.deepEqual([acknowledged.revision, acknowledged.revisedAt], [4, hoursOn(1)]);
    const muted = after(acknowledged, MUTE, "ben");
    assert.deepEqual(muted.handling.muted, { by: "ben", at: hoursOn(1), until: hoursOn(5) });
    const assigned = after(muted, { kind: "assign", to: "cleo" }, "ben", 2);
    assert.deepEqual(assigned.handling.assigned, { to: "cleo", by: "ben", at: hoursOn(2) });
    assert.deepEqual(handlersOf(assigned.handling), ["anna", "ben", "cleo"]);
  });

  it("is nothing when it was done before", () => {
    const changes: HandlingChange[] = [{ kind: "acknowledge" }, MUTE, { kind: "assign", to: "ben" }];
    for (const change of changes) {
      const once = after(buildHandledIncident(), change);
      assert.equal(handledIncident(once, change, { by: "ben", now: new Date(hoursOn(1).getTime() + 5_000) }), once);
    }
    const fresh = buildHandledIncident();
    assert.equal(after(fresh, { kind: "unmute" }), fresh);
    assert.equal(after(fresh, { kind: "assign", to: null }), fresh);
  });

  it("can be taken back, except that somebody has seen it", () => {
    const muted = after(buildHandledIncident(), MUTE);
    assert.equal(after(muted, { kind: "unmute" }).handling.muted, null);
    const assigned = after(buildHandledIncident(), { kind: "assign", to: "ben" });
    assert.equal(after(assigned, { kind: "assign", to: null }).handling.assigned, null);
  });

  it("comes too late when the incident is over", () => {
    const over = buildHandledIncident({ state: "resolved", resolvedAt: INCIDENT_AT });
    for (const change of [{ kind: "acknowledge" }, MUTE, { kind: "assign", to: "ben" }] as const)
      assert.equal(after(over, change), over);
  });

  it("mutes for a while, and no longer than two weeks", () => {
    const muted = after(buildHandledIncident(), MUTE);
    assert.deepEqual([isMuted(muted, hoursOn(4)), isMuted(muted, hoursOn(5))], [true, false]);
    assert.equal(isMuted({ ...muted, state: "resolved" }, hoursOn(2)), false);
    const forever = after(buildHandledIncident(), { kind: "mute", forMs: 1e15 }, "anna", 0);
    assert.equal(forever.handling.muted?.until.getTime(), INCIDENT_AT.getTime() + LONGEST_MUTE_MS);
  });

  it("ends with an incident that was opened again, but for whose it is", () => {
    const handled = [{ kind: "acknowledge" }, MUTE, { kind: "assign", to: "ben" }] as const;
    const before = handled.reduce((incident, change) => after(incident, change), buildHandledIncident());
    const again = { ...before, since: hoursOn(2), reopened: 1 };
    const { acknowledged, muted, assigned } = presentHandling(again, hoursOn(3));
    assert.deepEqual([acknowledged, muted, assigned?.to], [null, null, "ben"]);
    assert.deepEqual(after(again, { kind: "acknowledge" }, "ben", 3).handling.acknowledged, {
      by: "ben",
      at: hoursOn(3),
    });
  });
});
