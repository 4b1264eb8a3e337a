import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";

export type AnswerWatch = {
  /** To be called with the milliseconds that each answer to Graph took. */
  record(ms: number): void;
  start(): void;
  stop(): Promise<void>;
};

export type AnswerWatchOptions = {
  /** Graph may have delayed or dropped notifications between these instants: what calls they concern must be listed. */
  onSuspicion: (gap: { start: Date; end: Date }) => void;
  clock: Clock;
  log: Log;
};

/*
 * Graph calls an endpoint slow when more than 10 % of its answers within ten minutes take more than 3 s, and then
 * delays; when more than 15 % take more than 10 s it drops what it has for ten minutes. It does not tell the endpoint.
 * Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
const SLOW_MS = 3_000;
const SLOW_SHARE = 0.1;
const WINDOW_MS = 10 * 60_000;

const LOOK_EVERY_MS = 30_000;
/** Counts of one look's time; the process measures its answers from when it could begin with them. */
type Interval = { start: number; end: number; answers: number; slow: number };

/**
 * Suspects that Graph finds this instance slow, from its own answer times and from moments in which the process stood
 * still: what Graph sent meanwhile was answered late, however short the answer took afterwards. Each suspicion is told
 * ten minutes after the last slow answer, when Graph delivers normally again.
 */
export function createAnswerWatch({ onSuspicion, clock, log }: AnswerWatchOptions): AnswerWatch {
  const stopping = new AbortController();
  let loop: Promise<void> | null = null;
  let intervals: Interval[] = [];
  let answers = 0;
  let slow = 0;
  let suspected: { start: number; lastSlow: number } | null = null;

  function look(from: number, now: number): void {
    const stoodStillMs = now - from - LOOK_EVERY_MS;
    if (stoodStillMs > SLOW_MS) slow = Math.max(slow, answers, 1);
    intervals = intervals.filter(({ end }) => end > now - WINDOW_MS);
    intervals.push({ start: from, end: now, answers: Math.max(answers, slow), slow });
    [answers, slow] = [0, 0];
    const sum = (figure: (interval: Interval) => number): number =>
      intervals.reduce((all, one) => all + figure(one), 0);
    const slowOnes = intervals.filter((interval) => interval.slow > 0);
    const isSlow = sum((one) => one.slow) > SLOW_SHARE * sum((one) => one.answers);
    if (isSlow) {
      suspected = {
        start: Math.min(suspected?.start ?? Infinity, ...slowOnes.map(({ start }) => start)),
        lastSlow: Math.max(...slowOnes.map(({ end }) => end)),
      };
    }
    if (suspected !== null && now - suspected.lastSlow >= WINDOW_MS) {
      const gap = { start: new Date(suspected.start), end: new Date(now) };
      suspected = null;
      log.warn(gap, "answers to Graph were slow, what it may have dropped is listed");
      onSuspicion(gap);
    }
  }

  async function lookOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      const from = clock.now().getTime();
      await clock.sleep(LOOK_EVERY_MS, stopping.signal);
      if (!stopping.signal.aborted) look(from, clock.now().getTime());
    }
  }

  return {
    record(ms) {
      answers += 1;
      if (ms > SLOW_MS) slow += 1;
    },
    start() {
      loop ??= lookOn();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
    },
  };
}
