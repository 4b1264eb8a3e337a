import { randomUUID } from "node:crypto";
import { MINIMUM_GROUP } from "../calls/anonymous-mode.ts";
import { addDays, createLocalTime } from "../calls/local-time.ts";
import { createDayTally, type CountedParticipation } from "../calls/organization-tally.ts";
import { createOrganizationSum } from "../calls/organization-summary.ts";
import type { OrganizationSummary } from "../calls/organization.ts";
import type { DaySpan } from "../calls/period.ts";
import { inBatches } from "./bulk-upsert.ts";
import type { ErasedPeople } from "./erased-people.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import { createMarkCount, packMarks } from "./person-marks.ts";
import {
  expiryOfDay,
  NEVER,
  readPublishedDays,
  rollupDayKeys,
  type MarkDays,
  type PublishedDay,
  type RollupDayDocument,
} from "./rollup-days.ts";
import { EVERYBODY, rollupDocument, type RollupDocument } from "./rollup-document.ts";
import { createValueSums, type AddedValue } from "./rollup-values.ts";
import type { StoreContext } from "./store-context.ts";
import type { Rollups } from "./store.ts";

/** Another one has every day computed anew: to be raised with whatever changes what is counted. */
const FIGURES_VERSION = 4;
const MAX_DAYS = 100_000;
const MAX_READS = 5;
const READ_BATCH = 1_000;

/** Which time zone and version the days were all marked for. */
type RollupStateDocument = { _id: string; timeZone: string; figuresVersion: number };

/** Days' totals, and how many different people there were on all of them. */
type Totals = { totals: Omit<RollupDocument, "personMarks">[]; people: number };

/**
 * Figures of the whole organization by local day. A day is computed from its participations as a whole, under a name
 * of its own, and published by one update: that of later changes wins, whatever number of instances compute it. A
 * day that changes while it is computed stays dirty. A day's participations are streamed. In anonymous mode, what fewer
 * than MINIMUM_GROUP people had on a day does not count.
 */
