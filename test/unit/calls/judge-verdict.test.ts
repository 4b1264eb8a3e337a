import assert from "node:assert/strict";
import type { Device, Media, MediaStream, Network } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Verdict } from "../../../src/calls/verdict.ts";
import {
  buildCallRecord,
  buildMedia,
  buildNetwork,
  buildPerson,
  buildServiceSession,
  buildStream,
  buildTwoPartyCall,
} from "../../support/call-record-builder.ts";

const ADA = buildPerson("ada");
const BEN = buildPerson("ben");
const LOSSY: Partial<MediaStream> = { averagePacketLossRate: 0.24 };

type Line = {
  sent?: Partial<MediaStream>;
  heard?: Partial<MediaStream>;
  network?: Partial<Network>;
  device?: Device;
} & Partial<Pick<Media, "kind" | "label">>;

/** A line of Ada's, who is the caller. */
function line({ sent = {}, heard = {}, network = {}, device = {}, ...rest }: Line): Media {
  return buildMedia({
    callerNetwork: buildNetwork(network),
    callerDevice: device,
    streams: [buildStream("callerToCallee", sent), buildStream("calleeToCaller", heard)],
    ...rest,
  });
}

function verdictInMeeting(...lines: Line[]): Verdict | null {
  const record = buildCallRecord({ sessions: [buildServiceSession(ADA, { media: lines.map(line) })] });
  return judgeCallRecord(record).participations[0]?.verdict ?? null;
}

function verdictsBetweenTwo(...lines: Line[]): (Verdict | null)[] {
  const record = buildTwoPartyCall(ADA, BEN, { media: lines.map(line) });
  return judgeCallRecord(record).participations.map(({ verdict }) => verdict);
}

describe("judgeVerdict, directions", () => {
  it("is for poor participations only", () => {
    assert.equal(verdictInMeeting({ network: { connectionType: "wifi", wifiSignalStrengthPercentage: 20 } }), null);
  });

  it("separates the directions when the service is on the far side", () => {
    assert.equal(verdictInMeeting({ sent: LOSSY })?.direction, "sent");
    assert.equal(verdictInMeeting({ heard: LOSSY })?.direction, "heard");
    assert.equal(verdictInMeeting({ sent: LOSSY, heard: LOSSY })?.direction, "both");
  });

  it("does not tell two people's ends apart, for either of them", () => {
    for (const verdict of verdictsBetweenTwo({ sent: LOSSY })) {
      assert.equal(verdict?.direction, "betweenBothSides");
      assert.equal(verdict.cause, "network");
      assert.equal(verdict.confidence, "unclear");
    }
  });

  it("gives a direction between two people to the one with clear local evidence, and says nothing of the other", () => {
    const [ada, ben] = verdictsBetweenTwo({
      sent: LOSSY,
      network: { connectionType: "wifi", wifiSignalStrengthPercentage: 31 },
    });
    assert.deepEqual(ada, {
      direction: "sent",
      cause: "weakWifi",
      confidence: "likely",
      evidence: [{ metric: "wifiSignalStrengthPercentage", value: 31, threshold: 50 }],
    });
    assert.deepEqual(ben, {
      direction: "betweenBothSides",
      cause: "network",
      confidence: "unclear",
      evidence: [{ metric: "averagePacketLossRate", value: 0.24, threshold: 0.1 }],
    });
  });

  it("does not separate directions when only some of the poor sessions were with the service", () => {
    const media = [line({ sent: LOSSY })];
    const [twoParty] = buildTwoPartyCall(ADA, BEN, { media }).sessions;
    assert.ok(twoParty);
    const sessions = [twoParty, buildServiceSession(ADA, { media })];
    const [ada] = judgeCallRecord(buildCallRecord({ sessions })).participations;
    assert.equal(ada?.verdict?.direction, "betweenBothSides");
  });

  it("keeps to betweenBothSides when the local evidence is only a circumstance", () => {
    const [ada] = verdictsBetweenTwo({ sent: LOSSY, network: { connectionType: "wifi", wifiBand: "2.4GHz" } });
    assert.equal(ada?.direction, "betweenBothSides");
    assert.equal(ada.cause, "wifi24GHz");
    assert.equal(ada.confidence, "possible");
  });
});

