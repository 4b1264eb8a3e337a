import assert from "node:assert/strict";
import { NormalizationNotes } from "../../../src/graph/normalization-notes.ts";
import { normalizeDevice } from "../../../src/graph/normalize-device.ts";
import { normalizeMedia } from "../../../src/graph/normalize-media.ts";
import { normalizeNetwork } from "../../../src/graph/normalize-network.ts";

const stream = (fields: object): object => ({ streamDirection: "callerToCallee", ...fields });

describe("normalizeMedia", () => {
  it("keeps every stream metric in plain units", () => {
    const notes = new NormalizationNotes();
    const media = normalizeMedia(
      {
        label: "main-audio",
        streams: [
          stream({
            streamId: "1000",
            startDateTime: "0001-01-01T00:00:00Z",
            averageJitter: "PT0.008S",
            maxJitter: "P1Y",
            averagePacketLossRate: "0.0021",
            averageRoundTripTime: "PT0.047S",
            packetUtilization: "6120",
            averageAudioDegradation: 1.16,
            averageVideoFrameLossPercentage: -1,
            wasMediaBypassed: "false",
            audioCodec: "SILKwide",
            videoCodec: "unknown",
          }),
        ],
      },
      notes,
    );
    assert.deepEqual(media?.streams, [
      {
        streamId: "1000",
        direction: "callerToCallee",
        packetUtilization: 6120,
        averageJitterMs: 8,
        averagePacketLossRate: 0.0021,
        averageRoundTripTimeMs: 47,
        averageAudioDegradation: 1.16,
        wasMediaBypassed: false,
        audioCodec: "silkWide",
      },
    ]);
    assert.deepEqual(notes.unknownValues, {});
  });

  it("has no degradation for satin, whatever Graph says", () => {
    for (const audioCodec of ["satin", "SatinFullband"]) {
      const media = normalizeMedia(
        { streams: [stream({ audioCodec, averageAudioDegradation: 0 })] },
        new NormalizationNotes(),
      );
      assert.equal(media?.streams[0]?.averageAudioDegradation, undefined);
    }
  });

  it("leaves out streams without a direction and keeps their neighbors", () => {
    const notes = new NormalizationNotes();
    const streams = [null, 7, {}, { streamDirection: "sideways" }, stream({ streamId: "ok" })];
    const media = normalizeMedia({ streams }, notes);
    assert.deepEqual(
      media?.streams.map(({ streamId }) => streamId),
      ["ok"],
    );
    assert.equal(notes.leftOut, 4);
  });

  const kinds: [string | null, object, string][] = [
    ["main-audio", {}, "audio"],
    ["Main-Video", {}, "video"],
    ["applicationsharing-video", { videoCodec: "h264s" }, "screenSharing"],
    ["data", {}, "other"],
    ["line-7", { audioCodec: "opus" }, "audio"],
    ["line-7", { audioCodec: "unknown", videoCodec: "h264" }, "video"],
    [null, { audioCodec: "satin" }, "audio"],
    [null, {}, "other"],
    ["panoramic-video", {}, "video"],
    ["screen-share", { videoCodec: "h264" }, "screenSharing"],
  ];
  for (const [label, codecs, kind] of kinds) {
    it(`takes ${label} with ${JSON.stringify(codecs)} for ${kind}`, () => {
      assert.equal(normalizeMedia({ label, streams: [stream(codecs)] }, new NormalizationNotes())?.kind, kind);
    });
  }

  it("keeps a codec that it does not know in Graph's own word, and notes it", () => {
    const notes = new NormalizationNotes();
    const media = normalizeMedia({ streams: [stream({ audioCodec: "lyra9" })] }, notes);
    assert.equal(media?.streams[0]?.audioCodec, "lyra9");
    assert.deepEqual(notes.unknownValues, { audioCodec: ["lyra9"] });
  });
});

describe("normalizeNetwork", () => {
  it("knows sentinels, empty texts and privacy addresses from values", () => {
    const network = normalizeNetwork(
      {
        ipAddress: "",
        subnet: "10.0.0.0",
        linkSpeed: 4294967295,
        relayPort: 0,
        macAddress: "02:00:00:00:00:00",
        basicServiceSetIdentifier: "00-00-00-00-00-00-00-00",
        connectionType: "WiFi",
        networkTransportProtocol: "quic",
        wifiBand: "frequency60GHz",
        wifiRadioType: "unknown",
        wifiSignalStrength: "71",
        wifiBatteryCharge: 0,
        delayEventRatio: 0,
      },
      new NormalizationNotes(),
    );
    assert.deepEqual(network, {
      connectionType: "wifi",
      transportProtocol: "other",
      wifiBand: "6GHz",
      subnet: "10.0.0.0",
      wifiSignalStrengthPercentage: 71,
      wifiBatteryChargePercentage: 0,
      delayEventRatio: 0,
    });
  });

  it("takes null for a network of which nothing is known", () => {
    const unknown = { connectionType: "unknown", transportProtocol: "unknown", wifiBand: "unknown" };
    assert.deepEqual(normalizeNetwork(null, new NormalizationNotes()), unknown);
  });
});

describe("normalizeDevice", () => {
  it("reads Graph's own spelling and keeps negative levels", () => {
    const device = normalizeDevice({ cpuInsufficentEventRatio: 0.2, sentSignalLevel: -21, micGlitchRate: 3, name: "" });
    assert.deepEqual(device, { cpuInsufficientEventRatio: 0.2, sentSignalLevelDb: -21, micGlitchesPerFiveMinutes: 3 });
  });
});
