import type { CheckOutcome, CheckResult } from "./check.ts";

/** `callwise doctor --json`: a public contract (README, Command line). */
export type DoctorReport = {
  /** Nothing failed; warnings and what was skipped leave it true. */
  ok: boolean;
  mode: "simulated" | "tenant";
  at: string;
  counts: Record<CheckOutcome["state"], number>;
  checks: CheckResult[];
};

export function reportOf(checks: CheckResult[], mode: DoctorReport["mode"], at: Date): DoctorReport {
  const counts = { ok: 0, warning: 0, failed: 0, skipped: 0 };
  for (const { state } of checks) counts[state] += 1;
  return { ok: counts.failed === 0, mode, at: at.toISOString(), counts, checks };
}

const MARKS = { ok: "ok     ", warning: "warning", failed: "FAILED ", skipped: "skipped" } as const;
const INDENT = " ".repeat(MARKS.ok.length + 2);

/** One check's lines: what was found, each fault, and what to do. */
export function resultText({ code, title, state, found, items, remedy }: CheckResult): string {
  const lines = [`${MARKS[state]}  ${title}: ${found} (${code})`, ...items.map((item) => `${INDENT}- ${item}`)];
  if (remedy !== null) lines.push(`${INDENT}→ ${remedy}`);
  return `${lines.join("\n")}\n`;
}

export function summaryText({ counts, mode }: DoctorReport): string {
  const parts = [`${counts.ok} ok`, `${counts.warning} with a warning`, `${counts.failed} failed`];
  if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
  const where = mode === "simulated" ? " Simulated mode: Microsoft 365 was the simulated tenant." : "";
  return `\n${parts.join(", ")}.${where}\n`;
}
