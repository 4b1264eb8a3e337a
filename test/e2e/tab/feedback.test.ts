import assert from "node:assert/strict";
import type { TrueParticipation } from "../../../src/simulator/true-call.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { ownPart, TAB_ENGLISH } from "../../support/tab-calls.ts";
import { figureLines, tableRows } from "../../support/tab-figures.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

/** Over, so that no call is added while it is looked at; and Graph still lists all of it. */
const PERIOD = { kind: "range", from: "2026-10-25", to: "2026-11-15" } as const;
const PATH = "/feedback?period=2026-10-25..2026-11-15";
const STARS: Readonly<Record<string, number>> = { bad: 1, poor: 2, fair: 3, good: 4, excellent: 5 };
const OPINIONS = ["Bad or poor", "Fair", "Good or excellent"];
const QUALITIES = ["poor", "good", "unclassified"] as const;
const { formats } = TAB_ENGLISH;

describe("the tab's page of poor calls and feedback", function () {
  this.timeout(300_000);
  let world: TabWorld;
  let stage: TabStage;
  let own: TrueParticipation[];

  before(async () => {
    world = await sharedTabWorld();
    own = world.calls(world.admin, PERIOD).map((call) => ownPart(call, world.admin.id));
  });
  beforeEach(async () => {
    stage = await TabStage.open(world, PATH, { personId: world.admin.id });
    await stage.settled();
  });
  afterEach(() => stage.close());

  it("shows what was rated, and how far the measurements agree", async () => {
    const { page } = stage;
    const { rated, notRated, average, poor, tokens } = world.truth(world.admin, PERIOD).feedback;
    assert.ok(rated > 5 && average !== null);
    const [answered] = await figureLines(page, "Answered");
    assert.equal(answered, formats.percentage(rated / (rated + notRated)));
    assert.equal((await figureLines(page, "Average rating"))[0], TAB_ENGLISH.averageRating(average));
    assert.deepEqual(await figureLines(page, "Poor feedback"), [
      formats.percentage(poor / rated),
      `${formats.count(poor)} of ${formats.count(rated)}`,
    ]);

    const matrix = await tableRows(page.getByRole("table", { name: "Your ratings beside the measurements" }));
    const truth = OPINIONS.map((opinion) => {
      const calls = own.filter((part) => opinionOf(part) === opinion);
      return QUALITIES.map((quality) => calls.filter((part) => part.quality === quality).length);
    });
    assert.deepEqual(
      matrix.map(([opinion, ...counts]) => [opinion, ...counts.map((count) => Number.parseInt(count, 10))]),
      OPINIONS.map((opinion, index) => [opinion, ...(truth[index] ?? [])]),
    );
    const agreed = (truth[0]?.[0] ?? 0) + (truth[2]?.[1] ?? 0);
    const both = agreed + (truth[0]?.[1] ?? 0) + (truth[2]?.[0] ?? 0);
    assert.equal((await figureLines(page, "Measured as you rated"))[0], formats.percentage(agreed / both));

    const given = await tableRows(page.getByRole("table", { name: "Ratings you gave" }));
    const stars = own.flatMap(({ ratings }) => ratings.map(({ rating }) => STARS[rating]));
    assert.deepEqual(
      given.map((cells) => cells.at(-1)),
      [5, 4, 3, 2, 1].map((value) => formats.count(stars.filter((one) => one === value).length)),
    );
    const problems = await tableRows(page.getByRole("table", { name: "Problems" }));
    const marked = Object.entries(tokens).map(([token, count]) => [TAB_ENGLISH.quality.token(token), count]);
    assert.deepEqual(
      new Map(problems.map(([name, , count]) => [name?.toLowerCase(), Number(count)])),
      new Map(marked.map(([words, count]) => [String(words).toLowerCase(), count])),
    );
  });

  it("lists the calls asked about and the poor ones, and marks and explains where the two disagree", async () => {
    const { page } = stage;
    const panel = page.getByRole("region", { name: "Calls asked about, and poor calls" });
    const items = panel.getByRole("listitem");
    const choice = panel.getByRole("combobox", { name: "Show" });
    const listed = own.filter(({ ratings, quality }) => ratings.length > 0 || quality === "poor");
    assert.equal(await items.count(), Math.min(20, listed.length));

    const contradicting = own.filter((part) => isContradiction(part));
    assert.ok(contradicting.length > 0);
    await choice.selectOption("disagreeing");
    assert.equal(await items.count(), Math.min(20, contradicting.length));
    assert.equal(await panel.getByText(/^They disagree: You rated it/).count(), await items.count());
    await items.first().getByRole("link").press("Enter");
    const [first] = world.calls(world.admin, PERIOD).filter((call) => isContradiction(ownPart(call, world.admin.id)));
    await page.waitForURL((url) => url.pathname === `/tab/calls/${first?.callId}`);
    assert.deepEqual(stage.complaints, []);
  });

  it("looks right in every theme and size, and in Chinese", async () => {
    await looksRightEverywhere(stage, "feedback");
    await stage.close();
    stage = await TabStage.open(world, PATH, { personId: world.admin.id, size: "phone", language: "zh-CN" });
    await stage.settled();
    await stage.shoot("feedback");
    assert.deepEqual(await stage.findings(), []);
    assert.equal(await stage.sidewaysScroll(), 0);
  });

  it("says what will stand here while there is nothing", async () => {
    await stage.goto("/feedback?period=2025-02");
    await stage.page.getByRole("heading", { name: "No feedback and no poor call" }).waitFor();
  });
});

/** By the worst answer; null for none. */
function opinionOf({ ratings }: TrueParticipation): string | null {
  const given = ratings.flatMap(({ rating }) => STARS[rating] ?? []);
  if (given.length === 0) return null;
  const worst = Math.min(...given);
  return OPINIONS[worst <= 2 ? 0 : worst === 3 ? 1 : 2] ?? null;
}

function isContradiction(part: TrueParticipation): boolean {
  const opinion = opinionOf(part);
  return (opinion === OPINIONS[0] && part.quality === "good") || (opinion === OPINIONS[2] && part.quality === "poor");
}
