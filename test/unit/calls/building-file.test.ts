import assert from "node:assert/strict";
import fc from "fast-check";
import { BUILDING_COLUMNS, type Building } from "../../../src/calls/building.ts";
import { buildingFileText, readBuildingFile } from "../../../src/calls/building-file.ts";
import { buildingFindingText, type BuildingFinding } from "../../../src/calls/building-finding.ts";
import type { Delimiter } from "../../../src/calls/separated-values.ts";
import { buildBuilding, buildingLine, utf8 } from "../../support/building-file-builder.ts";

function rowsOf(text: string, delimiter: Delimiter = ","): Building[] {
  const file = readBuildingFile(utf8(text), delimiter);
  assert.equal(file.kind, "read", JSON.stringify(file));
  return file.kind === "read" ? file.buildings : [];
}

function findingsOf(text: string | Uint8Array, delimiter: Delimiter = ","): BuildingFinding[] {
  const file = readBuildingFile(typeof text === "string" ? utf8(text) : text, delimiter);
  assert.equal(file.kind, "refused");
  return file.kind === "refused" ? file.findings : [];
}

const briefly = (findings: readonly BuildingFinding[]): unknown[] =>
  findings.map(({ line, column, code }) => [line, column, code]);

describe("the building data file", () => {
  it("takes Microsoft's sample row", () => {
    const sample = BUILDING_COLUMNS.map(({ example }) => example).join(",");
    assert.equal(
      sample,
      "192.168.1.0,USA/Seattle/SEATTLE-SEA-1,26,SEATTLE-SEA-1,Contoso,IT Termination,Engineering,Seattle,98001,US,WA,MSUS,1,0,0",
    );
    assert.deepEqual(rowsOf(sample), [
      {
        networkIp: "192.168.1.0",
        networkName: "USA/Seattle/SEATTLE-SEA-1",
        networkRange: 26,
        buildingName: "SEATTLE-SEA-1",
        ownershipType: "Contoso",
        buildingType: "IT Termination",
        buildingOfficeType: "Engineering",
        city: "Seattle",
        zipCode: "98001",
        country: "US",
        state: "WA",
        region: "MSUS",
        insideCorp: true,
        expressRoute: false,
        vpn: false,
      },
    ]);
  });

  it("takes tabs, a byte order mark, and lines without the VPN column or with an empty one", () => {
    const [one] = rowsOf(`\uFEFF${buildingLine({}, "\t")}\r\n`, "\t");
    assert.equal(one?.networkIp, "10.1.1.0");
    const [without, empty, vpn] = rowsOf(
      [
        "10.1.1.0,,24,,,,,,,,,,1,0",
        buildingLine({ 0: "10.1.2.0", 14: "" }),
        buildingLine({ 0: "10.1.3.0", 14: "1" }),
      ].join("\n"),
    );
    assert.deepEqual([without?.vpn, empty?.vpn, vpn?.vpn], [false, false, true]);
    assert.deepEqual([without?.networkName, without?.buildingName, without?.city], ["", "", ""]);
  });

  it("takes IPv6 networks, and quoted names with commas", () => {
    const rows = rowsOf(`${buildingLine({ 0: "2001:db8:1::", 2: "48", 3: '"Harbor, east ""wing"""' })}\n`);
    assert.deepEqual([rows[0]?.networkRange, rows[0]?.buildingName], [48, 'Harbor, east "wing"']);
  });

  it("names a header row as such", () => {
    const header = BUILDING_COLUMNS.map(({ name }) => name).join(",");
    assert.deepEqual(briefly(findingsOf(`${header}\n${buildingLine()}`)), [[1, null, "header_row"]]);
    assert.deepEqual(briefly(findingsOf(`Network,Name,Range\n`)), [[1, null, "header_row"]]);
  });

  it("names every wrong value by line and column", () => {
    const lines = [
      buildingLine({ 0: "10.1.1", 2: "abc", 12: "yes" }),
      buildingLine({ 0: "", 2: "", 12: "", 13: "" }),
      buildingLine({ 2: "33" }),
      buildingLine({ 2: "7" }),
      buildingLine({ 2: "-1" }),
      buildingLine({ 13: "2", 14: "TRUE" }),
      buildingLine({ 3: "x".repeat(257) }),
      buildingLine({ 3: '"a\nb"' }),
      buildingLine({ 0: "2001:db8::", 2: "129" }),
    ];
    assert.deepEqual(briefly(findingsOf(lines.join("\n"))), [
      [1, "NetworkIP", "not_an_address"],
      [1, "NetworkRange", "not_a_number"],
      [1, "InsideCorp", "not_zero_or_one"],
      [2, "NetworkIP", "required"],
      [2, "NetworkRange", "required"],
      [2, "InsideCorp", "required"],
      [2, "ExpressRoute", "required"],
      [3, "NetworkRange", "range_out_of_bounds"],
      [4, "NetworkRange", "range_out_of_bounds"],
      [5, "NetworkRange", "not_a_number"],
      [6, "ExpressRoute", "not_zero_or_one"],
      [6, "VPN", "not_zero_or_one"],
      [7, "BuildingName", "too_long"],
      [8, "BuildingName", "control_character"],
      [10, "NetworkRange", "range_out_of_bounds"],
    ]);
  });

  it("names wrong lines as a whole", () => {
    const found = findingsOf(`${buildingLine()}\n10.2.0.0,Net,24\n"${buildingLine()}`);
    assert.deepEqual(briefly(found), [
      [2, null, "column_count"],
      [3, null, "unclosed_quote"],
    ]);
    assert.equal(found[0]?.found, "3");
    assert.deepEqual(briefly(findingsOf(`${buildingLine()},\n`)), [[1, null, "column_count"]]);
  });

  it("names files of another kind once", () => {
    const [utf16, latin1] = [
      Buffer.from(`\uFEFF${buildingLine()}`, "utf16le"),
      Buffer.from(buildingLine({ 3: "Zürich" }), "latin1"),
    ];
    for (const [bytes, code] of [
      [utf16, "not_utf8"],
      [latin1, "not_utf8"],
      [utf8(""), "empty_file"],
      [utf8("\n \n"), "empty_file"],
      [utf8(`${buildingLine({}, ";")}\n${buildingLine({}, ";")}`), "wrong_delimiter"],
      [utf8(buildingLine({}, "\t")), "wrong_delimiter"],
    ] as const) {
      assert.deepEqual(briefly(findingsOf(bytes)), [[1, null, code]]);
    }
    assert.deepEqual(briefly(findingsOf(buildingLine(), "\t")), [[1, null, "wrong_delimiter"]]);
  });

  it("refuses networks that stand twice or overlap, whatever their order", () => {
    const lines = [
      buildingLine({ 0: "10.1.1.0" }),
      buildingLine({ 0: "10.3.0.0", 2: "16" }),
      buildingLine({ 0: "10.1.1.77" }),
      buildingLine({ 0: "10.1.2.0" }),
      buildingLine({ 0: "10.3.7.0" }),
    ];
    const found = findingsOf(lines.join("\n")).map(({ line, code, otherLine }) => [line, code, otherLine]);
    assert.deepEqual(found, [
      [3, "duplicate", 1],
      [5, "overlap", 2],
    ]);
    assert.deepEqual(
      findingsOf([lines[4], lines[1]].join("\n")).map(({ line, otherLine }) => [line, otherLine]),
      [[2, 1]],
    );
  });

  it("finds an overlap exactly where two rows share an address", () => {
    const network = fc.tuple(
      fc.constantFrom(0, 1, 2),
      fc.constantFrom(0, 64, 128, 192),
      fc.integer({ min: 20, max: 30 }),
    );
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 8 }), (networks) => {
        const ranges = networks.map(([third, fourth, range]) => {
          const size = 2 ** (32 - range);
          const first = Math.floor((third * 256 + fourth) / size) * size;
          return { first, last: first + size - 1 };
        });
        const share = ranges.flatMap((a, line) =>
          ranges.slice(0, line).some((b) => a.first <= b.last && b.first <= a.last) ? [line + 1] : [],
        );
        const text = networks.map(([third, fourth, range]) =>
          buildingLine({ 0: `10.0.${third}.${fourth}`, 2: String(range) }),
        );
        const file = readBuildingFile(utf8(text.join("\n")), ",");
        assert.equal(file.kind, share.length === 0 ? "read" : "refused");
        if (file.kind === "refused") {
          for (const { line, otherLine } of file.findings) {
            const [a, b] = [ranges[line - 1], ranges[(otherLine ?? 0) - 1]];
            assert.ok(a && b && a.first <= b.last && b.first <= a.last);
          }
        }
      }),
    );
  });

  it("counts the addresses of VPN networks against Microsoft's limit", () => {
    assert.equal(rowsOf(buildingLine({ 0: "10.0.0.0", 2: "13", 14: "1" })).length, 1);
    assert.deepEqual(briefly(findingsOf(`${buildingLine()}\n${buildingLine({ 0: "10.16.0.0", 2: "12", 14: "1" })}`)), [
      [2, null, "too_many_networks"],
    ]);
    assert.equal(rowsOf(buildingLine({ 0: "2001:db8::", 2: "32", 14: "1" })).length, 1);
  });

  it("shows a hundred findings and counts all", () => {
    const file = readBuildingFile(
      utf8(
        Array(250)
          .fill(buildingLine({ 12: "x" }))
          .join("\n"),
      ),
      ",",
    );
    assert.ok(file.kind === "refused");
    assert.deepEqual([file.findings.length, file.findingCount, file.findings.at(-1)?.line], [100, 250, 100]);
  });

  it("says each finding in a sentence", () => {
    for (const finding of findingsOf([buildingLine({ 0: "x", 2: "7", 13: "9" }), "a,b"].join("\n"))) {
      assert.match(buildingFindingText(finding), /^[A-Z].*\.$/);
      assert.doesNotMatch(buildingFindingText(finding), /null|undefined/);
    }
  });

  it("writes what it reads", () => {
    const text = fc
      .string({ unit: fc.constantFrom("a", "ü", "'", '"', ",", "=", "-", "1", " ") })
      .map((value) => value.trim());
    const rows = fc.array(fc.record({ buildingName: text, city: text, region: text, vpn: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rows, (some) => {
        const buildings = some.map((over, index) => buildBuilding({ networkIp: `10.0.${index}.0`, ...over }));
        assert.deepEqual(rowsOf(buildingFileText(buildings)), buildings);
      }),
    );
  });

  it("never fails, whatever it is given", () => {
    const piece = fc.constantFrom(
      "10.1.1.0",
      "24",
      "1",
      "0",
      ",",
      "\t",
      '"',
      "\n",
      "\r\n",
      "::",
      "ü",
      ";",
      buildingLine(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom<Delimiter>(",", "\t"), (pieces, delimiter) => {
        const file = readBuildingFile(utf8(pieces.join("")), delimiter);
        assert.ok(file.kind === "read" ? file.buildings.length > 0 : file.findings.length > 0);
      }),
    );
  });
});
