import { isUnreachable } from "./store-error.ts";

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

/**
 * Lets callers share round trips to the database: those that ask in one turn of the event loop go together, and while
 * they are under way the next group gathers. So many at a time cost few trips, and a single one waits for nobody.
 *
 * A group that fails is done again in halves, one after the other, so that one item that cannot be done harms no other,
 * and never two trips are under way. Where the database did not answer, all fail at once: a wait for each would be long.
 *
 * @param run does a whole group and gives a result for each item, in order; doing an item again must leave what doing it
 *   once leaves
 */
export function shareTrip<Item, Result>(
  run: (items: Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isUnderWay = false;

  async function settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length === 1 || isUnreachable(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      const middle = Math.ceil(group.length / 2);
      await settle(group.slice(0, middle));
      await settle(group.slice(middle));
    }
  }

  async function depart(): Promise<void> {
    while (waiting.length > 0) {
      // Those whose last trip was the same come one after another within a turn.
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting;
      waiting = [];
      await settle(group);
    }
    isUnderWay = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      void depart();
    });
}