describe("judgeVerdict, without local evidence", () => {
  it("claims no more than the network, with the worst numbers", () => {
    assert.deepEqual(verdictInMeeting({ sent: { averageJitterMs: 36, averageRoundTripTimeMs: 1500 } }), {
      direction: "sent",
      cause: "network",
      confidence: "unclear",
      evidence: [
        { metric: "averageRoundTripTimeMs", value: 1500, threshold: 500 },
        { metric: "averageJitterMs", value: 36, threshold: 30 },
      ],
    });
  });

  it("finds the network possible when both ways to the service are poor, and says a metric once", () => {
    const verdict = verdictInMeeting({ sent: { averagePacketLossRate: 0.2 }, heard: { averagePacketLossRate: 0.3 } });
    assert.equal(verdict?.cause, "network");
    assert.equal(verdict.confidence, "possible");
    assert.deepEqual(verdict.evidence, [{ metric: "averagePacketLossRate", value: 0.3, threshold: 0.1 }]);
  });

  it("does not blame the network for a low frame rate", () => {
    const verdict = verdictInMeeting({ kind: "video", label: "main-video", heard: { averageVideoFrameRate: 3 } });
    assert.equal(verdict?.cause, "unknown");
    assert.equal(verdict.confidence, "unclear");
    assert.deepEqual(verdict.evidence, [{ metric: "averageVideoFrameRate", value: 3, threshold: 7 }]);
  });

  it("takes numbers at their thresholds for no evidence", () => {
    const verdict = verdictInMeeting({
      sent: LOSSY,
      heard: LOSSY,
      network: {
        connectionType: "wifi",
        wifiSignalStrengthPercentage: 50,
        wifiBand: "5GHz",
        delayEventRatio: 0.1,
        bandwidthLowEventRatio: 0.1,
        sentQualityEventRatio: 0.1,
        receivedQualityEventRatio: 0.1,
      },
      device: {
        cpuInsufficientEventRatio: 0.1,
        captureNotFunctioningEventRatio: 0.1,
        renderNotFunctioningEventRatio: 0.1,
        deviceGlitchEventRatio: 0.1,
      },
    });
    assert.equal(verdict?.cause, "network");
  });

  it("takes no evidence from sessions that were not poor", () => {
    const weak = line({ network: { connectionType: "wifi", wifiSignalStrengthPercentage: 20 } });
    const record = buildCallRecord({
      sessions: [
        buildServiceSession(ADA, { sessionId: "phone", media: [weak] }),
        buildServiceSession(ADA, { sessionId: "laptop", media: [line({ heard: LOSSY })] }),
      ],
    });
    assert.equal(judgeCallRecord(record).participations[0]?.verdict?.cause, "network");
  });
});

