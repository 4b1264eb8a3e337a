import { percentile } from "../percentiles.ts";

export type Ask = () => Promise<unknown>;

/** In milliseconds. */
export async function timed(ask: Ask): Promise<number> {
  const begun = performance.now();
  await ask();
  return performance.now() - begun;
}

/**
 * Asks each of several in turn, so many rounds, after a tenth as many that do not count: whatever the machine does
 * meanwhile, it does to all of them. The milliseconds of each, in the order given. `prepare` goes before every round and
 * does not count.
 */
export async function timedInTurn(
  asks: readonly Ask[],
  rounds: number,
  prepare: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number[][]> {
  const times = asks.map((): number[] => []);
  const warmUp = Math.ceil(rounds / 10);
  for (let round = -warmUp; round < rounds; round += 1) {
    await prepare();
    for (const [index, ask] of asks.entries()) {
      const ms = await timed(ask);
      if (round >= 0) times[index]?.push(ms);
    }
  }
  return times;
}

export function p95(times: readonly number[] | undefined): number {
  return percentile(times ?? [], 95);
}
