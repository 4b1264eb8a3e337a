import assert from "node:assert/strict";
import { compareCalls, DEVICE_DIMENSIONS, NETWORK_DIMENSIONS } from "../../../src/calls/compare-calls.ts";
import type { Comparison, ComparisonDimension, DimensionComparison } from "../../../src/calls/comparison.ts";
import type { Participation, ParticipationNetwork } from "../../../src/calls/participation.ts";
import { wilsonInterval } from "../../../src/calls/proportion.ts";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";

type Counts = Partial<Record<Quality, number>>;

function callsOn(network: Partial<ParticipationNetwork>, counts: Counts): Participation[] {
  return (["good", "poor", "unclassified"] as const).flatMap((quality) =>
    Array.from({ length: counts[quality] ?? 0 }, () =>
      buildParticipation({ quality, network: buildParticipationNetwork(network) }),
    ),
  );
}

function dimensionOf(comparison: Comparison, dimension: ComparisonDimension): DimensionComparison {
  const found = comparison.dimensions.find((each) => each.dimension === dimension);
  assert.ok(found, dimension);
  return found;
}

function compareNetworks(calls: Participation[], people = new Map<string, number>()): Comparison {
  return compareCalls(calls, NETWORK_DIMENSIONS, people);
}

function valuesOf(calls: Participation[], dimension: ComparisonDimension, people?: Map<string, number>): string[] {
  return dimensionOf(compareNetworks(calls, people), dimension).groups.map(({ value }) => value);
}

