import assert from "node:assert/strict";
import type { TrueCall } from "../../../src/simulator/true-call.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { TAB_ENGLISH } from "../../support/tab-calls.ts";
import { figureLines, tableBehind, tableRows } from "../../support/tab-figures.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

/** Over, so that no call is added while it is looked at; and Graph still lists all of it. */
const PERIOD = { kind: "range", from: "2026-10-25", to: "2026-11-15" } as const;
const PATH = "/admin/organization?period=2026-10-25..2026-11-15";
const { formats } = TAB_ENGLISH;

describe("the tab's page of the organization", function () {
  this.timeout(300_000);
  let world: TabWorld;
  let stage: TabStage;
  let calls: TrueCall[];

  before(async () => {
    world = await sharedTabWorld();
    const { start, end } = world.period(PERIOD);
    calls = world.held.filter((call) => call.start >= start && call.start < end);
  });
  beforeEach(async () => {
    stage = await TabStage.open(world, PATH, { personId: world.admin.id });
    await stage.settled();
  });
  afterEach(() => stage.close());

  it("shows everyone's figures, and the same in the tables behind the charts", async () => {
    const { page } = stage;
    const parts = calls.flatMap(({ participations }) => participations);
    const of = (quality: string): number => parts.filter((part) => part.quality === quality).length;
    const judged = of("poor") + of("good");
    const [share, ofJudged] = await figureLines(page, "Poor share");
    assert.equal(share, formats.percentage(of("poor") / judged, 1));
    assert.equal(ofJudged, `${formats.count(of("poor"))} of ${formats.count(judged)} judged`);

    const days = await tableBehind(page, "Poor share by day");
    const sum = (column: number): number => days.reduce((total, cells) => total + Number(cells[column]), 0);
    assert.deepEqual([sum(1), sum(2)], [judged, of("poor")]);
  });

  it("compares subnets, platforms and the like, sorted by any column, and tells what it leaves out", async () => {
    const { page } = stage;
    const panel = page.getByRole("region", { name: "Poor share by what was used" });
    await panel.getByRole("combobox", { name: "By" }).selectOption("callType");
    await page.waitForURL((url) => url.searchParams.get("by") === "callType");
    const rows = await tableRows(panel.getByRole("table"));
    const truth = (type: string) => {
      const parts = calls.filter((call) => call.type === type).flatMap(({ participations }) => participations);
      const poor = parts.filter(({ quality }) => quality === "poor").length;
      return { poor, judged: poor + parts.filter(({ quality }) => quality === "good").length };
    };
    assert.ok(rows.length > 0);
    for (const [name, judged, share] of rows) {
      const type = name === TAB_ENGLISH.words.callType.peerToPeer ? "peerToPeer" : "groupCall";
      const expected = truth(type);
      assert.equal(judged, formats.count(expected.judged));
      assert.ok(share?.startsWith(`${formats.percentage(expected.poor / expected.judged)} (`), share);
    }

    const judgedHeader = panel.getByRole("columnheader", { name: "Judged" });
    await judgedHeader.getByRole("button").press("Enter");
    assert.equal(await judgedHeader.getAttribute("aria-sort"), "descending");
    const sorted = (await tableRows(panel.getByRole("table"))).map((cells) => Number(cells[1]?.replaceAll(",", "")));
    assert.deepEqual(
      sorted,
      [...sorted].sort((a, b) => b - a),
    );
    await judgedHeader.getByRole("button").press("Enter");
    assert.equal(await judgedHeader.getAttribute("aria-sort"), "ascending");

    await panel.getByRole("combobox", { name: "By" }).selectOption("subnet");
    await panel.getByText(/^\d+ more (was|were) judged too few times to tell\.$/).waitFor();
    assert.deepEqual(stage.complaints, []);
  });

  it("looks right in every theme and size, and in Chinese", async () => {
    await looksRightEverywhere(stage, "organization");
    await stage.close();
    stage = await TabStage.open(world, PATH, { personId: world.admin.id, size: "phone", language: "zh-CN" });
    await stage.settled();
    await stage.shoot("organization");
    assert.deepEqual(await stage.findings(), []);
    assert.equal(await stage.sidewaysScroll(), 0);
  });
});
