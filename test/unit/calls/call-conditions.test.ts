import assert from "node:assert/strict";
import { ANY_CALL } from "../../../src/calls/call-filter.ts";
import { meetsConditions, NO_CONDITIONS, type CallConditions } from "../../../src/calls/call-conditions.ts";
import type { FeedbackRating } from "../../../src/calls/feedback.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { buildFeedback } from "../../support/call-record-builder.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

const DEVICE = {
  captureDeviceName: "Büro-Mikrofon",
  captureDeviceDriver: "Driver",
  renderDeviceName: "Speakers (Monitor)",
  renderDeviceDriver: null,
  machineName: "MACHINE-1",
  cpuName: null,
};
const CALL_ID = "e523d2ed-2966-4b6b-925b-754a88034cc5";
const call = buildParticipation({ callId: CALL_ID, quality: "poor", device: DEVICE });

function meets(
  conditions: Partial<CallConditions>,
  participation: Participation = call,
  found = { withPerson: null, withSearched: null },
): boolean {
  return meetsConditions(participation, { ...NO_CONDITIONS, ...conditions }, found);
}

function rated(...words: FeedbackRating[]): Participation {
  return buildParticipation({
    ratings: words.map((word, index) => ({ sessionId: `session-${index}`, ...buildFeedback(word) })),
  });
}

describe("call conditions", () => {
  it("leave every call when there are none", () => {
    assert.ok(meets({}));
    assert.ok(meets({}, buildParticipation()));
  });

  it("hold all together", () => {
    const poor = { ...ANY_CALL, quality: "poor" as const };
    assert.ok(meets({ filter: poor, device: "Büro-Mikrofon", search: "speak" }));
    assert.ok(!meets({ filter: poor, device: "Büro-Mikrofon", search: "headset" }));
    assert.ok(!meets({ filter: { ...ANY_CALL, quality: "good" }, device: "Büro-Mikrofon" }));
  });

  it("mean the microphone by its whole name", () => {
    assert.ok(meets({ device: "Büro-Mikrofon" }));
    assert.ok(!meets({ device: "Büro" }));
    assert.ok(!meets({ device: "Speakers (Monitor)" }));
    assert.ok(!meets({ device: "Büro-Mikrofon" }, buildParticipation()));
  });

  it("search parts of device names, whatever case and accents, and the beginning of the id", () => {
    for (const search of [
      "MIKRO",
      "buro",
      "(monitor",
      CALL_ID,
      CALL_ID.slice(0, 8),
      CALL_ID.slice(0, 13).toUpperCase(),
    ])
      assert.ok(meets({ search }), search);
    // Too short for the beginning of an id; not its beginning; machine and driver are nothing a person would look for.
    for (const search of [CALL_ID.slice(0, 7), CALL_ID.slice(3), "MACHINE", "driver"])
      assert.ok(!meets({ search }), search);
    assert.ok(!meets({ search: "buro" }, buildParticipation()));
  });

  it("leave the calls with the people that the store has found", () => {
    const [hit, miss] = [new Set([CALL_ID]), new Set(["another"])];
    const search = "anna";
    const found = (withPerson: Set<string> | null, withSearched: Set<string> | null, wanted: string | null): boolean =>
      meetsConditions(call, { ...NO_CONDITIONS, search: wanted }, { withPerson, withSearched });
    assert.ok(found(hit, null, null));
    assert.ok(!found(miss, null, null));
    assert.ok(found(null, hit, search));
    assert.ok(!found(null, miss, search));
    assert.ok(found(null, miss, "mikro"), "by a device, though not by a person");
    assert.ok(!found(miss, hit, search));
  });

  it("know what the person thought of the call", () => {
    const kinds = ["poor", "good", "rated", "notRated"] as const;
    const cases: [ratings: FeedbackRating[], kinds: (typeof kinds)[number][]][] = [
      [[], []],
      [["other"], []],
      [["notRated"], ["notRated"]],
      [["notRated", "other"], ["notRated"]],
      [["bad"], ["poor", "rated"]],
      [
        ["excellent", "poor", "notRated"],
        ["poor", "rated"],
      ],
      [["fair"], ["rated"]],
      [
        ["good", "notRated"],
        ["good", "rated"],
      ],
    ];
    for (const [ratings, expected] of cases) {
      const participation = rated(...ratings);
      const holding = kinds.filter((feedback) => meets({ feedback }, participation));
      assert.deepEqual(holding, expected, ratings.join());
    }
  });
});
