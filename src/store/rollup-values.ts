import type { Collection } from "mongodb";
import { appendTo } from "../calls/append-to.ts";
import { daysBetween } from "../calls/local-time.ts";
import { ROLLUP_DIMENSIONS } from "../calls/organization.ts";
import type { FiguresTally } from "../calls/organization-tally.ts";
import { rollupDayKeys, type PublishedDay } from "./rollup-days.ts";
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
  /** Every shown value but the total, added up in several parts. `published`: in the order of the days. */
  over(published: readonly PublishedDay[]): Promise<AddedValue[]>;
};

/** The newest days change as long as calls have later versions, which is up to five days: each is a piece by itself. */
const DAYS_THAT_CHANGE = 7;
/** Pieces of the days before them. Fewer are more to add up again for one day; more are more to read for every page. */
const PIECES = 5;
/** Four periods that are looked at side by side, each with a piece more where its borders are not the pieces'. A piece has some thousand values of about 600 bytes: in all some tens of MB. */
const MOST_REMEMBERED = 4 * (DAYS_THAT_CHANGE + PIECES + 1);

/**
 * Adds up values over days, in pieces of consecutive days; each piece is remembered until one of its own days is
 * published anew.
 */
export function createValueSums(
  dailyRollups: Pick<Collection<RollupDocument>, "aggregate">,
  tenantId: string,
  minimumPeople: number,
): ValueSums {
  const remembered = new Map<string, { generations: string; sums: Promise<AddedValue[]> }>();

  function addUp(published: readonly PublishedDay[]): Promise<AddedValue[]> {
    const [first, last] = [published[0]?.[0], published.at(-1)?.[0]];
    if (first === undefined || last === undefined) return Promise.resolve([]);
    return addUpValues(dailyRollups, {
      _id: rollupDayKeys(tenantId, { first, last }),
      generations: published.map(([, generation]) => generation),
      minimumPeople,
    });
  }

  /** By the days' names, so that sums of other generations take the place of those before. */
  function addUpOnce(piece: readonly PublishedDay[]): Promise<AddedValue[]> {
    const name = `${piece[0]?.[0]} ${piece.at(-1)?.[0]}`;
    const generations = piece.map(([, generation]) => generation).join();
    const held = remembered.get(name);
    const sums = held?.generations === generations ? held.sums : addUp(piece);
    // Set anew, so that what was not asked for the longest comes first.
    remembered.delete(name);
    remembered.set(name, { generations, sums });
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
      const pieces = [...inPieces(published.slice(0, settled)), ...published.slice(settled).map((day) => [day])];
      const parts = await Promise.all(pieces.map(addUpOnce));
      return parts.flat();
    },
  };
}

/** Runs of days whose borders stay where they are when the period moves on by a day. */
function inPieces(published: readonly PublishedDay[]): PublishedDay[][] {
  const [first, last] = [published[0]?.[0], published.at(-1)?.[0]];
  if (first === undefined || last === undefined) return [];
  const size = Math.ceil((daysBetween(first, last) + 1) / PIECES);
  const pieces = new Map<number, PublishedDay[]>();
  for (const day of published) appendTo(pieces, Math.floor(daysBetween("1970-01-01", day[0]) / size), day);
  return [...pieces.values()];
}

/**
 * Every shown value but the total, added up over days by the database: there are many on a day, and mostly the same
 * ones. `generations` are the days' published ones; days on which fewer than `minimumPeople` had a value are left out.
 */
async function addUpValues(
  dailyRollups: Pick<Collection<RollupDocument>, "aggregate">,
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
