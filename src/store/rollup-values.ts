import type { Collection } from "mongodb";
import { ROLLUP_DIMENSIONS } from "../calls/organization.ts";
import type { FiguresTally } from "../calls/organization-tally.ts";
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

/**
 * Every shown value but the total, added up over days by the database: there are many on a day, and mostly the same
 * ones. `generations` are the days' published ones; days on which fewer than `minimumPeople` had a value are left out.
 */
export async function addUpValues(
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
