import assert from "node:assert/strict";
import { averageRatingChange, poorShareChange } from "../../../src/calls/figure-change.ts";
import type { TrueCall } from "../../../src/simulator/true-call.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { ownPart, TAB_ENGLISH } from "../../support/tab-calls.ts";
import { figureLines, tableBehind, tableRows } from "../../support/tab-figures.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import { TAB_TIME_ZONE, type TabWorld } from "../../support/tab-world.ts";

/** Over, so that no call is added while it is looked at; and Graph still lists all of what comes before it. */
const PERIOD = { kind: "range", from: "2026-11-05", to: "2026-11-15" } as const;
const BEFORE = { kind: "range", from: "2026-10-25", to: "2026-11-04" } as const;
const PATH = "/?period=2026-11-05..2026-11-15";
/** Smaller ones nobody notices: https://web.dev/articles/cls */
const MOST_SHIFT = 0.1;
const WATCH_SHIFTS = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;
const { formats } = TAB_ENGLISH;

describe("the tab's overview", function () {
  this.timeout(300_000);
  let world: TabWorld;
  let stage: TabStage;

  before(async () => {
    world = await sharedTabWorld();
  });
  beforeEach(async () => {
    stage = await TabStage.prepare(world, { personId: world.admin.id });
    await stage.page.addInitScript({ content: WATCH_SHIFTS });
  });
  afterEach(() => stage.close());

  const open = async (path = PATH): Promise<void> => {
    await stage.goto(path);
    await stage.settled();
  };

  it("shows the period's figures with their change, and moves nothing while it does", async () => {
    await open();
    const truth = world.truth(world.admin, PERIOD);
    const before = world.truth(world.admin, BEFORE);
    assert.ok(truth.calls > 10 && before.calls > 0);

    const more = (difference: number, text: string): string => `${text} ${difference > 0 ? "more" : "less"}`;
    const [calls, , change] = await figureLines(stage.page, "Calls");
    assert.equal(calls, formats.count(truth.calls));
    const difference = truth.calls - before.calls;
    assert.equal(change, difference === 0 ? "No change" : more(difference, formats.count(Math.abs(difference))));

    const [time, average] = await figureLines(stage.page, "Time in calls");
    assert.equal(time, formats.duration(truth.durationSeconds));
    assert.equal(average, `${formats.duration(truth.durationSeconds / truth.calls)} on average`);

    const judged = { count: truth.quality.poor, of: truth.quality.poor + truth.quality.good };
    const judgedBefore = { count: before.quality.poor, of: before.quality.poor + before.quality.good };
    const [share, ofJudged, shareChange] = await figureLines(stage.page, "Poor share");
    assert.equal(share, formats.percentage(judged.count / judged.of));
    assert.equal(ofJudged, `${judged.count} of ${judged.of} judged`);
    assert.match(shareChange ?? "", patternOf(poorShareChange(judged, judgedBefore)?.meaning));

    const { feedback } = truth;
    const [rating, rated, ratingChange] = await figureLines(stage.page, "Average rating");
    assert.equal(rating, TAB_ENGLISH.averageRating(feedback.average ?? 0));
    assert.equal(rated, TAB_ENGLISH.ratedCount(feedback.rated, feedback.rated + feedback.notRated));
    assert.match(ratingChange ?? "", patternOf(averageRatingChange(feedback, before.feedback)?.meaning));

    const shift = await stage.page.evaluate<number>("window.shift");
    assert.ok(shift < MOST_SHIFT, `layout shift ${shift}`);
  });

  it("has the tenant's own figures in its charts, its week, its people and its poor calls", async () => {
    await open();
    const { page } = stage;
    const truth = world.truth(world.admin, PERIOD);
    const own = world.calls(world.admin, PERIOD);

    const days = await tableBehind(page, "Calls by day");
    assert.deepEqual(
      days.map(([day, calls, poor, , , time]) => [day, calls, poor, time]),
      truth.byDay.map(({ date, calls, poor, durationSeconds }) => [
        formats.day(date),
        formats.count(calls),
        formats.count(poor),
        formats.duration(durationSeconds),
      ]),
    );

    const people = await tableRows(page.getByRole("table", { name: "One-to-one calls" }));
    assert.deepEqual(
      people.map((cells) => cells.slice(1)),
      truth.people
        .slice(0, people.length)
        .map(({ calls, durationSeconds }) => [formats.count(calls), formats.duration(durationSeconds)]),
    );
    assert.deepEqual(people[0]?.[0], truth.people[0]?.displayName);

    const week = page.getByRole("table", { name: /^Calls by weekday and hour/ });
    const shown = await week.locator("td[title]:not([title='No calls'])").all();
    const named = await Promise.all(shown.map(async (cell) => (await cell.getAttribute("title")) ?? ""));
    assert.deepEqual(named.sort(), hoursOf(own, world.admin.id).sort());

    const poor = own.filter((call) => isPoor(call, world.admin.id));
    const links = page.getByRole("region", { name: "Newest poor calls" }).getByRole("listitem").getByRole("link");
    const hrefs = await Promise.all((await links.all()).map((link) => link.getAttribute("href")));
    assert.deepEqual(
      hrefs,
      poor.slice(0, 5).map(({ callId }) => `/tab/calls/${callId}`),
    );
    assert.deepEqual(stage.complaints, []);
  });

  it("leads from a day of a chart, by keyboard, to the calls of that day, and from a name to the calls with them", async () => {
    await open();
    const { page } = stage;
    const lastDay = page.getByRole("group", { name: "Calls by day", exact: true }).getByRole("link").last();
    await lastDay.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tab\/calls\?period=2026-11-15$/);
    await page.goBack();
    const [first] = world.truth(world.admin, PERIOD).people;
    await page.getByRole("table", { name: "One-to-one calls" }).getByRole("link").first().press("Enter");
    await page.waitForURL((url) => url.searchParams.get("person") === first?.id);
  });

  it("says that a period has no calls and where the last one is, and what to expect on the first day", async () => {
    await open("/?period=2025-02");
    const { page } = stage;
    await page.getByRole("heading", { name: "No calls in this period" }).waitFor();
    assert.deepEqual(await stage.findings(), []);
    await page.getByRole("link", { name: "Show November 2026" }).press("Enter");
    await page.getByRole("heading", { name: "Calls by day", exact: true }).waitFor();

    // Nobody of the tenant has no call at all.
    await page.route(/\/api\/me\/calls\/last/, (route) =>
      route.fulfill({ status: 404, json: { code: "call_not_found", message: "none", requestId: "1" } }),
    );
    await open("/?period=2025-03");
    await page.getByRole("heading", { name: "No calls yet" }).waitFor();
    await stage.shoot("overview-first-day");
  });

  it("looks right in every theme and size, and in Chinese", async () => {
    await open("/");
    await stage.page.getByRole("heading", { name: "Your networks" }).waitFor();
    await looksRightEverywhere(stage, "overview");
    await stage.close();
    stage = await TabStage.open(world, "/", { personId: world.admin.id, size: "phone", language: "zh-CN" });
    await stage.settled();
    await stage.shoot("overview");
    assert.deepEqual(await stage.findings(), []);
  });
});

