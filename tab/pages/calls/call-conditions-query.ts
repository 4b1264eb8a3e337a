import type { CallConditions } from "../../../src/calls/call-conditions.ts";
import type { CallFilter } from "../../../src/calls/call-filter.ts";
import { CLIENT_PLATFORMS } from "../../../src/calls/call-record.ts";

/** Which calls the list shows, as texts of the query string; the API takes the same. Null: any. */
export type ListConditions = Record<ConditionName, string | null>;

export type ConditionName = (typeof CONDITION_NAMES)[number];

/** In the order in which they are offered. */
export const CONDITION_NAMES = [
  "search",
  "person",
  "quality",
  "feedback",
  "type",
  "modality",
  "connection",
  "platform",
  "device",
  "missed",
] as const;

export const NO_LIST_CONDITIONS: ListConditions = {
  search: null,
  person: null,
  quality: null,
  feedback: null,
  type: null,
  modality: null,
  connection: null,
  platform: null,
  device: null,
  missed: null,
};

export const TYPES = ["peerToPeer", "groupCall"] as const satisfies readonly CallFilter["callType"][];
export const MODALITIES = [
  "audioOnly",
  "withoutVideo",
  "video",
  "screenSharing",
] as const satisfies readonly CallFilter["modality"][];
export const QUALITIES = ["poor", "good", "unclassified"] as const satisfies readonly CallFilter["quality"][];
export const FEEDBACKS = ["poor", "good", "rated", "notRated"] as const satisfies readonly CallConditions["feedback"][];
export const CONNECTIONS = ["wired", "wifi", "mobile", "tunnel"] as const satisfies readonly CallFilter["connection"][];
export const PLATFORMS = ["phone", ...CLIENT_PLATFORMS] as const;

/** Conditions that take one of a few words; the others take any text. */
const WORDS: Partial<Record<ConditionName, readonly string[]>> = {
  type: TYPES,
  modality: MODALITIES,
  quality: QUALITIES,
  feedback: FEEDBACKS,
  connection: CONNECTIONS,
  platform: PLATFORMS,
  missed: ["true"],
};

/** The API refuses longer texts. */
export const LONGEST_SEARCH = 100;
const LONGEST: Partial<Record<ConditionName, number>> = { search: LONGEST_SEARCH, person: 200, device: 300 };

/** What a link asks for; what it cannot mean is left out, so that an old or broken link still shows calls. */
export function readListConditions(params: URLSearchParams): ListConditions {
  const conditions = { ...NO_LIST_CONDITIONS };
  for (const name of CONDITION_NAMES) conditions[name] = meant(name, params.get(name)?.trim() ?? "");
  return conditions;
}

/** The query string with these conditions in place of its own; what else it holds stays. */
export function withListConditions(params: URLSearchParams, conditions: ListConditions): URLSearchParams {
  const after = new URLSearchParams(params);
  for (const name of CONDITION_NAMES) {
    const value = conditions[name];
    if (value === null) after.delete(name);
    else after.set(name, value);
  }
  return after;
}

function meant(name: ConditionName, value: string): string | null {
  const words = WORDS[name];
  if (value === "" || value.length > (LONGEST[name] ?? Number.POSITIVE_INFINITY)) return null;
  return words === undefined || words.includes(value) ? value : null;
}
