import assert from "node:assert/strict";
import { readBuildingFile } from "../../../src/calls/building-file.ts";
import { createBuildingLookup } from "../../../src/calls/building-lookup.ts";
import { buildingFile } from "../../../src/simulator/building-file.ts";
import { createSites } from "../../../src/simulator/office.ts";
import { utf8 } from "../../support/building-file-builder.ts";

describe("the simulated tenant's building file", () => {
  it("is taken, and knows every subnet of every office", () => {
    const sites = createSites(1);
    const file = readBuildingFile(utf8(buildingFile(sites)), ",");
    assert.ok(file.kind === "read");
    const buildingOf = createBuildingLookup(file.buildings);
    for (const { name, wired, wireless } of sites) {
      for (const { subnet } of [...wired, ...wireless]) assert.equal(buildingOf(subnet), name);
    }
    assert.equal(file.buildings.length, 5 * 6 + 1);
    assert.equal(buildingOf("172.20.8.0"), "VPN");
    assert.equal(buildingOf("192.168.1.0"), null);
  });
});