describe("judgeVerdict, local evidence", () => {
  const cases: { name: string; given: Line; cause: string; confidence: string; metric: string }[] = [
    {
      name: "weak Wi-Fi",
      given: { sent: LOSSY, network: { connectionType: "wifi", wifiSignalStrengthPercentage: 49 } },
      cause: "weakWifi",
      confidence: "likely",
      metric: "wifiSignalStrengthPercentage",
    },
    {
      name: "the 2.4 GHz band",
      given: { sent: LOSSY, network: { connectionType: "wifi", wifiBand: "2.4GHz" } },
      cause: "wifi24GHz",
      confidence: "possible",
      metric: "wifiBand",
    },
    {
      name: "low bandwidth, clear for what was sent",
      given: { sent: LOSSY, network: { bandwidthLowEventRatio: 0.3 } },
      cause: "lowBandwidth",
      confidence: "likely",
      metric: "bandwidthLowEventRatio",
    },
    {
      name: "low bandwidth, possible for what was heard",
      given: { heard: LOSSY, network: { bandwidthLowEventRatio: 0.3 } },
      cause: "lowBandwidth",
      confidence: "possible",
      metric: "bandwidthLowEventRatio",
    },
    {
      name: "delay",
      given: { heard: LOSSY, network: { delayEventRatio: 0.2 } },
      cause: "localNetwork",
      confidence: "possible",
      metric: "delayEventRatio",
    },
    {
      name: "measured network trouble with both directions poor",
      given: { sent: LOSSY, heard: LOSSY, network: { receivedQualityEventRatio: 0.2 } },
      cause: "localNetwork",
      confidence: "likely",
      metric: "receivedQualityEventRatio",
    },
    {
      name: "TCP",
      given: { sent: LOSSY, network: { transportProtocol: "tcp" } },
      cause: "tcpInsteadOfUdp",
      confidence: "possible",
      metric: "transportProtocol",
    },
    {
      name: "a VPN",
      given: { sent: LOSSY, network: { connectionType: "tunnel" } },
      cause: "vpnOrRelay",
      confidence: "possible",
      metric: "connectionType",
    },
    {
      name: "a relay on a slow way",
      given: { sent: { averageRoundTripTimeMs: 700 }, network: { relayIpAddress: "192.0.2.1" } },
      cause: "vpnOrRelay",
      confidence: "possible",
      metric: "relayIpAddress",
    },
    {
      name: "an overloaded processor",
      given: { heard: LOSSY, device: { cpuInsufficientEventRatio: 0.4 } },
      cause: "cpu",
      confidence: "likely",
      metric: "cpuInsufficientEventRatio",
    },
    {
      name: "a microphone that does not work",
      given: { sent: LOSSY, device: { captureNotFunctioningEventRatio: 0.5 } },
      cause: "captureDevice",
      confidence: "possible",
      metric: "captureNotFunctioningEventRatio",
    },
    {
      name: "a speaker that does not work",
      given: { heard: LOSSY, device: { renderNotFunctioningEventRatio: 0.5 } },
      cause: "renderDevice",
      confidence: "possible",
      metric: "renderNotFunctioningEventRatio",
    },
    {
      name: "glitches while sending",
      given: { sent: LOSSY, device: { deviceGlitchEventRatio: 0.5, speakerGlitchesPerFiveMinutes: 90 } },
      cause: "captureDevice",
      confidence: "possible",
      metric: "deviceGlitchEventRatio",
    },
    {
      name: "glitches while hearing",
      given: { heard: LOSSY, device: { deviceGlitchEventRatio: 0.5 } },
      cause: "renderDevice",
      confidence: "possible",
      metric: "deviceGlitchEventRatio",
    },
    {
      name: "glitches both ways, mostly of the speaker",
      given: {
        sent: LOSSY,
        heard: LOSSY,
        device: { deviceGlitchEventRatio: 0.5, micGlitchesPerFiveMinutes: 2, speakerGlitchesPerFiveMinutes: 90 },
      },
      cause: "renderDevice",
      confidence: "possible",
      metric: "deviceGlitchEventRatio",
    },
  ];
  for (const { name, given, cause, confidence, metric } of cases) {
    it(`finds ${name}`, () => {
      const verdict = verdictInMeeting(given);
      assert.equal(verdict?.cause, cause);
      assert.equal(verdict.confidence, confidence);
      assert.equal(verdict.evidence[0]?.metric, metric);
    });
  }

  const unfit: { name: string; given: Line }[] = [
    {
      name: "the received ratio for what was sent",
      given: { sent: LOSSY, network: { receivedQualityEventRatio: 0.9 } },
    },
    { name: "the sent ratio for what was heard", given: { heard: LOSSY, network: { sentQualityEventRatio: 0.9 } } },
    {
      name: "a microphone for what was heard",
      given: { heard: LOSSY, device: { captureNotFunctioningEventRatio: 1 } },
    },
    { name: "a speaker for what was sent", given: { sent: LOSSY, device: { renderNotFunctioningEventRatio: 1 } } },
    {
      name: "a Wi-Fi signal on a cable",
      given: { sent: LOSSY, network: { connectionType: "wired", wifiSignalStrengthPercentage: 9, wifiBand: "2.4GHz" } },
    },
    {
      name: "a Wi-Fi signal of 0, which was not measured",
      given: { sent: LOSSY, network: { connectionType: "wifi", wifiSignalStrengthPercentage: 0 } },
    },
    { name: "a relay where nothing was slow", given: { sent: LOSSY, network: { relayIpAddress: "192.0.2.1" } } },
  ];
  for (const { name, given } of unfit) {
    it(`does not use ${name}`, () => assert.equal(verdictInMeeting(given)?.cause, "network"));
  }

  it("does not use a device of audio for poor video, but the processor of any line", () => {
    const video: Line = { kind: "video", label: "main-video", heard: { averageVideoFrameLossPercentage: 70 } };
    const audio: Line = { device: { renderNotFunctioningEventRatio: 1, cpuInsufficientEventRatio: 0.4 } };
    const verdict = verdictInMeeting(audio, video);
    assert.equal(verdict?.cause, "cpu");
    assert.deepEqual(verdict.evidence, [{ metric: "cpuInsufficientEventRatio", value: 0.4, threshold: 0.1 }]);
  });

  it("finds a bad network no more than possible where only frames were few, but the processor likely", () => {
    const slow: Line = {
      kind: "video",
      label: "main-video",
      sent: { averageVideoFrameRate: 3 },
      heard: { averageVideoFrameRate: 3 },
    };
    const weak = verdictInMeeting({
      ...slow,
      network: { connectionType: "wifi", wifiSignalStrengthPercentage: 20 },
    });
    assert.equal(weak?.cause, "weakWifi");
    assert.equal(weak.confidence, "possible");
    assert.equal(verdictInMeeting({ ...slow, network: { delayEventRatio: 0.5 } })?.confidence, "possible");
    assert.equal(verdictInMeeting({ ...slow, device: { cpuInsufficientEventRatio: 0.5 } })?.confidence, "likely");
  });

  it("does not take a camera for a microphone", () => {
    const verdict = verdictInMeeting({
      kind: "video",
      label: "main-video",
      sent: { averageVideoFrameRate: 2 },
      device: { captureNotFunctioningEventRatio: 1, deviceGlitchEventRatio: 1 },
    });
    assert.equal(verdict?.cause, "unknown");
  });

  it("puts clear evidence first and adds at most one number that supports it", () => {
    const verdict = verdictInMeeting({
      sent: LOSSY,
      heard: LOSSY,
      network: {
        connectionType: "wifi",
        wifiBand: "2.4GHz",
        wifiSignalStrengthPercentage: 40,
        receivedQualityEventRatio: 0.8,
        transportProtocol: "tcp",
      },
      device: { captureNotFunctioningEventRatio: 1 },
    });
    assert.equal(verdict?.cause, "weakWifi");
    assert.deepEqual(verdict.evidence, [
      { metric: "wifiSignalStrengthPercentage", value: 40, threshold: 50 },
      { metric: "receivedQualityEventRatio", value: 0.8, threshold: 0.1 },
    ]);
  });

  it("puts the evidence further beyond its threshold first, and circumstances in a fixed order", () => {
    const overloaded = verdictInMeeting({
      sent: LOSSY,
      network: { connectionType: "wifi", wifiSignalStrengthPercentage: 45 },
      device: { cpuInsufficientEventRatio: 0.9 },
    });
    assert.equal(overloaded?.cause, "cpu");
    const tunnelled = verdictInMeeting({
      sent: { averageRoundTripTimeMs: 900 },
      network: { connectionType: "tunnel", transportProtocol: "tcp", wifiBand: "2.4GHz", relayIpAddress: "192.0.2.1" },
    });
    assert.equal(tunnelled?.cause, "vpnOrRelay");
    assert.deepEqual(
      tunnelled.evidence.map(({ metric }) => metric),
      ["connectionType", "transportProtocol"],
    );
  });

  it("shows the circumstance that fits what was measured", () => {
    const verdict = verdictInMeeting({
      heard: LOSSY,
      network: { connectionType: "wifi", wifiBand: "2.4GHz", receivedQualityEventRatio: 0.35 },
    });
    assert.equal(verdict?.cause, "localNetwork");
    assert.deepEqual(verdict.evidence, [
      { metric: "receivedQualityEventRatio", value: 0.35, threshold: 0.1 },
      { metric: "wifiBand", value: "2.4GHz", threshold: null },
    ]);
  });
});
