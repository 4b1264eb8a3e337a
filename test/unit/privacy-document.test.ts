import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { INDEXES } from "../../src/store/indexes.ts";
import { KEPT_DAYS } from "../../src/store/retention.ts";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): Promise<string> => readFile(fromRoot(path), "utf8");

/** What the column "Kept" must say of each collection with an end. */
const ENDS: Readonly<Record<string, string[]>> = {
  callRecords: ["`RETENTION_DAYS`"],
  callSessions: ["`RETENTION_DAYS`"],
  participations: ["`RETENTION_DAYS`"],
  phoneCalls: ["`RETENTION_DAYS`"],
  people: ["`RETENTION_DAYS`"],
  dailyRollups: ["`RETENTION_DAYS`", `${KEPT_DAYS.rollups} days`],
  rollupDays: ["`RETENTION_DAYS`", `${KEPT_DAYS.rollups} days`],
  accessLog: ["`ACCESS_LOG_DAYS`"],
  incidents: ["`INCIDENT_DAYS`"],
  deliveries: ["`INCIDENT_DAYS`"],
  helpRequests: [`${KEPT_DAYS.endedHelpRequests} days more`],
  erasures: [`${KEPT_DAYS.erasureReceipts} days`],
  ingestJobs: [`${KEPT_DAYS.doneJobs} days`],
  ledgerHours: [`${KEPT_DAYS.ledgerHours} days`],
  progress: [`${KEPT_DAYS.listingPasses} days`],
  serviceHeartbeats: [`${KEPT_DAYS.serviceHeartbeats} day`],
};

describe("docs/privacy.md", () => {
  let text: string;
  let rows: Map<string, string[]>;
  before(async () => {
    text = await read("docs/privacy.md");
    const inventory = text.slice(text.indexOf("| Collection"), text.indexOf("### Personal fields"));
    rows = new Map(
      [...inventory.matchAll(/^\| `(\w+)` +\| (.+) \|$/gm)].map(([, name = "", cells = ""]) => [
        name,
        cells.split("|").map((cell) => cell.trim()),
      ]),
    );
  });

  it("has a row for every collection of the store, and for no other", async () => {
    const names = new Set(INDEXES.map(({ collection }) => collection));
    for (const file of await readdir(fromRoot("src/store"))) {
      const source = await read(`src/store/${file}`);
      for (const [, name = ""] of source.matchAll(/\bcollection(?:<[^;]*?>)?\(\s*"(\w+)",?\s*\)/g)) names.add(name);
    }
    assert.ok(names.size >= 30, `${names.size} collections`);
    assert.deepEqual([...rows.keys()].sort(), [...names].sort());
    for (const [name, cells] of rows) assert.ok(cells.length === 4 && cells.every((cell) => cell !== ""), name);
  });

  it("tells every end that the database holds to, with the true days", () => {
    const ending = new Set(INDEXES.filter(({ expires }) => expires).map(({ collection }) => collection));
    assert.deepEqual([...ending].sort(), Object.keys(ENDS).sort());
    for (const [name, cells] of rows) {
      const kept = cells[2] ?? "";
      for (const end of ENDS[name] ?? ["Without end"]) assert.ok(kept.includes(end), `${name}: ${kept}`);
    }
  });

  it("names every personal field that is erased and cleared", async () => {
    const source = await read("src/calls/erase-person.ts");
    const cleared = [...source.matchAll(/delete measured\.(\w+)|(\w+): null\b/g)].map(([, a, b]) => a ?? b ?? "");
    const fields = new Set(cleared.filter((name) => name !== "organizer"));
    assert.ok(fields.size >= 12, [...fields].join());
    const table = text.slice(text.indexOf("### Personal fields"), text.indexOf("## Export and erase"));
    assert.deepEqual(
      [...fields].filter((name) => !table.includes(`\`${name}\``)),
      [],
    );
  });
});
