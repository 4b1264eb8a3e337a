import type { Db, MongoClient } from "mongodb";
import { createLocalTime } from "../../../src/calls/local-time.ts";
import { daysOf, resolvePeriod } from "../../../src/calls/period.ts";
import { storeParts } from "../../../src/store/open-store.ts";
import { Random } from "../../../src/simulator/random.ts";
import type { Figure } from "../bench-part.ts";
import { median } from "../percentiles.ts";
import { createDayChanges } from "./day-changes.ts";
import { CONTEXT, NOW, type Department } from "./department.ts";
import { insertHeavyPerson } from "./heavy-person.ts";
import { naiveCalls } from "./naive-calls.ts";
import { createQuestions, type Questions } from "./questions.ts";
import { loadNaiveRecords, loadTenant, secondsSince, type LoadedTenant } from "./tenant-load.ts";
import { p95, timed, timedInTurn, type Ask } from "./timed.ts";

export type AnswerSizes = {
  /** From the smallest to the largest; `label` names the participations in figures. */
  tenants: { label: string; departments: number }[];
  /** Departments whose call records are also kept the naive way. */
  naiveDepartments: number;
  rounds: number;
  naiveRounds: number;
  scans: number;
  heavyPersonCalls: number;
};

/** With what part of the figures' names begins. */
export type EngineName = "embedded" | "documentdb";

type Tenant = LoadedTenant & { label: string; questions: Questions; next: () => string };

const MY_CALLS = "my calls this week";
/** The size at which the naive way is to be beaten. */
const TARGET_AT = "1m";

/** Loads tenants of every size, and asks them in turn. Leaves nothing behind. */
export async function measureAnswers(
  client: MongoClient,
  engine: EngineName,
  department: Department,
  sizes: AnswerSizes,
  say: (line: string) => void,
): Promise<{ figures: Record<string, Figure>; ratio: number }> {
  const tenants: Tenant[] = [];
  const figures: Record<string, Figure> = {};
  const put = (name: string, figure: Figure): void => {
    figures[engine + name] = figure;
    say(`${engine}${name}: ${figure.value.toPrecision(3)} ${figure.unit}`);
  };
  try {
    for (const { label, departments } of sizes.tenants) {
      const loaded = await loadTenant(client, department, departments, (line) => say(`${engine} ${label}: ${line}`));
      const random = new Random(`persons/${label}`);
      tenants.push({
        ...loaded,
        label,
        questions: createQuestions(loaded.store),
        next: () => random.pick(loaded.people),
      });
    }
    await measureGrowth(tenants, sizes.rounds, put);
    const largest = tenants.at(-1);
    if (largest === undefined) throw new Error("There is no tenant to ask.");
    await measureOrganization(largest, sizes, put, say);
    const ratio = await measureNaive(largest, department, sizes, put, say);
    await measureHeavyPerson(largest, department, sizes, put);
    return { figures, ratio };
  } finally {
    for (const { database } of tenants) await database.dropDatabase();
  }
}

type Put = (name: string, figure: Figure) => void;

/** The same questions of a small and of a large tenant, by somebody else each time. */
async function measureGrowth(tenants: readonly Tenant[], rounds: number, put: Put): Promise<void> {
  const kinds: [string, (tenant: Tenant) => Ask][] = [
    [
      "MyCalls",
      ({ questions, next }) =>
        () =>
          questions.chat(MY_CALLS, next()),
    ],
    [
      "Overview",
      ({ questions, next }) =>
        () =>
          questions.overview(next()),
    ],
  ];
  for (const [kind, askOf] of kinds) {
    const times = await timedInTurn(tenants.map(askOf), rounds);
    for (const [index, { label }] of tenants.entries()) {
      put(`${kind}${label}P50`, { value: median(times[index] ?? []), unit: "ms" });
      put(`${kind}${label}P95`, { value: p95(times[index]), unit: "ms" });
    }
    put(`${kind}P95Growth`, { value: p95(times.at(-1)) / p95(times[0]), unit: "ratio", target: { atMost: 1.5 } });
  }
}

/**
 * The admins' page, with a day that has changed since the one before it, against adding up the same four weeks'
 * participations in the database, for far less than the page says.
 */
