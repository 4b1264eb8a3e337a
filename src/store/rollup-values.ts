import type { Collection } from "mongodb";
import { addDays } from "../calls/local-time.ts";
import { ROLLUP_DIMENSIONS } from "../calls/organization.ts";
import type { FiguresTally } from "../calls/organization-tally.ts";
import { rollupDayKey } from "./rollup-days.ts";
import type { RollupDocument } from "./rollup-document.ts";

/** A value over several days. */
export type AddedValue = Pick<RollupDocument, "dimension" | "valueKey" | "value" | "people" | "figures">;

const SHOWN = ROLLUP_DIMENSIONS.filter((dimension) => dimension !== "total");
const SUMMED = ["participations", "durationMs", "failures", "rated", "ratingSum", "notRated", "poorRatings"] as const;
const QUALITIES = ["good", "poor", "unclassified"] as const;

type Group = Record<(typeof SUMMED)[number] | (typeof QUALITIES)[number], number> & {
  _id: Pick<RollupDocument, "dimension" | "valueKey">;
  value: string | null;
  people: number;
  tokens: FiguresTally["tokens"][];
};

export type ValueSums = {
  /**
   * Every shown value but the total, added up in one or two parts. `published`: the days and their published
   * generations, in order.
   */
  over(published: readonly [day: string, generation: string][]): Promise<AddedValue[]>;
};

/** As many periods as admins look at side by side; each is some thousand values. */
const MOST_REMEMBERED = 6;
/** The newest days change all the time, those before them seldom. */
const DAYS_THAT_CHANGE = 2;

/** Adds up values over days. What was added up of days that have not been published anew since is remembered. */
export function createValueSums(
  dailyRollups: Collection<RollupDocument>,
  tenantId: string,
  minimumPeople: number,
): ValueSums {
  const remembered = new Map<string, Promise<AddedValue[]>>();

  function addUp(published: readonly [string, string][]): Promise<AddedValue[]> {
    const [first, last] = [published[0]?.[0], published.at(-1)?.[0]];
    if (first === undefined || last === undefined) return Promise.resolve([]);
    const _id = { $gte: rollupDayKey(tenantId, first), $lt: rollupDayKey(tenantId, addDays(last, 1)) };
    return addUpValues(dailyRollups, {
      _id,
      generations: published.map(([, generation]) => generation),
      minimumPeople,
    });
  }

  function addUpOnce(published: readonly [string, string][]): Promise<AddedValue[]> {
    const name = published.map(([, generation]) => generation).join();
    const sums = remembered.get(name) ?? addUp(published);
    // Set anew, so that what was not asked for the longest comes first.
    remembered.delete(name);
    remembered.set(name, sums);
    sums.catch(() => remembered.delete(name));
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MOST_REMEMBERED) break;
      remembered.delete(oldest);
    }
    return sums;
  }

  return {
    async over(published) {
      const settled = Math.max(0, published.length - DAYS_THAT_CHANGE);
      const parts = await Promise.all([addUpOnce(published.slice(0, settled)), addUp(published.slice(settled))]);
      return parts.flat();
    },
  };
}

/**
 * Every shown value but the total, added up over days by the database: there are many on a day, and mostly the same
 * ones. `generations` are the days' published ones; days on which fewer than `minimumPeople` had a value are left out.
 */
async function addUpValues(
  dailyRollups: Collection<RollupDocument>,
  days: { _id: { $gte: string; $lt: string }; generations: readonly string[]; minimumPeople: number },
): Promise<AddedValue[]> {
  const { _id, generations, minimumPeople } = days;
  const groups = await dailyRollups
    .aggregate<Group>([
      {
        $match: {
          _id,
          generation: { $in: generations },
          dimension: { $in: SHOWN },
          people: { $gte: minimumPeople },
        },
      },
      {
        $group: {
          _id: { dimension: "$dimension", valueKey: "$valueKey" },
          value: { $max: "$value" },
          people: { $max: "$people" },
          tokens: { $push: "$figures.tokens" },
          ...sumsOf(SUMMED, "figures"),
          ...sumsOf(QUALITIES, "figures.quality"),
        },
      },
    ])
    .toArray();
  return groups.map(({ _id: name, value, people, tokens, good, poor, unclassified, ...figures }) => ({
    ...name,
    value,
    people,
    figures: { ...figures, quality: { good, poor, unclassified }, tokens: tokens.flat() },
  }));
}

function sumsOf(names: readonly string[], path: string): Record<string, { $sum: string }> {
  return Object.fromEntries(names.map((name) => [name, { $sum: `$${path}.${name}` }]));
}
