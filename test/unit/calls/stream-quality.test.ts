import assert from "node:assert/strict";
import fc from "fast-check";
import type { MediaKind, MediaStream } from "../../../src/calls/call-record.ts";
import {
  classifyStream,
  exceedance,
  type QualityReason,
  type SessionEnds,
  type StreamClass,
} from "../../../src/calls/stream-quality.ts";

const MEETING: SessionEnds = { caller: "participant", callee: "service" };
const TWO_PARTY: SessionEnds = { caller: "participant", callee: "participant" };

type Metrics = Omit<MediaStream, "streamId" | "direction">;

function classify(
  kind: MediaKind,
  metrics: Metrics,
  ends = MEETING,
  direction: MediaStream["direction"] = "calleeToCaller",
): StreamClass {
  return classifyStream({ streamId: null, direction, ...metrics }, kind, ends);
}

function quality(
  kind: MediaKind,
  metrics: Metrics,
  ends = MEETING,
  direction: MediaStream["direction"] = "calleeToCaller",
): string {
  return classify(kind, metrics, ends, direction).quality;
}

describe("classifyStream, audio", () => {
  it("is poor when any of the three averages is over its threshold, and names each", () => {
    const judged = classify("audio", {
      packetUtilization: 501,
      averageRoundTripTimeMs: 501,
      averagePacketLossRate: 0.05,
      averageJitterMs: 45,
    });
    assert.deepEqual(judged, {
      quality: "poor",
      reasons: [
        { mediaKind: "audio", metric: "averageRoundTripTimeMs", value: 501, threshold: 500 },
        { mediaKind: "audio", metric: "averageJitterMs", value: 45, threshold: 30 },
      ],
    });
  });

  it("compares strictly: a value at its threshold is good, one beyond is poor", () => {
    const packets = { packetUtilization: 6000 };
    assert.equal(quality("audio", { ...packets, averageRoundTripTimeMs: 500 }), "good");
    assert.equal(quality("audio", { ...packets, averageRoundTripTimeMs: 500.1 }), "poor");
    assert.equal(quality("audio", { ...packets, averagePacketLossRate: 0.1 }), "good");
    assert.equal(quality("audio", { ...packets, averagePacketLossRate: 0.1000001 }), "poor");
    assert.equal(quality("audio", { ...packets, averageJitterMs: 30 }), "good");
    assert.equal(quality("audio", { ...packets, averageJitterMs: 30.1 }), "poor");
  });

  it("needs more than 500 packets", () => {
    const bad = { averageJitterMs: 99, averagePacketLossRate: 0.5 };
    assert.equal(quality("audio", { ...bad, packetUtilization: 500 }), "unclassified");
    assert.equal(quality("audio", { ...bad, packetUtilization: 501 }), "poor");
    assert.equal(quality("audio", { ...bad, packetUtilization: 0 }), "unclassified");
    assert.equal(quality("audio", bad), "unclassified");
  });

  it("needs one of the three averages; zero is a value, absence is not", () => {
    assert.equal(quality("audio", { packetUtilization: 6000 }), "unclassified");
    assert.equal(quality("audio", { packetUtilization: 6000, averagePacketLossRate: 0 }), "good");
  });

  it("leaves degradation, concealment, maxima and network jitter out, with satin or without", () => {
    const evidence: Metrics = {
      averageAudioDegradation: 3,
      averageRatioOfConcealedSamples: 0.4,
      maxJitterMs: 900,
      maxPacketLossRate: 1,
      maxRoundTripTimeMs: 4000,
      averageAudioNetworkJitterMs: 300,
    };
    for (const audioCodec of ["satin", "silkWide"]) {
      assert.equal(quality("audio", { packetUtilization: 6000, averageJitterMs: 4, audioCodec, ...evidence }), "good");
      assert.equal(quality("audio", { packetUtilization: 6000, audioCodec, ...evidence }), "unclassified");
    }
  });

  it("judges the two streams of Microsoft's own example as its current rule does", () => {
    const heardByCaller: Metrics = {
      averageJitterMs: 7,
      averagePacketLossRate: 0.0138,
      averageRoundTripTimeMs: 64,
      packetUtilization: 709,
      averageAudioDegradation: 1.160898,
      averageRatioOfConcealedSamples: 0.0623,
    };
    const sentByCaller: Metrics = {
      averageJitterMs: 16,
      averagePacketLossRate: 0,
      averageRoundTripTimeMs: 61,
      packetUtilization: 67,
    };
    assert.equal(quality("audio", heardByCaller, TWO_PARTY), "good");
    assert.equal(quality("audio", sentByCaller, TWO_PARTY, "callerToCallee"), "unclassified");
  });

  it("never gets better when a metric gets worse", () => {
    const metric = fc.constantFrom("averageRoundTripTimeMs", "averagePacketLossRate", "averageJitterMs");
    const value = fc.double({ min: 0, max: 2000, noNaN: true });
    const metrics = fc.record(
      {
        packetUtilization: fc.integer({ min: 0, max: 2000 }),
        averageRoundTripTimeMs: value,
        averagePacketLossRate: fc.double({ min: 0, max: 1, noNaN: true }),
        averageJitterMs: value,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(metrics, metric, value, (given, name, more) => {
        const worse = { ...given, [name]: (given[name] ?? 0) + more };
        if (quality("audio", given) === "poor") assert.equal(quality("audio", worse), "poor");
      }),
    );
  });
});

describe("classifyStream, video", () => {
  const packets = { packetUtilization: 501 };

  it("lets the first metric that was reported decide alone", () => {
    const lossless: Metrics = { ...packets, averageVideoFrameLossPercentage: 3 };
    assert.equal(quality("video", { ...lossless, averageVideoFrameRate: 2 }), "good");
    const smooth: Metrics = { ...packets, averageVideoFrameRate: 24 };
    assert.equal(quality("video", { ...smooth, postForwardErrorCorrectionPacketLossRate: 0.9 }), "good");
    assert.deepEqual(
      classify("video", { ...packets, averageVideoFrameLossPercentage: 62, averageVideoFrameRate: 2 }).reasons,
      [{ mediaKind: "video", metric: "averageVideoFrameLossPercentage", value: 62, threshold: 50 }],
    );
    assert.deepEqual(classify("video", { ...packets, averageVideoFrameRate: 0 }).reasons, [
      { mediaKind: "video", metric: "averageVideoFrameRate", value: 0, threshold: 7 },
    ]);
  });

  it("compares strictly", () => {
    assert.equal(quality("video", { ...packets, averageVideoFrameLossPercentage: 50 }), "good");
    assert.equal(quality("video", { ...packets, averageVideoFrameLossPercentage: 50.5 }), "poor");
    assert.equal(quality("video", { ...packets, averageVideoFrameRate: 7 }), "good");
    assert.equal(quality("video", { ...packets, averageVideoFrameRate: 6.9 }), "poor");
    assert.equal(quality("video", { ...packets, postForwardErrorCorrectionPacketLossRate: 0.15 }), "good");
    assert.equal(quality("video", { ...packets, postForwardErrorCorrectionPacketLossRate: 0.16 }), "poor");
  });

  it("needs more than 500 packets and one of its metrics; audio's do not count", () => {
    assert.equal(quality("video", { packetUtilization: 500, averageVideoFrameRate: 1 }), "unclassified");
    assert.equal(quality("video", { averageVideoFrameRate: 1 }), "unclassified");
    assert.equal(quality("video", { ...packets, averageJitterMs: 400, averagePacketLossRate: 0.5 }), "unclassified");
  });
});

describe("classifyStream, screen sharing", () => {
  it("never meets the thresholds of audio", () => {
    const metrics: Metrics = {
      packetUtilization: 9000,
      averageJitterMs: 450,
      averagePacketLossRate: 0.4,
      averageRoundTripTimeMs: 900,
    };
    assert.equal(quality("screenSharing", { ...metrics, averageVideoFrameRate: 4 }), "good");
    assert.equal(quality("screenSharing", metrics), "unclassified");
  });

  it("judges what the service receives by lost frames, and what it sends by frame rate", () => {
    const lost: Metrics = { averageVideoFrameLossPercentage: 51, averageVideoFrameRate: 15 };
    const slow: Metrics = { averageVideoFrameLossPercentage: 0, averageVideoFrameRate: 0.9 };
    for (const [ends, toService, fromService] of [
      [MEETING, "callerToCallee", "calleeToCaller"],
      [{ caller: "service", callee: "participant" }, "calleeToCaller", "callerToCallee"],
    ] as const) {
      assert.equal(quality("screenSharing", lost, ends, toService), "poor");
      assert.equal(quality("screenSharing", lost, ends, fromService), "good");
      assert.equal(quality("screenSharing", slow, ends, toService), "good");
      assert.equal(quality("screenSharing", slow, ends, fromService), "poor");
    }
  });

  it("takes the caller as first between two people, and between two services", () => {
    const lost: Metrics = { averageVideoFrameLossPercentage: 51, averageVideoFrameRate: 15 };
    for (const ends of [TWO_PARTY, { caller: "service", callee: "service" }] as const) {
      assert.equal(quality("screenSharing", lost, ends, "calleeToCaller"), "poor");
      assert.equal(quality("screenSharing", lost, ends, "callerToCallee"), "good");
    }
  });

  it("judges H264S by frame rate in both directions", () => {
    const lost: Metrics = { averageVideoFrameLossPercentage: 90, averageVideoFrameRate: 5, videoCodec: "h264S" };
    assert.equal(quality("screenSharing", lost, MEETING, "callerToCallee"), "good");
    assert.equal(quality("screenSharing", { videoCodec: "h264s" }, MEETING, "callerToCallee"), "unclassified");
  });

  it("compares strictly, falls through to nothing and has no packet condition", () => {
    assert.equal(quality("screenSharing", { averageVideoFrameRate: 1 }), "good");
    assert.equal(quality("screenSharing", { averageVideoFrameRate: 0.99, packetUtilization: 3 }), "poor");
    assert.equal(quality("screenSharing", { averageVideoFrameLossPercentage: 50 }, MEETING, "callerToCallee"), "good");
    assert.equal(
      quality("screenSharing", { averageVideoFrameRate: 0.1 }, MEETING, "callerToCallee"),
      "unclassified",
      "the deciding metric is missing and no other takes its place",
    );
  });
});

describe("classifyStream, other lines", () => {
  it("has no rule for them", () => {
    const worst: Metrics = { packetUtilization: 9000, averageJitterMs: 999, averageVideoFrameRate: 0 };
    assert.deepEqual(classify("other", worst), { quality: "unclassified", reasons: [] });
  });
});

describe("exceedance", () => {
  it("is how many times beyond the threshold, also where less is worse", () => {
    const jitter: Pick<QualityReason, "metric" | "value" | "threshold"> = {
      metric: "averageJitterMs",
      value: 60,
      threshold: 30,
    };
    assert.equal(exceedance(jitter), 2);
    assert.equal(exceedance({ metric: "averageVideoFrameRate", value: 3.5, threshold: 7 }), 2);
  });
});
