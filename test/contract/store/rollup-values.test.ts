import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Binary, type Collection, type Document } from "mongodb";
import { emptyFigures } from "../../../src/calls/organization-tally.ts";
import { addDays } from "../../../src/calls/local-time.ts";
import { rollupDocument, type RollupDocument } from "../../../src/store/rollup-document.ts";
import type { PublishedDay } from "../../../src/store/rollup-days.ts";
import { createValueSums, type ValueSums } from "../../../src/store/rollup-values.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOT_EXPIRING = new Date("2099-01-01T00:00:00Z");

const nameOf = (day: number): string => addDays("2026-11-01", day - 1);
const generationOf = (day: number): string => `of ${day}`;
const period = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const published = (days: readonly number[], changed: Record<number, string> = {}): PublishedDay[] =>
  days.map((day) => [nameOf(day), changed[day] ?? generationOf(day)]);

for (const engine of testEngines()) {
  describe(`sums of rollups' values on ${engine.name}`, () => {
    let db: TestDatabase;
    let tenantId: string;
    let sums: ValueSums;
    /** The generations of each question to the database since it was last emptied. */
    let asked: string[][];

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      tenantId = randomUUID();
      asked = [];
      const dailyRollups = db.database.collection<RollupDocument>("dailyRollups");
      const aggregate = <T extends Document>(
        stages?: Document[],
      ): ReturnType<Collection<RollupDocument>["aggregate"]> => {
        const [{ $match }] = stages as [{ $match: { generation: { $in: string[] } } }];
        asked.push($match.generation.$in);
        return dailyRollups.aggregate<T>(stages);
      };
      sums = createValueSums({ aggregate } as Pick<typeof dailyRollups, "aggregate">, tenantId, 0);
    });

    /** So many participations with a headset on a day. */
    async function publish(day: number, participations: number, generation = generationOf(day)): Promise<void> {
      const of = { tenantId, day: nameOf(day), generation, changes: 1, expireAt: NOT_EXPIRING };
      const figures = { ...emptyFigures(), participations };
      const document = rollupDocument(
        of,
        { dimension: "captureDevice", value: "Headset", isShared: true, people: 9, figures },
        { calls: 0, personMarks: new Binary() },
      );
      await db.database.collection<RollupDocument>("dailyRollups").insertOne(document);
    }

    async function askedFor(days: readonly PublishedDay[]): Promise<string[][]> {
      asked.length = 0;
      await sums.over(days);
      return [...asked];
    }

    const participationsOf = async (days: readonly PublishedDay[]): Promise<number> =>
      (await sums.over(days)).reduce((sum, { figures }) => sum + figures.participations, 0);

    it("adds up again only the piece of a day that was published anew", async () => {
      const days = period(1, 27);
      for (const day of days) await publish(day, day);
      assert.equal(await participationsOf(published(days)), 378);
      assert.deepEqual(await askedFor(published(days)), []);

      await publish(23, 1_023, "of 23 anew");
      await publish(5, 1_005, "of 5 anew");
      const anew = published(days, { 5: "of 5 anew", 23: "of 23 anew" });
      assert.deepEqual(await askedFor(anew), [["of 3", "of 4", "of 5 anew", "of 6"], ["of 23 anew"]]);
      assert.equal(await participationsOf(anew), 2_378);
    });

    it("keeps its pieces when the period moves on by a day", async () => {
      await sums.over(published(period(1, 27)));
      assert.deepEqual(await askedFor(published(period(2, 28))), [["of 2"], ["of 19", "of 20", "of 21"], ["of 28"]]);
    });

    it("does not ask twice for a piece that is being added up", async () => {
      const days = published(period(1, 22));
      await Promise.all([sums.over(days), sums.over(days)]);
      assert.equal(asked.filter((generations) => generations.includes("of 5")).length, 1);
    });

    it("adds up nothing, and the newest days alone", async () => {
      assert.deepEqual(await sums.over([]), []);
      assert.deepEqual(await askedFor(published(period(1, 2))), [["of 1"], ["of 2"]]);
    });

    it("remembers so many pieces at most: those asked for last", async () => {
      for (const day of period(1, 53)) await sums.over(published([day]));
      assert.deepEqual(await askedFor(published([2])), []);
      assert.deepEqual(await askedFor(published([1])), [["of 1"]]);
    });

    it("does not keep what was published before in place of other pieces", async () => {
      const other = published(period(101, 103));
      await sums.over(other);
      for (const time of period(1, 60)) await sums.over(published(period(1, 22), { 5: `of 5, time ${time}` }));
      assert.deepEqual(await askedFor(other), []);
    });
  });
}
