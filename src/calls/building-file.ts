import { BUILDING_COLUMNS, type Building, type BuildingColumn } from "./building.ts";
import type { BuildingFinding, BuildingFindingCode } from "./building-finding.ts";
import { networkOf, parseIpAddress, type IpAddress } from "./ip-network.ts";
import { overlappingNetworks, type PlacedNetwork } from "./overlapping-networks.ts";
import { separatedRecords, type Delimiter } from "./separated-values.ts";

/** Either all of the file's lines, or why none of them is taken: the first findings, by line, and how many there are. */
export type ReadBuildingFile =
  { kind: "read"; buildings: Building[] } | { kind: "refused"; findings: BuildingFinding[]; findingCount: number };

export const MAX_FINDINGS = 100;
/** "There is a 1,000,000 expanded row limit per tenant data file"; a row with VPN = 1 is expanded to its addresses. */
const MAX_EXPANDED = 1_000_000;
/** "Supernetting can only be used in a subnet mapping with 8-bit to 28-bit mask"; single subnets go down to /32. */
const MIN_RANGE = 8;
/** Ours: Microsoft states none for this file. */
const MAX_LENGTH = 256;
const MAX_SHOWN = 40;
const COLUMNS_WITHOUT_VPN = BUILDING_COLUMNS.length - 1;
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

/**
 * Reads a building data file as the Call Quality Dashboard takes it: UTF-8 with or without a byte order mark, comma- or
 * tab-separated, no header row, 15 columns or 14 without VPN, booleans 0 or 1, no ranges that overlap
 * (https://learn.microsoft.com/microsoftteams/cqd-upload-tenant-building-data). As there, one wrong line refuses the
 * whole file. A NetworkIP inside its range stands for the whole range.
 */
export function readBuildingFile(bytes: Uint8Array, delimiter: Delimiter): ReadBuildingFile {
  const found = createFindings();
  const text = decode(bytes);
  if (text === null) return found.refusing({ line: 1, code: "not_utf8" });
  const buildings: Building[] = [];
  const networks: PlacedNetwork[] = [];
  let expanded = 0;
  for (const record of separatedRecords(text, delimiter)) {
    if ("fault" in record) {
      found.add({ line: record.line, code: record.fault });
      continue;
    }
    const values = record.fields.map((value) => value.trim());
    const isFirst = record.line === 1;
    if (isFirst && isSeparatedOtherwise(values, text, delimiter)) {
      return found.refusing({ line: 1, code: "wrong_delimiter" });
    }
    if (isFirst && isHeader(values)) {
      found.add({ line: 1, code: "header_row" });
      continue;
    }
    const building = readLine(values, record.line, found.add);
    if (building === null) continue;
    buildings.push(building.row);
    networks.push({ network: networkOf(building.address, building.row.networkRange), line: record.line });
    expanded += expandedRows(building);
    if (expanded > MAX_EXPANDED) return found.refusing({ line: record.line, code: "too_many_networks" });
  }
  for (const overlap of overlappingNetworks(networks)) found.addLater(overlap);
  if (found.count() > 0) return found.refused();
  return buildings.length === 0 ? found.refusing({ line: 1, code: "empty_file" }) : { kind: "read", buildings };
}

/** The rows as a file that can be read again, by the Call Quality Dashboard too: comma-separated, without a header. */
export function buildingFileText(buildings: readonly Building[]): string {
  return buildings.map((row) => `${BUILDING_COLUMNS.map(({ field }) => cell(row[field])).join(",")}\r\n`).join("");
}

