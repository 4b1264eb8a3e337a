import { createClient } from "../../../src/store/open-store.ts";
import { createIndexes } from "../../../src/store/indexes.ts";
import { EMBEDDED_ENGINE, newDatabaseName, testEngines } from "../../support/test-store.ts";
import { createDepartment, DEPARTMENT_PEOPLE, proveCopies } from "../answers/department.ts";
import { measureAnswers, type AnswerSizes } from "../answers/measure-answers.ts";
import type { BenchPart, BenchResult } from "../bench-part.ts";

const BRIEF: AnswerSizes = {
  tenants: [
    { label: "100", departments: 1 },
    { label: "1000", departments: 10 },
    { label: "3000", departments: 30 },
  ],
  naiveDepartments: 3,
  rounds: 20,
  naiveRounds: 10,
  scans: 1,
  heavyPersonCalls: 300,
};

const WHOLE = { rounds: 300, naiveRounds: 100, scans: 3, heavyPersonCalls: 10_000 };

/** Up to some 28,000 call records; the stated ceiling of the embedded default is 200,000. */
const EMBEDDED: AnswerSizes = {
  ...WHOLE,
  tenants: [
    { label: "10k", departments: 1 },
    { label: "100k", departments: 10 },
  ],
  naiveDepartments: 1,
};

const DOCUMENTDB: AnswerSizes = {
  ...WHOLE,
  tenants: [
    { label: "10k", departments: 1 },
    { label: "100k", departments: 10 },
    { label: "1m", departments: 100 },
  ],
  naiveDepartments: 10,
};

export const answers: BenchPart = {
  name: "answers",
  ratioOf: "× as fast as counting the same person's call records in code, at p95",

  async run({ isBrief, mongodbUri, say }) {
    const begun = performance.now();
    const department = createDepartment(
      isBrief ? { people: 4, calls: 32 } : { people: DEPARTMENT_PEOPLE, calls: Infinity },
    );
    const { participations, headers, people } = department;
    say(
      `a department: ${people.length} people, ${headers.length} calls, ${participations.length} participations, ` +
        `made in ${Math.round((performance.now() - begun) / 1000)} s`,
    );
    const results: { figures: BenchResult["figures"]; ratio: number }[] = [];
    for (const engine of testEngines(mongodbUri ?? undefined)) {
      const { uri, stop } = await engine.start();
      const client = createClient(uri);
      try {
        const isEmbedded = engine === EMBEDDED_ENGINE;
        if (isEmbedded) {
          const scratch = client.db(newDatabaseName());
          await createIndexes(scratch);
          await proveCopies(scratch, department, 20);
          await scratch.dropDatabase();
          say("20 copied calls are what saving them writes");
        }
        const sizes = isBrief ? BRIEF : isEmbedded ? EMBEDDED : DOCUMENTDB;
        results.push(await measureAnswers(client, isEmbedded ? "embedded" : "documentdb", department, sizes, say));
      } finally {
        await client.close();
        await stop();
      }
    }
    return {
      ratio: results.at(-1)?.ratio ?? NaN,
      engine: mongodbUri === null ? "embedded" : "embedded and documentdb",
      figures: Object.assign({}, ...results.map(({ figures }) => figures)) as BenchResult["figures"],
      notes: notesOf(department.participations.length, people.length, mongodbUri !== null),
    };
  },
};

function notesOf(participations: number, people: number, isOnReal: boolean): string[] {
  return [
    `A tenant grows by departments: ${people} people of the simulated tenant each, ${participations} participations in eight weeks, about 27 calls a person and week. Departments call alike but are other people with other homes; the five offices' public addresses are shared by all.`,
    "Documents are made by the store's own functions and inserted in bulk; copied calls are held against what a save writes. Sessions are not loaded: neither question reads them.",
    "Chat: from the sender's preferences to the finished card, without Teams' way to the bot. Overview and organization: the routes' answers as JSON, without HTTP. One question at a time, somebody else each time, the sizes in turn; this process asks and answers, the embedded server has a thread, DocumentDB processes of its own.",
    "The overview says which addresses are an office's, and remembers those for an hour, as a service does that people of an office ask one after the other.",
    "The page of the organization remembers what it added up, in pieces of several days, of the newest seven day by day. Before each page the figures of a day three to five days back are computed anew (not timed), as a later version of a call has them in a busy tenant, so that the page adds up that day again; `First` is a page of a service that has just started and adds up all of them.",
    "The naive way reads whole records: without an index of its own (what storing Graph's records as they are gives), by an index on the participants' ids, and by one on id and start; it makes no card. Its records are ten times larger, so it holds those of a few departments only, which favors it.",
    ...(isOnReal ? [] : ["No MongoDB was named, so nothing was measured beyond the embedded default's ceiling."]),
  ];
}
