import assert from "node:assert/strict";
import type { Media } from "../../../src/calls/call-record.ts";
import { judgeSession } from "../../../src/calls/judge-session.ts";
import { worstReasons } from "../../../src/calls/quality-reasons.ts";
import type { QualityReason } from "../../../src/calls/stream-quality.ts";
import { buildMedia, buildPerson, buildServiceSession, buildStream } from "../../support/call-record-builder.ts";

function reasonsFor(...sessions: Media[][]): QualityReason[] {
  const own = sessions.map((media) => judgeSession(buildServiceSession(buildPerson("ada"), { media })));
  return worstReasons(own.map((judged) => ({ ...judged, side: "caller" })));
}

describe("worstReasons", () => {
  it("gives the worst value of each kind, metric and direction, the furthest beyond its threshold first", () => {
    const audio = buildMedia({
      streams: [
        buildStream("calleeToCaller", { averageJitterMs: 33 }),
        buildStream("calleeToCaller", { averageJitterMs: 45, averagePacketLossRate: 0.35 }),
        buildStream("callerToCallee", { averageJitterMs: 31 }),
      ],
    });
    const video = [3.5, 5].map((averageVideoFrameRate) =>
      buildMedia({ kind: "video", streams: [buildStream("calleeToCaller", { averageVideoFrameRate })] }),
    );
    assert.deepEqual(reasonsFor(video, [audio]), [
      { mediaKind: "audio", metric: "averagePacketLossRate", direction: "heard", value: 0.35, threshold: 0.1 },
      { mediaKind: "video", metric: "averageVideoFrameRate", direction: "heard", value: 3.5, threshold: 7 },
      { mediaKind: "audio", metric: "averageJitterMs", direction: "heard", value: 45, threshold: 30 },
      { mediaKind: "audio", metric: "averageJitterMs", direction: "sent", value: 31, threshold: 30 },
    ]);
  });

  it("orders rates of zero, which are infinitely far beyond, by name", () => {
    const still = buildStream("calleeToCaller", { averageVideoFrameRate: 0 });
    const reasons = reasonsFor([
      buildMedia({ kind: "video", streams: [still] }),
      buildMedia({ streams: [buildStream("calleeToCaller", { averageJitterMs: 900 })] }),
      buildMedia({ kind: "screenSharing", streams: [still] }),
    ]);
    assert.deepEqual(
      reasons.map(({ mediaKind }) => mediaKind),
      ["screenSharing", "video", "audio"],
    );
  });

  it("has none where nothing is poor", () => {
    assert.deepEqual(reasonsFor([buildMedia()], []), []);
  });
});
