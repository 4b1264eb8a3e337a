import { appendTo } from "../calls/append-to.ts";
import type { BaselineDay } from "../calls/baseline.ts";
import { factorName, type CallFactor, type CallFactorKind } from "../calls/call-factor.ts";
import type { DaySpan } from "../calls/period.ts";
import type { RuleParticipation } from "../calls/rule-observation.ts";
import { classifiedOf } from "../calls/organization-tally.ts";
import type { ErasedPeople } from "./erased-people.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import { readPublishedDays, type RollupDayDocument } from "./rollup-days.ts";
import { EVERYBODY, valueKeyOf, type RollupDocument } from "./rollup-document.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * What alert rules read: everybody's calls of a window, and the days that they are compared with. Nobody looks at a
 * person here; who they were is told to admins who ask, and then the look is logged.
 */
export type RuleReadings = {
  /** Participations of calls that started in a half-open stretch of time; the latest, so many at most. */
  participations(start: Date, end: Date, most: number): Promise<RuleParticipation[]>;
  /**
   * What each of some days (both included, "YYYY-MM-DD", of the tenant's time zone) came to for everybody and for each
   * of these factors, by `factorName`; a day without any such call is absent.
   */
  baselineDays(factors: readonly CallFactor[], days: DaySpan): Promise<BaselineDays>;
  /** Marks people where an incident is of one of them: it stands in ids, and must not tell who it is. */
  personMarks(): Promise<(personId: string) => string>;
};

export type BaselineDays = { everybody: BaselineDay[]; byFactor: Map<string, BaselineDay[]> };

const READ_BATCH = 1_000;

export function createRuleReadings(
  { database, tenantId }: Pick<StoreContext, "database" | "tenantId">,
  { marks: personMarks }: Pick<ErasedPeople, "marks">,
): RuleReadings {
  const participations = database.collection<ParticipationDocument>("participations");
  const rollupDays = database.collection<RollupDayDocument>("rollupDays");
  const dailyRollups = database.collection<RollupDocument>("dailyRollups");

  return {
    personMarks,

    async participations(start, end, most) {
      return participations
        .find({ tenantId, start: { $gte: start, $lt: end } })
        .sort({ start: -1, callId: -1 })
        .limit(most)
        .project<RuleParticipation>(READ)
        .batchSize(READ_BATCH)
        .toArray();
    },

    async baselineDays(factors, days) {
      const published = new Map(await readPublishedDays(rollupDays, tenantId, days));
      const found: BaselineDays = { everybody: [], byFactor: new Map() };
      const wanted = byDimension(factors);
      for (const [dimension, names] of wanted) {
        const rollups = dailyRollups
          .find({
            tenantId,
            dimension,
            valueKey: { $in: [...names.keys()] },
            day: { $gte: days.first, $lte: days.last },
          })
          .project<RollupDocument>({ personMarks: 0 });
        for await (const { day, generation, valueKey, figures } of rollups) {
          if (published.get(day) !== generation) continue;
          const counted = { poor: figures.quality.poor, classified: classifiedOf(figures) };
          const name = names.get(valueKey);
          if (dimension === EVERYBODY.dimension) found.everybody.push(counted);
          else if (name !== undefined) appendTo(found.byFactor, name, counted);
        }
      }
      return found;
    },
  };
}

/** Of each dimension the keys of the values asked for, with the factors' names. */
function byDimension(
  factors: readonly CallFactor[],
): Map<CallFactorKind | typeof EVERYBODY.dimension, Map<string, string>> {
  const wanted = new Map<CallFactorKind | typeof EVERYBODY.dimension, Map<string, string>>([
    [EVERYBODY.dimension, new Map([[EVERYBODY.valueKey, ""]])],
  ]);
  for (const factor of factors) {
    const names = wanted.get(factor.kind) ?? new Map<string, string>();
    wanted.set(factor.kind, names);
    names.set(valueKeyOf(factor.value), factorName(factor));
  }
  return wanted;
}

const READ = {
  _id: 0,
  callId: 1,
  personId: 1,
  personKind: 1,
  callType: 1,
  start: 1,
  isTest: 1,
  sessionCount: 1,
  quality: 1,
  reasons: 1,
  ratings: 1,
  failure: 1,
  client: 1,
  device: 1,
  network: 1,
  trunk: 1,
} satisfies Record<keyof RuleParticipation | "_id", 0 | 1>;
