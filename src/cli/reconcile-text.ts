import { msLeft, partListed } from "../ingestion/reconcile-progress.ts";
import type { ListingPass } from "../store/store.ts";

/** `open`: listed calls that wait or run; `exhausted`: those that were given up since the pass began. */
export type PassState = { pass: ListingPass; open: number; exhausted: number };

/** What `callwise reconcile --json` prints. */
export type ReconcileReport = {
  days: number;
  start: Date;
  end: Date;
  finished: boolean;
  listed: number;
  enqueued: number;
  fetched: number;
  exhausted: number;
  seconds: number;
};

const BAR_WIDTH = 24;

export function reportOf(
  { pass, open, exhausted }: PassState,
  days: number,
  startedAt: Date,
  now: Date,
): ReconcileReport {
  const { start, end, finishedAt, listed, enqueued } = pass;
  return {
    days,
    start,
    end,
    finished: finishedAt !== null,
    listed,
    enqueued,
    fetched: Math.max(0, enqueued - open - exhausted),
    exhausted,
    seconds: Math.round((now.getTime() - startedAt.getTime()) / 100) / 10,
  };
}

export function reportText({ days, listed, enqueued, fetched, exhausted, seconds }: ReconcileReport): string {
  const lines = [
    `Graph lists ${listed} calls of the last ${days} ${days === 1 ? "day" : "days"}: ` +
      `${enqueued} were missing or older here, ${fetched} of them are fetched now (${Math.round(seconds)} s).`,
  ];
  if (exhausted > 0) lines.push(`${exhausted} could not be fetched: callwise status tells why.`);
  return `${lines.join("\n")}\n`;
}

/** For example "[######------------------]  25 %  1,200 listed · 80 to fetch · 400 fetched · about 2 min left". */
export function stateText(state: PassState, startedAt: Date, now: Date): string {
  const { pass, open, exhausted } = state;
  if (pass.startedAt === null) return "waiting for its turn";
  const listedPart = partListed(pass);
  const fetchedPart = pass.enqueued === 0 ? 1 : Math.max(0, 1 - open / Math.max(pass.enqueued, open));
  const part = listedPart * (0.5 + 0.5 * fetchedPart);
  const filled = Math.round(part * BAR_WIDTH);
  const parts = [
    `${count(pass.listed)} listed`,
    `${count(open)} to fetch`,
    `${count(Math.max(0, pass.enqueued - open - exhausted))} fetched`,
  ];
  if (exhausted > 0) parts.push(`${count(exhausted)} given up`);
  if (pass.lastError !== null) parts.push(`waiting (${pass.lastError.code})`);
  const left = timeLeft(msLeft(0, part, now.getTime() - startedAt.getTime()));
  if (left !== null) parts.push(left);
  const bar = "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
  return `[${bar}] ${String(Math.floor(part * 100)).padStart(3)} %  ${parts.join(" · ")}`;
}

function timeLeft(ms: number | null): string | null {
  if (ms === null || ms === 0) return null;
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}
