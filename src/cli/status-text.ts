import { appendTo } from "../calls/append-to.ts";

import type { DelayFigures } from "../calls/ledger-delays.ts";
import type { IngestStatus } from "../ingestion/ingest-status.ts";

const NUMBERS = new Intl.NumberFormat("en-US");
const DAY_COLUMNS = ["day", "listed", "held", "missing", "provisional", "settled", "repaired", "incomplete hours"];

/** The status for a terminal: the health first, then how complete the calls are, then everything else. */
export function statusText(status: IngestStatus): string {
  const blocks = [
    healthLines(status),
    completenessLines(status),
    dayLines(status),
    figureLines(status),
    exhaustedLines(status),
    peopleLines(status),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function healthLines({ health }: IngestStatus): string[] {
  if (health.findings.length === 0) return ["healthy: what Graph lists is here, and new calls arrive."];
  return health.findings.flatMap(({ state, code, problem, remedy }) => [
    `${state}: ${problem} (${code})`,
    `  ${remedy}`,
  ]);
}

/** "held 100 % of the 2,104 calls Graph lists": never 100 when one is missing. */
function completenessLines({ completeness }: IngestStatus): string[] {
  const { listed, upToDate, missing, hours, incompleteHours, held, provisional, settled, repaired } = completeness;
  const lines: string[] = [];
  if (listed === 0) lines.push("Graph has listed no calls yet for the last 30 days.");
  else if (missing === 0) lines.push(`Held 100 % of the ${count(listed)} calls Graph lists for 30 days.`);
  else {
    const percent = (Math.floor((upToDate / listed) * 1000) / 10).toFixed(1);
    lines.push(`Held ${percent} % of the ${count(listed)} calls Graph lists for 30 days; ${count(missing)} missing.`);
  }
  if (incompleteHours > 0) {
    lines.push(
      `${count(incompleteHours)} of ${count(hours)} hours are incomplete: not wholly listed after their calls ought to have appeared.`,
    );
  }
  lines.push(
    `Of ${count(held)} held: ${count(settled)} settled, ${count(provisional)} may still change; ${count(repaired)} came by listing alone.`,
  );
  return lines;
}

function dayLines({ days }: IngestStatus): string[] {
  const rows = days.map((day) => [
    day.date,
    ...[day.listed, day.held, day.missing, day.provisional, day.settled, day.repaired, day.incompleteHours].map(count),
  ]);
  const widths = DAY_COLUMNS.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [DAY_COLUMNS, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

function figureLines(status: IngestStatus): string[] {
  const { tenantId, at, service, callRecords, delays, jobs, dueSince, subscription, lastNotifiedAt } = status;
  const logs = status.callLogs.map((log) => `${log.kind} ${callLogText(log, at)}`);
  const running = service.instances.filter(({ stoppedAt }) => stoppedAt === null).length;
  const stages = Object.entries(jobs).map(([stage, n]) => `${count(n)} ${stage}`);
  return [
    `Tenant         ${tenantId}`,
    `Service        ${service.isRunning ? `running (${running} seen within a day)` : "not running"}`,
    `Call records   ${count(callRecords)}`,
    `Our delay      ${delayText(delays.own)}`,
    `Graph's delay  ${delayText(delays.graph)}`,
    `Notified       ${lastNotifiedAt === null ? "never" : `last ${agoText(at, lastNotifiedAt)}`}`,
    `Subscription   ${subscription === null ? "none" : `until ${subscription.expiresAt.toISOString()}`}`,
    `Jobs           ${stages.join(", ")}${dueSince === null ? "" : `; the first due ${agoText(at, dueSince)}`}`,
    ...(logs.length === 0 ? [] : [`Telephone logs ${logs.join(", ")}`]),
  ];
}

function callLogText({ pulledAt, lastError }: IngestStatus["callLogs"][number], at: Date): string {
  if (lastError?.code === "graph_forbidden") return "permission missing (CallRecords.Read.All)";
  if (lastError !== null) return `failed ${agoText(at, lastError.at)} (${lastError.code})`;
  return pulledAt === null ? "being read" : `read ${agoText(at, pulledAt)}`;
}

function exhaustedLines({ exhausted, jobs }: IngestStatus): string[] {
  if (exhausted.length === 0) return [];
  const lines = [`${count(jobs.exhausted)} given up (callwise replay <call id>, or --all, tries again):`];
  const byCode = new Map<string, typeof exhausted>();
  for (const job of exhausted) appendTo(byCode, job.code ?? "unknown", job);
  for (const [code, jobsOfCode] of byCode) {
    lines.push(`  ${code}: ${jobsOfCode[0]?.reason ?? ""} ${jobsOfCode[0]?.remedy ?? ""}`);
    for (const { callId, attempts } of jobsOfCode) {
      lines.push(`    ${callId}  ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`);
    }
  }
  return lines;
}

function peopleLines({ mostActive }: IngestStatus): string[] {
  if (mostActive.length === 0) return [];
  return [
    "Most calls within a week (callwise ask … --as <person id>):",
    ...mostActive.map(({ personId, calls }) => `  ${personId}  ${count(calls)} ${calls === 1 ? "call" : "calls"}`),
  ];
}

function delayText(delay: DelayFigures | null): string {
  if (delay === null) return "not measured within 24 hours";
  const { p50Ms, p95Ms, maxMs } = delay;
  return `p50 ${spanText(p50Ms)}, p95 ${spanText(p95Ms)}, longest ${spanText(maxMs)} (${count(delay.count)} within 24 hours)`;
}

function agoText(now: Date, then: Date): string {
  return `${spanText(Math.max(0, now.getTime() - then.getTime()))} ago`;
}

function spanText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}

function count(value: number): string {
  return NUMBERS.format(value);
}
