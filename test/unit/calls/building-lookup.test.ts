import assert from "node:assert/strict";
import fc from "fast-check";
import { createBuildingLookup, inBuilding } from "../../../src/calls/building-lookup.ts";
import { lastOf, networkOf, parseIpAddress } from "../../../src/calls/ip-network.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";

type Row = { networkIp: string; networkRange: number; buildingName: string };

const row = (networkIp: string, networkRange: number, buildingName: string): Row => ({
  networkIp,
  networkRange,
  buildingName,
});

/** Looks at every row. */
function naiveLookup(rows: readonly Row[], subnet: string): string | null {
  const address = parseIpAddress(subnet);
  assert.ok(address);
  let best: Row | null = null;
  for (const one of rows) {
    const start = parseIpAddress(one.networkIp);
    assert.ok(start);
    const network = networkOf(start, one.networkRange);
    const isInside =
      network.bits === address.bits && network.first <= address.value && address.value <= lastOf(network);
    if (isInside && (best === null || one.networkRange >= best.networkRange)) best = one;
  }
  return best === null || best.buildingName === "" ? null : best.buildingName;
}

describe("the building of a subnet", () => {
  it("is that of the network it lies in", () => {
    const buildingOf = createBuildingLookup([row("10.1.0.0", 22, "Marketing"), row("2001:db8:1::", 48, "Six")]);
    assert.equal(buildingOf("10.1.3.0"), "Marketing");
    assert.equal(buildingOf("10.1.3.77"), "Marketing");
    assert.equal(buildingOf("10.1.4.0"), null);
    assert.equal(buildingOf("2001:db8:1:ff::"), "Six");
    assert.equal(buildingOf("2001:db8:2::"), null);
    assert.equal(buildingOf("not an address"), null);
    assert.equal(buildingOf(""), null);
  });

  it("is that of the longest prefix, none where that row names none", () => {
    const buildingOf = createBuildingLookup([
      row("10.0.0.0", 8, "Campus"),
      row("10.1.2.0", 24, "Lab"),
      row("10.1.3.0", 24, ""),
    ]);
    assert.equal(buildingOf("10.1.2.0"), "Lab");
    assert.equal(buildingOf("10.1.3.0"), null);
    assert.equal(buildingOf("10.1.4.0"), "Campus");
  });

  it("is the one that looking at every row finds", () => {
    const ipv4 = fc.tuple(fc.constantFrom(10, 11), fc.constantFrom(0, 1, 128, 255), fc.nat(255), fc.nat(255));
    const ipv6 = fc.tuple(fc.constantFrom("2001:db8", "fd00:0"), fc.nat(3), fc.nat(0xffff));
    const v4 = ipv4.map((octets) => octets.join("."));
    const v6 = ipv6.map(([head, a, b]) => `${head}:${a}:${b.toString(16)}::`);
    const name = fc.constantFrom("A", "B", "");
    const rows = fc.array(
      fc.oneof(
        fc.tuple(v4, fc.integer({ min: 8, max: 32 }), name),
        fc.tuple(v6, fc.integer({ min: 8, max: 128 }), name),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, fc.array(fc.oneof(v4, v6), { minLength: 1 }), (tuples, subnets) => {
        const all = tuples.map((tuple) => row(...tuple));
        const buildingOf = createBuildingLookup(all);
        for (const subnet of [...subnets, ...all.map(({ networkIp }) => networkIp)]) {
          assert.equal(buildingOf(subnet), naiveLookup(all, subnet), subnet);
        }
      }),
    );
  });

  it("is given to participations that tell a subnet, and taken from those that are in none any more", () => {
    const buildingOf = createBuildingLookup([row("10.1.0.0", 16, "Harbor")]);
    const at = (subnet: string | null, building: string | null) =>
      inBuilding(buildParticipation({ network: buildParticipationNetwork({ subnet, building }) }), buildingOf).network
        ?.building;
    assert.equal(at("10.1.2.0", null), "Harbor");
    assert.equal(at("10.1.2.0", "Old"), "Harbor");
    assert.equal(at("10.2.2.0", "Old"), null);
    assert.equal(at(null, "Old"), null);
    assert.equal(inBuilding(buildParticipation({ network: null }), buildingOf).network, null);
  });
});
