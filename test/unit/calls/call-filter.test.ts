import assert from "node:assert/strict";
import { ANY_CALL, callsThatMatch, type CallFilter } from "../../../src/calls/call-filter.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { buildFeedback } from "../../support/call-record-builder.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";

const longVideo = buildParticipation({ callId: "long-video", durationSeconds: 3600, modalities: ["audio", "video"] });
const shared = buildParticipation({ callId: "shared", modalities: ["audio", "videoBasedScreenSharing"] });
const sharedToo = buildParticipation({ callId: "shared-too", modalities: ["screenSharing"] });
const onPhone = buildParticipation({
  callId: "on-phone",
  durationSeconds: 600,
  callType: "peerToPeer",
  client: { platform: "iOS", productFamily: "teams", applicationVersion: null, userAgent: null },
  network: buildParticipationNetwork({ connectionType: "mobile" }),
});
const poorWifi = buildParticipation({
  callId: "poor-wifi",
  quality: "poor",
  network: buildParticipationNetwork({ connectionType: "wifi" }),
});
const ratedPoor = buildParticipation({
  callId: "rated-poor",
  modalities: ["audio", "video"],
  ratings: [
    { sessionId: "session-1", ...buildFeedback("fair") },
    { sessionId: "session-2", ...buildFeedback("bad") },
  ],
});
const missed = buildParticipation({ callId: "missed", durationSeconds: 0, isLikelyMissed: true, client: null });

const ALL: Participation[] = [longVideo, shared, sharedToo, onPhone, poorWifi, missed, ratedPoor];

function matching(filter: Partial<CallFilter>, sharedCallIds: ReadonlySet<string> | null = null): string[] {
  return callsThatMatch(ALL, { ...ANY_CALL, ...filter }, sharedCallIds).map(({ callId }) => callId);
}

describe("call filter", () => {
  it("leaves every call, in order, without a condition", () => {
    assert.deepEqual(
      matching({}),
      ALL.map(({ callId }) => callId),
    );
  });

  const conditions: [name: string, filter: Partial<CallFilter>, left: string[]][] = [
    ["longer than, exclusively", { longerThanSeconds: 1800 }, ["long-video"]],
    ["shorter than, exclusively", { shorterThanSeconds: 600 }, ["missed"]],
    ["both bounds", { longerThanSeconds: 599, shorterThanSeconds: 601 }, ["on-phone"]],
    ["video", { modality: "video" }, ["long-video", "rated-poor"]],
    ["without video", { modality: "withoutVideo" }, ["shared", "shared-too", "on-phone", "poor-wifi", "missed"]],
    ["rated poorly", { isRatedPoor: true }, ["rated-poor"]],
    ["screen sharing by both of Graph's words", { modality: "screenSharing" }, ["shared", "shared-too"]],
    ["audio only", { modality: "audioOnly" }, ["on-phone", "poor-wifi", "missed"]],
    ["type", { callType: "peerToPeer" }, ["on-phone"]],
    ["quality", { quality: "poor" }, ["poor-wifi"]],
    ["connection", { connection: "mobile" }, ["on-phone"]],
    ["platform", { platform: "iOS" }, ["on-phone"]],
    ["a phone of any system", { platform: "phone" }, ["on-phone"]],
    ["missed", { isMissed: true }, ["missed"]],
    ["several at once", { callType: "groupCall", quality: "good", modality: "video" }, ["long-video", "rated-poor"]],
    ["several that nothing fulfills", { callType: "peerToPeer", quality: "poor" }, []],
  ];
  for (const [name, filter, left] of conditions) {
    it(`takes ${name}`, () => assert.deepEqual(matching(filter), left));
  }

  it("leaves only the calls shared with a person, and of those only what the rest of the filter leaves", () => {
    const withBen = new Set(["shared", "poor-wifi", "elsewhere"]);
    assert.deepEqual(matching({ person: "ben" }, withBen), ["shared", "poor-wifi"]);
    assert.deepEqual(matching({ person: "ben", quality: "poor" }, withBen), ["poor-wifi"]);
    assert.deepEqual(matching({ person: "nobody" }, new Set()), []);
  });
});
