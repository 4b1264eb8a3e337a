import assert from "node:assert/strict";
import { drawContent } from "../../../src/simulator/call-content.ts";
import type { CallContent, CallPlan } from "../../../src/simulator/call-model.ts";
import { planDay } from "../../../src/simulator/call-plan.ts";
import { createCauses, isSick } from "../../../src/simulator/causes.ts";
import { createSites } from "../../../src/simulator/office.ts";
import { createPeople } from "../../../src/simulator/person-model.ts";
import { dayNumber } from "../../../src/simulator/zoned-day.ts";

const sites = createSites(1);
const people = createPeople(1, 60, sites);
const causes = createCauses(1, sites);
const world = { seed: 1, tenantId: "tenant", people, causes, deprecatedFields: "mixed" as const };
const settings = { seed: 1, people, callsPerPersonDay: 5, delayFactor: 1, townHalls: true };

describe("simulator/call-content", function () {
  this.timeout(20_000);
  let calls: { plan: CallPlan; content: CallContent }[] = [];

  before(() => {
    const first = dayNumber(Date.parse("2026-03-02T00:00:00Z"));
    const plans = Array.from({ length: 21 }, (_, index) => planDay(settings, first + index)).flat();
    calls = plans.map((plan) => ({ plan, content: drawContent(world, plan) }));
  });

  const has = (test: (content: CallContent, plan: CallPlan) => boolean): boolean =>
    calls.some(({ plan, content }) => test(content, plan));

  it("fits every session into its call, and the call's times are the first join and the last leave", () => {
    for (const { plan, content } of calls) {
      if (content.sessions.length === 0) continue;
      assert.equal(Math.min(...content.sessions.map(({ start }) => start)), plan.start, plan.kind);
      assert.equal(Math.max(...content.sessions.map(({ end }) => end)), plan.end, plan.kind);
      assert.ok(
        content.sessions.every(({ start, end }) => start <= end),
        plan.kind,
      );
    }
  });

  it("keeps sessions apart by call, session, start and caller, though session ids repeat", () => {
    for (const { plan, content } of calls) {
      const keys = content.sessions.map(
        ({ id, start, caller }) => `${id}/${start}/${caller.kind === "participant" ? caller.identity.id : ""}`,
      );
      assert.equal(new Set(keys).size, keys.length, plan.kind);
    }
    assert.ok(has(({ sessions }) => new Set(sessions.map(({ id }) => id)).size < sessions.length));
  });

  it("lists everybody once", () => {
    for (const { plan, content } of calls) {
      const ids = content.participants.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, plan.kind);
    }
  });

  it("has every oddity of the field within three weeks", () => {
    const oddities: Record<string, boolean> = {
      "1,000 participants": has(({ participants }) => participants.length === 1000),
      "more than 60 sessions": has(({ sessions }) => sessions.length > 60),
      "leftover of an escalated call": has(({ sessions }, plan) =>
        sessions.some(
          (own) =>
            own.id === plan.id && own.start === own.end && own.callee.kind === "participant" && sessions.length > 1,
        ),
      ),
      "missed call": has(({ type }, plan) => type === "peerToPeer" && plan.start === plan.end),
      "no session at all": has(({ sessions }) => sessions.length === 0),
      failure: has(({ sessions }) => sessions.some(({ failure }) => failure !== null)),
      "test call": has(({ sessions }) => sessions.some(({ isTest }) => isTest === true)),
      "unknown type": has(({ type }) => type === "unknown"),
      "somebody in two sessions": has(
        ({ sessions }, { kind }) =>
          kind === "meeting" &&
          new Set(sessions.map(({ caller }) => (caller.kind === "participant" ? caller.identity.id : ""))).size <
            sessions.length,
      ),
      "absent organizer": has(({ organizer, participants }) => participants.every(({ id }) => id !== organizer?.id)),
      "two names": has(({ sessions }) =>
        sessions.some(({ caller }) => caller.kind === "participant" && caller.shownName !== null),
      ),
      "two segments": has(({ sessions }) => sessions.some(({ segments }) => segments.length === 2)),
      "telemetry that never comes": has(({ sessions }) =>
        sessions.some(({ telemetrySince }) => telemetrySince === null),
      ),
      "late telemetry": has(({ sessions }) => sessions.some(({ telemetrySince }) => (telemetrySince ?? 0) > 0)),
      "late session": has(({ sessions }) => sessions.some(({ since }) => since > 0)),
      "service endpoint with a client agent": has(({ sessions }) =>
        sessions.some(({ callee }) => callee.kind === "service" && callee.oddAgent),
      ),
    };
    for (const slot of [
      "user",
      "guest",
      "phone",
      "acsUser",
      "application",
      "applicationInstance",
      "encrypted",
    ] as const) {
      oddities[slot] = has(({ participants }) => participants.some((identity) => identity.slot === slot));
    }
    assert.deepEqual(
      Object.entries(oddities).filter(([, isThere]) => !isThere),
      [],
    );
  });

  it("has every kind of stream", () => {
    const streams = calls.flatMap(({ content }) =>
      content.sessions.flatMap(({ segments }) =>
        segments.flatMap(({ media }) =>
          media.flatMap((line) => line.streams.map((stream) => ({ ...stream, kind: line.kind }))),
        ),
      ),
    );
    const audio = streams.filter(({ kind }) => kind === "audio");
    assert.ok(
      audio.some(
        ({ audioCodec, averageAudioDegradation }) => audioCodec === "satin" && averageAudioDegradation === null,
      ),
    );
    assert.ok(
      audio.some(({ audioCodec, averageAudioDegradation }) => audioCodec === "satin" && averageAudioDegradation === 0),
    );
    assert.ok(
      audio.some(({ packetUtilization, averageJitterMs }) => packetUtilization === 0 && averageJitterMs === null),
    );
    assert.ok(
      audio.some(({ packetUtilization, averageJitterMs }) => packetUtilization === 500 && (averageJitterMs ?? 0) > 30),
    );
    assert.ok(audio.some(({ averageJitterMs }) => averageJitterMs === 30));
    assert.ok(audio.some(({ averagePacketLossRate }) => averagePacketLossRate === 0.1));
    assert.ok(audio.some(({ averageRoundTripTimeMs }) => averageRoundTripTimeMs === 500));
    assert.ok(streams.some(({ kind, averageJitterMs }) => kind === "screenSharing" && (averageJitterMs ?? 0) > 100));
    assert.ok(
      streams.some(
        ({ kind, averageVideoFrameLossPercentage }) => kind === "video" && averageVideoFrameLossPercentage === 50,
      ),
    );
    assert.ok(streams.some(({ kind, averageVideoFrameRate }) => kind === "video" && (averageVideoFrameRate ?? 30) < 7));
    assert.ok(
      streams.some(
        ({ kind, postForwardErrorCorrectionPacketLossRate }) =>
          kind === "video" && (postForwardErrorCorrectionPacketLossRate ?? 0) > 0.15,
      ),
    );
    assert.ok(streams.some(({ kind }) => kind === "data"));
  });

  it("asks about one in ten for a rating, more of those with trouble", () => {
    const ends = calls.flatMap(({ content }) =>
      content.sessions.flatMap(({ caller, causes: reasons, start, end }) =>
        caller.kind === "participant" &&
        people.some(({ id, index }) => id === caller.identity.id && index !== 0) &&
        end > start
          ? [{ feedback: caller.feedback, isPoor: reasons.length > 0 }]
          : [],
      ),
    );
    const share = (poor: boolean): number => {
      const chosen = ends.filter(({ isPoor }) => isPoor === poor);
      return chosen.filter(({ feedback }) => feedback !== null).length / chosen.length;
    };
    assert.ok(share(false) > 0.06 && share(false) < 0.15, String(share(false)));
    assert.ok(share(true) > share(false) * 1.5, String(share(true)));
    assert.ok(ends.some(({ feedback }) => feedback?.rating === "notRated"));
    assert.ok(ends.some(({ feedback }) => Object.values(feedback?.tokens ?? {}).includes(false)));
    assert.ok(
      ends.some(({ feedback }) => feedback?.rating === "bad" && Object.keys(feedback.tokens ?? {}).length === 0),
    );
    assert.ok(ends.some(({ feedback }) => (feedback?.since ?? 0) > 0));
  });

  it("is sick only while its causes are", () => {
    const found = new Set<string>();
    for (const { content } of calls) {
      for (const session of content.sessions) {
        for (const name of session.causes) {
          const cause = causes.find(({ factor, value }) => `${factor}:${value}` === name);
          assert.ok(cause && isSick(cause, session.start), name);
          found.add(cause.factor);
        }
      }
    }
    assert.deepEqual([...found].sort(), ["accessPoint", "cpu", "headset", "relay", "subnet", "trunk"]);
  });
});
