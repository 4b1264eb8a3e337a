import { badRequest } from "./graph-exchange.ts";
import type { WireForm } from "./wire-form.ts";

export type ExpandItem = { name: string; expand: ExpandItem[]; select: string[] | null };
export type Preferences = WireForm & { maxPageSize: number | null; unknownMembers: boolean };

export type CallRecordFilter = {
  /** Each must hold of the start, in milliseconds. */
  starts: { operator: "lt" | "le" | "gt" | "ge"; instant: number }[];
  /** Each must take part. */
  participants: string[];
};

/** What the Prefer and Accept headers ask for. */
export function readPreferences(headers: Readonly<Record<string, string>>): Preferences {
  const prefer = (headers["prefer"] ?? "").split(/[,;]/).map((item) => item.trim().toLowerCase());
  const pageSize = prefer.find((item) => item.startsWith("odata.maxpagesize=") || item.startsWith("maxpagesize="));
  const maxPageSize = pageSize === undefined ? null : Number(pageSize.split("=")[1]);
  if (maxPageSize !== null && (!Number.isInteger(maxPageSize) || maxPageSize < 1)) {
    throw badRequest("The value of the preference odata.maxpagesize must be a positive integer.");
  }
  return {
    maxPageSize,
    unknownMembers: prefer.includes("include-unknown-enum-members"),
    omitsNulls: prefer.includes("omit-values=nulls"),
    metadata: /odata\.metadata=none/i.test(headers["accept"] ?? "") ? "none" : "minimal",
  };
}

/** Splits at a separator outside of parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const char of text) {
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (char === separator && depth === 0) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  if (depth !== 0) throw badRequest("Parsing OData Select and Expand failed: parentheses do not match.");
  parts.push(part);
  return parts.map((item) => item.trim()).filter((item) => item !== "");
}

/** `sessions($expand=segments;$select=id),participants_v2` as a tree. */
export function parseExpand(text: string): ExpandItem[] {
  return splitOutside(text, ",").map((item) => {
    const match = /^([A-Za-z_0-9]+)(?:\((.*)\))?$/.exec(item);
    if (!match) throw badRequest(`Parsing OData Select and Expand failed: '${item}'.`);
    const parsed: ExpandItem = { name: match[1] ?? "", expand: [], select: null };
    for (const option of splitOutside(match[2] ?? "", ";")) {
      if (option.startsWith("$expand=")) parsed.expand = parseExpand(option.slice(8));
      else if (option.startsWith("$select=")) parsed.select = parseSelect(option.slice(8));
      else throw badRequest(`Parsing OData Select and Expand failed: unsupported option '${option}'.`);
    }
    return parsed;
  });
}

export function parseSelect(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => !/^[A-Za-z_0-9]+$/.test(name))) throw badRequest("Parsing OData Select and Expand failed.");
  return names;
}

const PARTICIPANT = /^participants_v2\/any\(\s*(\w+)\s*:\s*(\w+)\/id\s+eq\s+'([^']+)'\s*\)$/i;
const START = /^startDateTime\s+(lt|le|gt|ge)\s+(\S+)$/i;

/** The filters that List call records supports: comparisons of the start and participants, joined by `and`. */
export function parseCallRecordFilter(text: string): CallRecordFilter {
  const filter: CallRecordFilter = { starts: [], participants: [] };
  for (const clause of text.split(/\s+and\s+/i)) {
    const start = START.exec(clause.trim());
    const participant = PARTICIPANT.exec(clause.trim());
    if (start) {
      const instant = parseInstant(start[2] ?? "");
      filter.starts.push({ operator: (start[1] ?? "").toLowerCase() as "lt" | "le" | "gt" | "ge", instant });
    } else if (participant && participant[1] === participant[2]) filter.participants.push(participant[3] ?? "");
    else throw badRequest(`Invalid filter clause: '${clause.trim()}'.`);
  }
  return filter;
}

/** A date and time with an offset, as OData has it. */
export function parseInstant(text: string): number {
  const isComplete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = isComplete ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw badRequest(`Unrecognized DateTimeOffset literal '${text}'.`);
  return instant;
}

export function matchesStart(filter: CallRecordFilter, start: number): boolean {
  return filter.starts.every(({ operator, instant }) => {
    switch (operator) {
      case "lt":
        return start < instant;
      case "le":
        return start <= instant;
      case "gt":
        return start > instant;
      case "ge":
        return start >= instant;
    }
  });
}
