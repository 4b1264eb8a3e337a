import type { CallFilter } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import type { CommandMessages } from "./catalog.ts";

export const ENGLISH_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Commands in the words that the English grammar reads back to the same meaning. */
export const englishCommands: CommandMessages = { phrase };

function phrase(command: Command): string {
  switch (command.intent) {
    case "calls":
    case "callsWith":
    case "poorCalls":
    case "feedback":
      return callsPhrase(command);
    case "call":
      return `call ${command.asked}`;
    case "compareDevices":
      return `compare devices ${periodPhrase(command.periodName)}`;
    case "compareNetworks":
      return `compare networks ${periodPhrase(command.periodName)}`;
    case "export":
      return `export ${periodPhrase(command.periodName)}`;
    case "organization":
      return `org ${periodPhrase(command.periodName)}`;
    case "person":
      return `person ${namePhrase(command.name)} ${periodPhrase(command.periodName)}`;
    case "forgetMe":
      return command.isConfirmed ? "yes, forget me" : "forget me";
    case "language":
      return command.language === null ? "language" : `language ${command.language}`;
    case "digest":
      return command.change === null ? "digest" : `digest ${command.change}`;
    case "whoLooked":
      return "who looked";
    case "alertsHere":
      return "alerts here";
    case "alertsOff":
      return "alerts off";
    case "alertRules":
      return "alert rules";
    case "help":
    case "status":
      return command.intent;
  }
}

function callsPhrase({ intent, periodName, filter, view, page }: CallsCommand): string {
  const kinds = [
    filter.isMissed === null ? [] : "missed",
    filter.quality === "unclassified" ? "unclassified" : [],
    filter.callType === null ? [] : CALL_TYPES[filter.callType],
    filter.modality === null ? [] : MODALITIES[filter.modality],
  ].flat();
  const conditions = conditionPhrases(filter);
  const isFiltered = kinds.length + conditions.length > 0;
  const calls = intent === "feedback" && !isFiltered ? [] : [...kinds, "calls", ...conditions];
  return [
    view === "list" ? "list" : [],
    intent === "poorCalls" ? "poor" : intent === "feedback" ? ["my feedback", isFiltered ? "on" : []].flat() : "my",
    calls,
    periodPhrase(periodName),
    page > 1 ? `page ${page}` : [],
  ]
    .flat()
    .join(" ");
}

const CALL_TYPES = { peerToPeer: "one-to-one", groupCall: "group" };
const MODALITIES = { audioOnly: "audio-only", withoutVideo: [], video: "video", screenSharing: "screen-sharing" };
/** As the conditions of a filter are said, too. */
export const ENGLISH_CONNECTIONS = { wifi: "on Wi-Fi", wired: "on cable", mobile: "on mobile data", tunnel: "on VPN" };
export const ENGLISH_PLATFORMS: Record<NonNullable<CallFilter["platform"]>, string> = {
  phone: "on a phone",
  windows: "on Windows",
  macOS: "on a Mac",
  iOS: "on iOS",
  android: "on Android",
  web: "on the web",
  ipPhone: "on a desk phone",
  roomSystem: "on a room system",
  surfaceHub: "on a Surface Hub",
  holoLens: "on a HoloLens",
  unknown: "on an unknown platform",
  other: "on another platform",
};

/** What stands after "calls". A call classified as poor is not the same as a poor call, which may be one of poor feedback. */
function conditionPhrases(filter: CallFilter): string[] {
  const { person, longerThanSeconds, shorterThanSeconds, quality, connection, platform } = filter;
  return [
    person === null ? [] : `with ${namePhrase(person)}`,
    filter.modality === "withoutVideo" ? "without video" : [],
    filter.isRatedPoor === null ? [] : "rated poorly",
    longerThanSeconds === null ? [] : thresholdPhrase("over", "at least", longerThanSeconds, longerThanSeconds + 1),
    shorterThanSeconds === null ? [] : thresholdPhrase("under", "at most", shorterThanSeconds, shorterThanSeconds - 1),
    quality === null || quality === "unclassified" ? [] : `classified as ${quality}`,
    connection === null ? [] : ENGLISH_CONNECTIONS[connection],
    platform === null ? [] : ENGLISH_PLATFORMS[platform],
  ].flat();
}

/** "over 10 min"; "at least 10 min" where that is the rounder number. */
function thresholdPhrase(beyond: string, inclusive: string, seconds: number, included: number): string {
  const isRounder = included > 0 && included % 60 === 0;
  return isRounder ? `${inclusive} ${durationPhrase(included)}` : `${beyond} ${durationPhrase(seconds)}`;
}

function durationPhrase(seconds: number): string {
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** Words that may stand before a period, or begin another condition. */
const LEADING_WORDS =
  /\b(?:all|at|before|between|during|for|from|in|last|next|of|on|over|past|since|the|this|under|via|within)\b/i;

/** In quotes unless it looks like a name or an id, so that none of its words is taken for another part of the command. */
function namePhrase(name: string): string {
  const looksLikeName = /^(?:\p{Lu}[\p{L}\p{M}'-]*(?: |$))+$/u.test(name) && !LEADING_WORDS.test(name);
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name);
  return looksLikeName || isId ? name : `"${name}"`;
}

/** Dates in the ISO form, which is read the same everywhere. */
function periodPhrase(name: PeriodName): string {
  switch (name.kind) {
    case "today":
    case "yesterday":
      return name.kind;
    case "thisWeek":
      return "this week";
    case "lastWeek":
      return "last week";
    case "thisMonth":
      return "this month";
    case "lastMonth":
      return "last month";
    case "lastDays":
      return `last ${name.count} days`;
    case "lastWeeks":
      return `last ${name.count} weeks`;
    case "month":
      return `${ENGLISH_MONTHS[name.month - 1]} ${name.year}`;
    case "day":
      return name.date;
    case "since":
      return `since ${name.from}`;
    case "range":
      return `from ${name.from} to ${name.to}`;
  }
}
