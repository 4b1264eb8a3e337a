import { ratingValue } from "../calls/feedback.ts";
import type { Interval } from "../calls/interval.ts";
import { addDays, createLocalTime } from "../calls/local-time.ts";
import type { Participation } from "../calls/participation.ts";
import { csv } from "./csv.ts";

export const CSV_CONTENT_TYPE = "text/csv; charset=utf-8";

type Cell = string | number | null;

/** The columns in order; their names are a public contract like the properties of `--format json`. */
const COLUMNS: readonly (readonly [name: string, of: (call: Participation, local: LocalTimes) => Cell])[] = [
  ["callId", ({ callId }) => callId],
  ["start", ({ start }) => start.toISOString()],
  ["end", ({ end }) => end.toISOString()],
  ["localStart", ({ start }, local) => local.of(start)],
  ["localEnd", ({ end }, local) => local.of(end)],
  ["timeZone", (_, local) => local.timeZone],
  ["durationSeconds", ({ durationSeconds }) => durationSeconds],
  ["type", ({ callType }) => callType],
  ["role", ({ role }) => role],
  ["modalities", ({ modalities }) => listed(modalities)],
  ["likelyMissed", ({ isLikelyMissed }) => String(isLikelyMissed)],
  ["otherPeople", ({ others }) => others.count],
  ["otherPerson", ({ others }) => others.person?.displayName ?? null],
  ["quality", ({ quality }) => quality],
  ["reasons", ({ reasons }) => listed(reasons.map(reasonText))],
  ["verdictCause", ({ verdict }) => verdict?.cause ?? null],
  ["verdictDirection", ({ verdict }) => verdict?.direction ?? null],
  ["verdictConfidence", ({ verdict }) => verdict?.confidence ?? null],
  ["rating", ({ ratings }) => listed(ratings.map(({ rating }) => rating))],
  ["ratingValue", ({ ratings }) => listed(ratings.map(({ rating }) => String(ratingValue(rating) ?? "")))],
  ["feedbackTokens", ({ ratings }) => listed(ratings.flatMap(({ tokens }) => tokens))],
  ["feedbackText", ({ ratings }) => listed(ratings.flatMap(({ text }) => (text === null ? [] : [text])))],
  ["platform", ({ client }) => client?.platform ?? null],
  ["applicationVersion", ({ client }) => client?.applicationVersion ?? null],
  ["microphone", ({ device }) => device?.captureDeviceName ?? null],
  ["speaker", ({ device }) => device?.renderDeviceName ?? null],
  ["connection", ({ network }) => network?.connectionType ?? null],
  ["wifiBand", ({ network }) => (network?.connectionType === "wifi" ? network.wifiBand : null)],
  ["wifiSignalPercent", ({ network }) => network?.wifiSignalStrengthPercentage ?? null],
  ["subnet", ({ network }) => network?.subnet ?? null],
  ["building", ({ network }) => network?.building ?? null],
];

/** One's calls as a table, a row a call: instants in UTC and as the clocks of the person's time zone show them. */
export function callsCsv(calls: readonly Participation[], timeZone: string): string {
  const local = createLocalTimes(timeZone);
  return csv([COLUMNS.map(([name]) => name), ...calls.map((call) => COLUMNS.map(([, of]) => of(call, local)))]);
}

/** What the file is called: by the first and last local day of its period. */
export function callsCsvName({ start, end }: Interval, timeZone: string): string {
  const { dateOf } = createLocalTime(timeZone);
  return `callwise-${dateOf(start)}-to-${addDays(dateOf(end), -1)}.csv`;
}

type LocalTimes = { timeZone: string; of: (instant: Date) => string };

/** "2026-11-16 09:30:00", which spreadsheets read as a time. Swedish writes dates so. */
function createLocalTimes(timeZone: string): LocalTimes {
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  return { timeZone, of: (instant) => format.format(instant) };
}

/** "averageJitterMs heard 62 > 30" */
function reasonText({ metric, direction, value, threshold }: Participation["reasons"][number]): string {
  return `${metric} ${direction} ${value} ${value > threshold ? ">" : "<"} ${threshold}`;
}

function listed(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join("; ");
}