export function createRollups(
  context: StoreContext,
  { markDays, erasedPeople }: { markDays: MarkDays; erasedPeople: Pick<ErasedPeople, "marks"> },
): Rollups {
  const { database, tenantId, clock, retentionDays, timeZone, isAnonymous = false } = context;
  const minimumPeople = isAnonymous ? MINIMUM_GROUP : 0;
  const participations = database.collection<ParticipationDocument>("participations");
  const rollupDays = database.collection<RollupDayDocument>("rollupDays");
  const dailyRollups = database.collection<RollupDocument>("dailyRollups");
  const states = database.collection<RollupStateDocument>("rollupStates");
  const valueSums = createValueSums(dailyRollups, tenantId, minimumPeople);
  const localTime = createLocalTime(timeZone);

  const startsOf = ({ first, last }: DaySpan): { $gte: Date; $lt: Date } => ({
    $gte: localTime.startOfDay(first),
    $lt: localTime.startOfDay(addDays(last, 1)),
  });

  /** Calls that were saved before there were rollups, or are now of another day, mark no day by themselves. */
  async function markAllOnce(): Promise<void> {
    const state = { timeZone, figuresVersion: FIGURES_VERSION };
    const held = await states.findOne({ _id: tenantId });
    if (held?.timeZone === state.timeZone && held.figuresVersion === state.figuresVersion) return;
    const known = rollupDays.find({ _id: rollupDayKeys(tenantId, { first: "0000-01-01", last: "9999-12-30" }) });
    for await (const { day } of known) await markDays([localTime.startOfDay(day)]);
    let from = new Date(0);
    for (;;) {
      const [next] = await participations
        .find({ tenantId, start: { $gte: from } })
        .sort({ start: 1, callId: 1 })
        .limit(1)
        .project<Pick<ParticipationDocument, "start">>({ start: 1 })
        .toArray();
      if (next === undefined) break;
      await markDays([next.start]);
      from = localTime.startOfDay(addDays(localTime.dateOf(next.start), 1));
    }
    await states.replaceOne({ _id: tenantId }, state, { upsert: true });
  }

  async function computeDay({ _id, day, changes, computed }: RollupDayDocument): Promise<void> {
    const beganAt = clock.now();
    if (computed < changes) {
      const generation = randomUUID();
      await writeDay(day, generation, changes);
      const { matchedCount } = await rollupDays.updateOne(
        { _id, computed: { $lt: changes } },
        { $set: { computed: changes, generation } },
      );
      // Where another instance was first, what was just written goes; else what it takes the place of.
      const outdated =
        matchedCount === 1 ? { changes: { $lte: changes }, generation: { $ne: generation } } : { generation };
      await dailyRollups.deleteMany({ _id: rollupDayKeys(tenantId, { first: day, last: day }), ...outdated });
    }
    const { matchedCount: unchanged } = await rollupDays.updateOne(
      { _id, changes, computed: changes },
      { $set: { dirtySince: NEVER } },
    );
    // Changed meanwhile: behind the days that wait for longer, so that none that always changes keeps them waiting.
    if (unchanged === 0) await rollupDays.updateOne({ _id }, { $max: { dirtySince: beganAt } });
  }

  async function writeDay(day: string, generation: string, changes: number): Promise<void> {
    const tally = createDayTally();
    const found = participations
      .find({ tenantId, start: startsOf({ first: day, last: day }) })
      .sort({ start: 1, callId: 1 })
      .project<CountedParticipation>(COUNTED)
      .batchSize(READ_BATCH);
    for await (const participation of found) tally.add(participation);
    const expireAt = expiryOfDay(localTime, day, clock.now(), retentionDays);
    const of = { tenantId, day, generation, changes, expireAt };
    const total = { calls: tally.calls(), personMarks: await packMarks(tally.people(), await erasedPeople.marks()) };
    for (const batch of inBatches(tally.values())) {
      const documents = batch.map((value) => rollupDocument(of, value, total));
      await dailyRollups.insertMany(documents, { ordered: false });
    }
  }

  /** A day that is published anew while it is read may have been read in part: then all is read again. */
  async function readWhole<Result>(
    days: DaySpan,
    read: (published: readonly PublishedDay[]) => Promise<Result>,
  ): Promise<Result> {
    for (let reads = 1; ; reads += 1) {
      const published = await readPublishedDays(rollupDays, tenantId, days);
      const result = await read(published);
      const still = new Map(await readPublishedDays(rollupDays, tenantId, days));
      if (reads === MAX_READS || published.every(([day, generation]) => still.get(day) === generation)) return result;
    }
  }

  /** One day after the other: everybody who was there on each day of a year takes hundreds of MB. */
  async function totalsOf(days: DaySpan, published: readonly PublishedDay[]): Promise<Totals> {
    const day = { $gte: days.first, $lte: days.last };
    const generation = { $in: published.map(([, generation]) => generation) };
    const totals: Totals["totals"] = [];
    const count = createMarkCount();
    for await (const { personMarks, ...total } of dailyRollups.find({ tenantId, ...EVERYBODY, day, generation })) {
      totals.push(total);
      if (personMarks) await count.add(personMarks);
    }
    return { totals, people: count.people() };
  }

  function summaryOf(
    days: DaySpan,
    minimumSample: number,
    now: Date,
    { totals, people }: Totals = { totals: [], people: 0 },
    values: readonly AddedValue[] = [],
  ): OrganizationSummary {
    const sum = createOrganizationSum(days, localTime.dateOf(now), { minimumSample, minimumPeople });
    for (const total of totals) sum.add({ ...total, date: total.day });
    for (const value of values) sum.add({ ...value, date: days.last, calls: 0 });
    return sum.summary(people);
  }

  return {
    async refresh(limit) {
      await markAllOnce();
      const dirty = await rollupDays
        .find({ tenantId, dirtySince: { $lt: NEVER } })
        .sort({ dirtySince: 1 })
        .limit(Math.min(limit, MAX_DAYS))
        .toArray();
      for (const day of dirty) await computeDay(day);
      return dirty.length;
    },

    async summary(days, minimumClassified, now = clock.now()) {
      if (days.first > days.last) return summaryOf(days, minimumClassified, now);
      return readWhole(days, async (published) => {
        const [totals, values] = await Promise.all([totalsOf(days, published), valueSums.over(published)]);
        return summaryOf(days, minimumClassified, now, totals, values);
      });
    },

    async totals(days) {
      if (days.first > days.last) return summaryOf(days, 0, clock.now());
      return readWhole(days, async (published) => summaryOf(days, 0, clock.now(), await totalsOf(days, published)));
    },
  };
}

/** For a reader beside which no service computes changed days: it computes them itself before it reads. */
export function refreshedRollups(rollups: Rollups): Pick<Rollups, "summary"> {
  return {
    async summary(days, minimumClassified, now) {
      await rollups.refresh(MAX_DAYS);
      return rollups.summary(days, minimumClassified, now);
    },
  };
}

const COUNTED = {
  callId: 1,
  personId: 1,
  personKind: 1,
  sessionCount: 1,
  durationSeconds: 1,
  quality: 1,
  ratings: 1,
  failure: 1,
  network: 1,
  trunk: 1,
  device: 1,
  client: 1,
  callType: 1,
} satisfies Record<keyof CountedParticipation, 1>;