/** What a change says by what it means. */
function patternOf(meaning: "better" | "worse" | "chance" | undefined): RegExp {
  if (meaning === undefined) return /^Too few to compare$/;
  return meaning === "chance" ? /(more|less) \(could be chance\)$|^No change$/ : new RegExp(`, ${meaning}$`);
}

function isPoor(call: TrueCall, personId: string): boolean {
  const { quality, ratings } = ownPart(call, personId);
  return quality === "poor" || ratings.some(({ rating }) => rating === "bad" || rating === "poor");
}

/** The names of the week's cells that have calls. */
function hoursOf(calls: readonly TrueCall[], personId: string): string[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    hour: "numeric",
    hourCycle: "h23",
    timeZone: TAB_TIME_ZONE,
  });
  const cells = new Map<string, { calls: number; poor: number }>();
  for (const call of calls) {
    const hour = format.format(call.start);
    const cell = cells.get(hour) ?? { calls: 0, poor: 0 };
    cell.calls += 1;
    cell.poor += ownPart(call, personId).quality === "poor" ? 1 : 0;
    cells.set(hour, cell);
  }
  return [...cells.values()].map(({ calls: count, poor }) =>
    poor === 0 ? TAB_ENGLISH.callCount(count) : `${TAB_ENGLISH.callCount(count)}, ${poor} poor`,
  );
}