describe("comparison of one's own calls", () => {
  it("counts calls by value, most calls first, with the interval of the poor share among those classified", () => {
    const comparison = compareNetworks([
      ...callsOn({ connectionType: "wired" }, { good: 12, poor: 1 }),
      ...callsOn({ connectionType: "wifi" }, { good: 10, poor: 10, unclassified: 5 }),
    ]);
    assert.deepEqual(dimensionOf(comparison, "connection").groups, [
      {
        value: "wifi",
        calls: 25,
        good: 10,
        poor: 10,
        unclassified: 5,
        poorShare: wilsonInterval({ count: 10, of: 20 }),
      },
      {
        value: "wired",
        calls: 13,
        good: 12,
        poor: 1,
        unclassified: 0,
        poorShare: wilsonInterval({ count: 1, of: 13 }),
      },
    ]);
  });

  it("says no share and finds nothing under the minimum sample, however clear it looks", () => {
    const comparison = compareNetworks([
      ...callsOn({ connectionType: "wifi" }, { poor: comparisonMinimum() - 1, unclassified: 50 }),
      ...callsOn({ connectionType: "wired" }, { good: 50 }),
    ]);
    const { groups, finding } = dimensionOf(comparison, "connection");
    assert.deepEqual(
      groups.map(({ poorShare }) => poorShare !== null),
      [false, true],
    );
    assert.deepEqual(finding, { kind: "tooFew" });
  });

  it("finds a clear difference, with the difference of the shares and its interval", () => {
    const comparison = compareNetworks([
      ...callsOn({ connectionType: "wifi" }, { good: 30, poor: 30 }),
      ...callsOn({ connectionType: "wired" }, { good: 57, poor: 3 }),
    ]);
    const { finding } = dimensionOf(comparison, "connection");
    assert.ok(finding.kind === "different");
    assert.equal(finding.worse, "wifi");
    assert.equal(finding.better, "wired");
    assert.ok(Math.abs(finding.difference.value - 0.45) < 1e-9);
    assert.ok(finding.difference.low > 0 && finding.difference.low < 0.45 && finding.difference.high > 0.45);
  });

  it("calls shares similar that chance may part", () => {
    const comparison = compareNetworks([
      ...callsOn({ connectionType: "wifi" }, { good: 16, poor: 4 }),
      ...callsOn({ connectionType: "wired" }, { good: 18, poor: 2 }),
    ]);
    assert.deepEqual(dimensionOf(comparison, "connection").finding, { kind: "similar" });
  });

  it("asks for more where more groups could differ by chance", () => {
    const two = [
      ...callsOn({ building: "A" }, { good: 20, poor: 10 }),
      ...callsOn({ building: "B" }, { good: 28, poor: 2 }),
    ];
    const others = ["C", "D", "E", "F", "G"].flatMap((building) => callsOn({ building }, { good: 27, poor: 3 }));
    assert.equal(dimensionOf(compareNetworks(two), "place").finding.kind, "different");
    assert.equal(dimensionOf(compareNetworks([...two, ...others]), "place").finding.kind, "similar");
  });

  it("is rarely deceived: of many people without any difference, few are told of one", () => {
    let deceived = 0;
    let state = 7;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let person = 0; person < 400; person++) {
      const calls = Array.from({ length: 120 }, (_, index) =>
        buildParticipation({
          quality: random() < 0.15 ? "poor" : "good",
          network: buildParticipationNetwork({ building: `building ${index % 4}` }),
        }),
      );
      if (dimensionOf(compareNetworks(calls), "place").finding.kind === "different") deceived += 1;
    }
    assert.ok(deceived <= 20, `${deceived} of 400`);
  });

  it("reads values from device and client", () => {
    const calls = [
      buildParticipation({
        device: {
          captureDeviceName: "Headset",
          captureDeviceDriver: null,
          renderDeviceName: "Loudspeaker",
          renderDeviceDriver: null,
          machineName: null,
          cpuName: null,
        },
      }),
      buildParticipation({ client: null }),
    ];
    const { dimensions } = compareCalls(calls, DEVICE_DIMENSIONS, new Map());
    assert.deepEqual(
      dimensions.map(({ dimension, groups }) => [dimension, groups.map(({ value, calls: n }) => [value, n])]),
      [
        ["microphone", [["Headset", 1]]],
        ["speaker", [["Loudspeaker", 1]]],
        ["platform", [["windows", 1]]],
      ],
    );
  });

  it("leaves out what Graph does not tell", () => {
    const calls = [buildParticipation(), ...callsOn({ connectionType: "unknown" }, { good: 1 })];
    for (const dimension of NETWORK_DIMENSIONS) assert.deepEqual(valuesOf(calls, dimension), [], dimension);
  });

  it("compares bands on Wi-Fi only", () => {
    const calls = [
      ...callsOn({ connectionType: "wifi", wifiBand: "5GHz" }, { good: 1 }),
      ...callsOn({ connectionType: "wired", wifiBand: "2.4GHz" }, { good: 1 }),
    ];
    assert.deepEqual(valuesOf(calls, "wifiBand"), ["5GHz"]);
  });

  it("tells VPN from relay from neither", () => {
    const calls = [
      ...callsOn({ connectionType: "tunnel", isRelayed: true }, { good: 3 }),
      ...callsOn({ connectionType: "wifi", isRelayed: true }, { good: 2 }),
      ...callsOn({ connectionType: "wifi" }, { good: 1 }),
    ];
    assert.deepEqual(valuesOf(calls, "vpnOrRelay"), ["vpn", "relay", "direct"]);
  });

  it("takes a known building for the place, else an address that five people share for the office", () => {
    const calls = [
      ...callsOn({ building: "Harbor", reflexiveIpAddress: "203.0.113.1" }, { good: 4 }),
      ...callsOn({ reflexiveIpAddress: "203.0.113.1" }, { good: 3 }),
      ...callsOn({ reflexiveIpAddress: "203.0.113.2" }, { good: 2 }),
      ...callsOn({ reflexiveIpAddress: "203.0.113.3" }, { good: 2 }),
    ];
    const people = new Map([
      ["203.0.113.1", 5],
      ["203.0.113.2", 4],
    ]);
    const { groups } = dimensionOf(compareNetworks(calls, people), "place");
    assert.deepEqual(
      groups.map(({ value, calls: n }) => [value, n]),
      [
        ["Harbor", 4],
        ["elsewhere", 4],
        ["office", 3],
      ],
    );
  });
});

function comparisonMinimum(): number {
  return compareNetworks([]).minimumSample;
}
