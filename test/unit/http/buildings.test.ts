import assert from "node:assert/strict";
import type { BuildingFileRefusedJson, BuildingsPageJson } from "../../../src/http/api-types.ts";
import { buildingRoutes } from "../../../src/http/routes/buildings.ts";
import type { Buildings, BuildingUpload } from "../../../src/store/buildings.ts";
import type { Building } from "../../../src/calls/building.ts";
import { serveRoutes, SOMEBODY, type ApiServer, type Asking } from "../../support/api-server.ts";
import { buildingLine } from "../../support/building-file-builder.ts";

const PATH = "/api/admin/buildings";
const NOW = new Date("2026-11-20T08:00:00Z");
const UPLOAD_IDS = ["a", "b", "c"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

/** Keeps buildings in memory; the real store has a contract suite of its own. */
function createHeldBuildings(): Buildings & { rowsHeld: () => readonly Building[] } {
  let held: { upload: BuildingUpload; rows: readonly Building[] } | null = null;
  let uploads = 0;
  return {
    rowsHeld: () => held?.rows ?? [],
    current: () => Promise.resolve(held?.upload ?? null),
    replace(rows, by) {
      const buildings = new Set(rows.map(({ buildingName }) => buildingName)).size;
      const reapplied = { looked: 3, changed: 2, total: 9, finishedAt: null };
      const upload = {
        uploadId: UPLOAD_IDS[uploads++] ?? "",
        at: NOW,
        by,
        networks: rows.length,
        buildings,
        reapplied,
      };
      held = { upload, rows };
      return Promise.resolve(upload);
    },
    rows: (from, limit) => Promise.resolve([...(held?.rows ?? [])].slice(from, from + limit)),
    async *allRows() {
      await Promise.resolve();
      if (held && held.rows.length > 0) yield [...held.rows];
    },
    reapply: () => Promise.resolve(false),
  };
}

describe("routes of buildings", () => {
  let buildings: ReturnType<typeof createHeldBuildings>;
  let changes: number;
  let server: ApiServer;

  const serve = (isAdmin = true, sample: string | null = null): Promise<ApiServer> =>
    serveRoutes(
      buildingRoutes({
        buildings,
        people: { names: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `Name of ${id}`]))) },
        sample,
        onChanged: () => void (changes += 1),
      }),
      { viewer: { ...SOMEBODY, isAdmin } },
    );
  beforeEach(async () => {
    buildings = createHeldBuildings();
    changes = 0;
    server = await serve();
  });
  afterEach(() => server.stop());

  const file = (body: string | Uint8Array, contentType = "text/csv"): Asking => ({
    method: "PUT",
    headers: { "content-type": contentType },
    body,
  });
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, n) => buildingLine({ 0: `10.1.${n}.0`, 3: `B${n % 2}` })).join("\n");
  async function page(path = PATH, asking?: Asking): Promise<BuildingsPageJson> {
    const { status, json } = await server.ask(path, asking);
    assert.equal(status, 200);
    return json() as BuildingsPageJson;
  }

  it("have nothing at first", async () => {
    assert.deepEqual(await page(), { upload: null, reapplied: null, rows: [], next: null, hasSample: false });
    assert.equal((await server.ask(`${PATH}.csv`)).status, 404);
    assert.deepEqual((await page(PATH, { method: "DELETE" })).reapplied, null);
    assert.equal(changes, 0);
  });

  it("take a file, say who brought it, and have earlier calls brought to it", async () => {
    const taken = await page(PATH, file(lines(3)));
    assert.deepEqual(taken.upload, {
      at: NOW.toISOString(),
      by: { id: "somebody", displayName: "Name of somebody" },
      networks: 3,
      buildings: 2,
    });
    assert.deepEqual(taken.reapplied, { looked: 3, changed: 2, total: 9, isDone: false });
    assert.deepEqual(
      taken.rows.map(({ networkIp }) => networkIp),
      ["10.1.0.0", "10.1.1.0", "10.1.2.0"],
    );
    assert.equal(changes, 1);
    assert.deepEqual(await page(), taken);
  });

  it("take tabs by the content type", async () => {
    await page(PATH, file(buildingLine({}, "\t"), "text/tab-separated-values; charset=utf-8"));
    assert.equal(buildings.rowsHeld().length, 1);
  });

  it("refuse a file with what is wrong, by line and column, and keep what there is", async () => {
    await page(PATH, file(lines(2)));
    const answer = await server.ask(PATH, file([lines(1), buildingLine({ 0: "10.9", 12: "maybe" })].join("\n")));
    assert.equal(answer.status, 400);
    const { code, findings, findingCount } = answer.json() as BuildingFileRefusedJson;
    assert.deepEqual([code, findingCount], ["building_file_refused", 2]);
    assert.deepEqual(findings, [
      {
        line: 2,
        column: "NetworkIP",
        code: "not_an_address",
        found: "10.9",
        otherLine: null,
        message: "NetworkIP must be an IPv4 or IPv6 address, not “10.9”.",
      },
      {
        line: 2,
        column: "InsideCorp",
        code: "not_zero_or_one",
        found: "maybe",
        otherLine: null,
        message: "InsideCorp must be 0 or 1, not “maybe”.",
      },
    ]);
    assert.equal(buildings.rowsHeld().length, 2);
    assert.equal(changes, 1);
  });

  it("refuse what is no such file", async () => {
    assert.equal((await server.ask(PATH, file("{}", "application/json"))).status, 415);
    assert.equal((await server.ask(PATH, file(""))).status, 400);
    assert.equal((await server.ask(PATH, file(Buffer.alloc(20_000_001, 44)))).status, 413);
    assert.equal(changes, 0);
  });

  it("page through the lines of one upload", async () => {
    const all = lines(250);
    const first = await page(PATH, file(all));
    assert.equal(first.rows.length, 100);
    const second = await page(`${PATH}?cursor=${first.next}&limit=120`);
    const third = await page(`${PATH}?cursor=${second.next}`);
    assert.deepEqual([second.rows.length, third.rows.length, third.next], [120, 30, null]);
    assert.equal(third.rows.at(-1)?.networkIp, "10.1.249.0");
    await page(PATH, file(lines(200)));
    const late = await server.ask(`${PATH}?cursor=${first.next}`);
    assert.deepEqual([late.status, (late.json() as { code: string }).code], [409, "conflict"]);
    for (const cursor of ["1", "x.1", `${UPLOAD_IDS[0]}.-1`, `${UPLOAD_IDS[0]}.12345678`]) {
      assert.equal((await server.ask(`${PATH}?cursor=${cursor}`)).status, 400, cursor);
    }
    assert.equal((await server.ask(`${PATH}?limit=0`)).status, 400);
  });

  it("give the file again, so that it can be taken again", async () => {
    await page(PATH, file(lines(2)));
    const { text, headers } = await server.ask(`${PATH}.csv`);
    assert.equal(headers["content-type"], "text/csv; charset=utf-8");
    assert.match(headers["content-disposition"] ?? "", /buildings\.csv/);
    const before = buildings.rowsHeld();
    await page(PATH, file(text));
    assert.deepEqual(buildings.rowsHeld(), before);
  });

  it("remove it, and say how far calls are then", async () => {
    await page(PATH, file(lines(2)));
    const removed = await page(PATH, { method: "DELETE" });
    assert.deepEqual([removed.upload, removed.rows, removed.reapplied?.isDone], [null, [], false]);
    assert.equal(changes, 2);
    assert.equal((await server.ask(`${PATH}.csv`)).status, 404);
  });

  it("give a sample where there is one", async () => {
    assert.equal((await server.ask(`${PATH}/sample.csv`)).status, 404);
    await server.stop();
    server = await serve(true, lines(2));
    assert.equal((await page()).hasSample, true);
    assert.equal((await server.ask(`${PATH}/sample.csv`)).text, lines(2));
  });

  it("are for admins only", async () => {
    await server.stop();
    server = await serve(false, lines(1));
    for (const [path, asking] of [
      [PATH, {}],
      [PATH, file(lines(1))],
      [PATH, { method: "DELETE" }],
      [`${PATH}.csv`, {}],
      [`${PATH}/sample.csv`, {}],
    ] as const) {
      assert.equal((await server.ask(path, asking)).status, 403);
    }
    assert.equal(buildings.rowsHeld().length, 0);
  });
});