async function measureOrganization(
  { label, database, store, questions }: Tenant,
  { rounds, scans }: AnswerSizes,
  put: Put,
  say: (line: string) => void,
): Promise<void> {
  const begun = performance.now();
  for (let days = 0, some = 1; some > 0; days += some) {
    some = await store.rollups.refresh(14);
    say(`computed the figures of ${days + some} days in ${secondsSince(begun)} s`);
  }
  const asked = performance.now();
  const pages = Math.ceil(rounds / 10);
  const [page] = await timedInTurn([() => questions.organization()], pages, createDayChanges({ database, store }));
  say(`asked for ${pages} pages, each after a day that changed, in ${secondsSince(asked)} s`);
  const [first] = await timedInTurn(
    [() => createQuestions(storeParts({ ...CONTEXT, database })).organization()],
    scans * 3,
  );
  const scan: number[] = [];
  for (let index = 0; index < scans; index += 1) scan.push(await timed(() => scanParticipations(database)));
  put(`Organization${label}P95`, { value: p95(page), unit: "ms", target: { atMost: 100 } });
  put(`OrganizationFirst${label}P50`, { value: median(first ?? []), unit: "ms" });
  put(`OrganizationScan${label}P50`, { value: median(scan), unit: "ms" });
  put("OrganizationScanRatio", { value: median(scan) / p95(page), unit: "ratio" });
}

function scanParticipations(database: Db): Promise<unknown[]> {
  const { startOfDay, dateOf } = createLocalTime(CONTEXT.timeZone);
  const { first } = daysOf({ kind: "lastDays", count: 28 }, dateOf(NOW));
  return database
    .collection("participations")
    .aggregate([
      { $match: { tenantId: CONTEXT.tenantId, start: { $gte: startOfDay(first), $lt: NOW } } },
      {
        $group: {
          _id: { quality: "$quality", platform: "$client.platform" },
          participations: { $sum: 1 },
          seconds: { $sum: "$durationSeconds" },
        },
      },
    ])
    .toArray();
}

/** The product on the largest tenant against the naive way on the records of some departments, the same people in turn. */
async function measureNaive(
  largest: Tenant,
  department: Department,
  { naiveDepartments, naiveRounds, scans }: AnswerSizes,
  put: Put,
  say: (line: string) => void,
): Promise<number> {
  const { database, questions, people, label } = largest;
  const records = await loadNaiveRecords(database, department, naiveDepartments, say);
  const period = resolvePeriod({ kind: "thisWeek" }, NOW, CONTEXT.timeZone);
  const askers = people.slice(0, department.people.length * naiveDepartments);
  const against = async (
    random: Random,
    rounds = naiveRounds,
  ): Promise<{ own: number[] | undefined; naive: number[] | undefined }> => {
    let personId = "";
    let calls = 0;
    const [own, naive] = await timedInTurn(
      [
        async () => (calls = await questions.chat(MY_CALLS, (personId = random.pick(askers)))),
        async () => {
          const found = await naiveCalls(records, personId, period);
          if (found.calls !== calls) throw new Error(`The naive way counts ${found.calls} calls instead of ${calls}.`);
        },
      ],
      rounds,
    );
    return { own, naive };
  };
  const unindexed = await against(new Random("naive"), scans * 3);
  put("NaiveUnindexedP50", { value: median(unindexed.naive ?? []), unit: "ms" });
  const hasTarget = label === TARGET_AT;
  const target = { atLeast: 20 };
  put(`NaiveUnindexedRatioAt${label}`, {
    value: median(unindexed.naive ?? []) / median(unindexed.own ?? []),
    unit: "ratio",
    ...(hasTarget && { target }),
  });
  const byPerson = await records.createIndex({ "participants_v2.id": 1 });
  const { own, naive } = await against(new Random("naive"));
  const ratio = p95(naive) / p95(own);
  put("NaiveP95", { value: p95(naive), unit: "ms" });
  put(`NaiveRatioAt${label}`, { value: ratio, unit: "ratio", ...(hasTarget && { target }) });
  await records.dropIndex(byPerson);
  await records.createIndex({ "participants_v2.id": 1, startDateTime: 1 });
  const narrow = await against(new Random("naive"));
  put("NaiveByPersonAndStartP95", { value: p95(narrow.naive), unit: "ms" });
  put("NaiveByPersonAndStartRatio", { value: p95(narrow.naive) / p95(narrow.own), unit: "ratio" });
  return ratio;
}

async function measureHeavyPerson(
  { database, questions }: Tenant,
  department: Department,
  { heavyPersonCalls, scans }: AnswerSizes,
  put: Put,
): Promise<void> {
  const personId = await insertHeavyPerson(database, department, heavyPersonCalls);
  const [times] = await timedInTurn([() => questions.chat("my calls this year", personId)], scans * 3);
  put("HeavyPersonMyCallsThisYearP50", { value: median(times ?? []), unit: "ms" });
}