function cell(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return /[",\t]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One column here, and as many as there should be by the other delimiter or by Excel's semicolon. */
function isSeparatedOtherwise(values: readonly string[], text: string, delimiter: Delimiter): boolean {
  if (values.length >= COLUMNS_WITHOUT_VPN) return false;
  const [firstLine = ""] = text.split(/[\r\n]/, 1);
  return [",", "\t", ";"].some((other) => other !== delimiter && firstLine.split(other).length >= COLUMNS_WITHOUT_VPN);
}

/** Labels where an address and a number should be. */
function isHeader([networkIp = "", , networkRange = ""]: readonly string[]): boolean {
  return (
    /^network\s?(ip)?$/i.test(networkIp) || [networkIp, networkRange].every((value) => /^[a-z][a-z _]*$/i.test(value))
  );
}

type ReadLine = { row: Building; address: IpAddress };

function readLine(values: readonly string[], line: number, add: Findings["add"]): ReadLine | null {
  if (values.length !== BUILDING_COLUMNS.length && values.length !== COLUMNS_WITHOUT_VPN) {
    add({ line, code: "column_count", found: String(values.length) });
    return null;
  }
  let isRight = true;
  for (const [index, column] of BUILDING_COLUMNS.entries()) {
    const value = values[index] ?? "";
    const code = faultOf(column, value);
    if (code === null) continue;
    isRight = false;
    const isShown = code !== "required" && code !== "control_character";
    add({ line, column: column.name, code, found: isShown ? value.slice(0, MAX_SHOWN) : null });
  }
  const row = rowOf(values);
  const address = parseIpAddress(row.networkIp);
  if (!isRight || address === null) return null;
  if (row.networkRange < MIN_RANGE || row.networkRange > address.bits) {
    add({ line, column: "NetworkRange", code: "range_out_of_bounds", found: String(row.networkRange) });
    return null;
  }
  return { row, address };
}

function faultOf({ type, isRequired }: BuildingColumn, value: string): BuildingFindingCode | null {
  if (value === "") return isRequired ? "required" : null;
  if (CONTROL_CHARACTER.test(value)) return "control_character";
  if (value.length > MAX_LENGTH) return "too_long";
  switch (type) {
    case "text":
      return null;
    case "address":
      return parseIpAddress(value) === null ? "not_an_address" : null;
    case "range":
      return /^\d{1,3}$/.test(value) ? null : "not_a_number";
    case "boolean":
      return value === "0" || value === "1" ? null : "not_zero_or_one";
  }
}

function rowOf(values: readonly string[]): Building {
  const at = (index: number): string => values[index] ?? "";
  return {
    networkIp: at(0),
    networkName: at(1),
    networkRange: Number(at(2)),
    buildingName: at(3),
    ownershipType: at(4),
    buildingType: at(5),
    buildingOfficeType: at(6),
    city: at(7),
    zipCode: at(8),
    country: at(9),
    state: at(10),
    region: at(11),
    insideCorp: at(12) === "1",
    expressRoute: at(13) === "1",
    vpn: at(14) === "1",
  };
}

/** IPv6 networks are never expanded address by address. */
function expandedRows({ row, address }: ReadLine): number {
  return row.vpn && address.bits === 32 ? 2 ** (32 - row.networkRange) : 1;
}

type NewFinding = Pick<BuildingFinding, "line" | "code"> & Partial<BuildingFinding>;

type Findings = {
  /** By line. */
  add: (finding: NewFinding) => void;
  /** In any order. */
  addLater: (finding: NewFinding) => void;
  count: () => number;
  refused: () => ReadBuildingFile;
  refusing: (finding: NewFinding) => ReadBuildingFile;
};

/** Counts all, keeps what comes first. */
function createFindings(): Findings {
  const inOrder: BuildingFinding[] = [];
  const later: BuildingFinding[] = [];
  let count = 0;
  const whole = (finding: NewFinding): BuildingFinding => ({ column: null, found: null, otherLine: null, ...finding });
  const addLater = (finding: NewFinding): void => {
    count += 1;
    later.push(whole(finding));
  };
  const refused = (): ReadBuildingFile => {
    const findings = [...inOrder, ...later].sort((a, b) => a.line - b.line).slice(0, MAX_FINDINGS);
    return { kind: "refused", findings, findingCount: count };
  };
  return {
    add: (finding) => {
      count += 1;
      if (inOrder.length < MAX_FINDINGS) inOrder.push(whole(finding));
    },
    addLater,
    count: () => count,
    refused,
    refusing: (finding) => {
      addLater(finding);
      return refused();
    },
  };
}
