import { parseArgs } from "node:util";
import { progressLine } from "../../src/cli/progress-line.ts";
import { createLog } from "../../src/log.ts";
import { evaluateAlerts, type AlertEvaluation, type EvaluatedWindow } from "../support/alert-evaluation.ts";
import { SettableClock } from "../support/settable-clock.ts";
import { openTestStore } from "../support/test-store.ts";

const HOUR_MS = 3_600_000;
/** What a change of the rules must not fall below. */
const FLOOR = { precision: 0.9, recall: 0.9 };

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1" },
    people: { type: "string", default: "200" },
    days: { type: "string", default: "28" },
    history: { type: "string", default: "28" },
    step: { type: "string", default: "5" },
    healthy: { type: "boolean", default: false },
  },
});
const [people, days, historyDays, stepMinutes] = [values.people, values.days, values.history, values.step].map(Number);
const seeds = values.seeds.split(",").map(Number);
const numbers = [people, days, historyDays, stepMinutes, ...seeds];
if (numbers.some((number) => number === undefined || !Number.isInteger(number) || number < 1)) {
  process.stderr.write(
    "--seeds takes whole numbers with commas between; --people, --days, --history, --step one each.\n",
  );
  process.exit(2);
}

const progress = progressLine(process.stderr);
const sum = { right: 0, wrong: 0, found: 0, missed: 0, tooLittle: 0 };
for (const seed of seeds) {
  const clock = new SettableClock(new Date("2026-01-05T00:00:00Z"));
  const opened = await openTestStore({ clock });
  const result = await evaluateAlerts(
    {
      seed,
      people: people ?? 200,
      days: days ?? 28,
      historyDays: historyDays ?? 28,
      stepMinutes: stepMinutes ?? 5,
      start: clock.now(),
      onDay: (day, of) => progress.show(`Seed ${seed}: day ${day + 1} of ${of}`),
      ...(values.healthy && { isSick: () => false }),
    },
    opened.store,
    { clock, setNow: (now) => clock.set(now), log: createLog("warn") },
  );
  await opened.close();
  progress.end();
  for (const line of linesOf(seed, result)) process.stdout.write(`${line}\n`);
  sum.right += result.right;
  sum.wrong += result.wrong.length;
  for (const { outcome } of result.windows) sum[outcome] += 1;
}
const precision = sum.right + sum.wrong === 0 ? 1 : sum.right / (sum.right + sum.wrong);
const recall = sum.found + sum.missed === 0 ? 1 : sum.found / (sum.found + sum.missed);
process.stdout.write(`${JSON.stringify({ ...sum, precision, recall })}\n`);
process.exitCode = precision >= FLOOR.precision && recall >= FLOOR.recall ? 0 : 1;

function linesOf(
  seed: number,
  { windows, wrong, others, precision: ofSeed, recall: recallOfSeed }: AlertEvaluation,
): string[] {
  return [
    `seed ${seed}: precision ${ofSeed.toFixed(3)}, recall ${recallOfSeed.toFixed(3)}, other rules ${JSON.stringify(others)}`,
    ...[...windows].sort((a, b) => a.start.getTime() - b.start.getTime()).map((window) => `  ${windowText(window)}`),
    ...wrong.map(({ at, factor }) => `  wrong      ${at.toISOString()} ${factor}`),
  ];
}

function windowText({
  factor,
  value,
  start,
  end,
  calls,
  people: who,
  outcome,
  afterMs,
  cards,
}: EvaluatedWindow): string {
  const hours = afterMs === null ? "" : ` after ${(afterMs / HOUR_MS).toFixed(1)} h, ${cards} card`;
  const when = `${start.toISOString().slice(0, 16)}–${end.toISOString().slice(0, 16)}`;
  return `${outcome.padEnd(10)} ${when} ${factor} ${value}: ${calls} poor calls of ${who} people${hours}`;
}
