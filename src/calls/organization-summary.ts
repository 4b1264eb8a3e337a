import { addDays } from "./local-time.ts";
import {
  ROLLUP_DIMENSIONS,
  type OrganizationFigures,
  type OrganizationSummary,
  type TallyDimension,
} from "./organization.ts";
import { addFigures, classifiedOf, emptyFigures, figuresOf, type FiguresTally } from "./organization-tally.ts";
import type { DaySpan } from "./period.ts";

/**
 * What was counted for one value on one day, or, but of "total", added up over several. `value` is null where on each of
 * them too few had it to be named.
 */
export type DayFigures = {
  date: string;
  dimension: TallyDimension;
  /** The same for a value on every day. */
  valueKey: string;
  value: string | null;
  /** Of "total": the day's calls. */
  calls: number;
  /** Different users and guests who had the value that day; counted to MINIMUM_GROUP is enough. */
  people: number;
  figures: FiguresTally;
};

export type OrganizationSum = {
  add(day: DayFigures): void;
  /** @param people different people of the whole period: those of its days cannot be added up */
  summary(people: number): OrganizationSummary;
};

type ValueSum = { value: string | null; figures: FiguresTally };

/**
 * Adds up an organization's days. Days after `today` are shown only if they have a call. `limits`: as the summary tells
 * them.
 */
export function createOrganizationSum(
  { first, last }: DaySpan,
  today: string,
  limits: Pick<OrganizationSummary, "minimumSample" | "minimumPeople">,
): OrganizationSum {
  const { minimumSample, minimumPeople } = limits;
  const total = emptyFigures();
  let calls = 0;
  const days = new Map<string, OrganizationSummary["byDay"][number]>();
  const dimensions = new Map<TallyDimension, Map<string, ValueSum>>();

  function addTotal({ date, calls: callsOfDay, figures }: DayFigures): void {
    calls += callsOfDay;
    addFigures(total, figures);
    const { participations, quality } = figures;
    const classified = classifiedOf(figures);
    days.set(date, { date, calls: callsOfDay, participations, poor: quality.poor, classified });
  }

  return {
    add(day) {
      if (day.people < minimumPeople) return;
      if (day.dimension === "total") return addTotal(day);
      const values = dimensions.get(day.dimension) ?? new Map<string, ValueSum>();
      dimensions.set(day.dimension, values);
      const sum = values.get(day.valueKey) ?? { value: null, figures: emptyFigures() };
      values.set(day.valueKey, sum);
      sum.value ??= day.value;
      addFigures(sum.figures, day.figures);
    },

    summary(people) {
      for (let date = first; date <= last && date <= today; date = addDays(date, 1)) {
        if (!days.has(date)) days.set(date, { date, calls: 0, participations: 0, poor: 0, classified: 0 });
      }
      return {
        ...figuresOf(total),
        calls,
        people: people < minimumPeople ? 0 : people,
        byDay: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
        ...limits,
        dimensions: ROLLUP_DIMENSIONS.flatMap((dimension) =>
          dimension === "total"
            ? []
            : [
                {
                  dimension,
                  ...shownValues(dimensions.get(dimension) ?? new Map<string, ValueSum>(), minimumSample),
                },
              ],
        ),
      };
    },
  };
}

/** Largest poor share first, then most classified. */
function shownValues(
  sums: ReadonlyMap<string, ValueSum>,
  minimumSample: number,
): { values: (OrganizationFigures & { value: string })[]; left: number } {
  const enough = Math.max(1, minimumSample);
  const values = [...sums.values()]
    .flatMap(({ value, figures }) => (value !== null && classifiedOf(figures) >= enough ? [{ value, figures }] : []))
    .sort(
      (a, b) =>
        poorShare(b.figures) - poorShare(a.figures) ||
        classifiedOf(b.figures) - classifiedOf(a.figures) ||
        (a.value < b.value ? -1 : 1),
    )
    .map(({ value, figures }) => ({ value, ...figuresOf(figures) }));
  return { values, left: sums.size - values.length };
}

function poorShare(figures: FiguresTally): number {
  return figures.quality.poor / classifiedOf(figures);
}
