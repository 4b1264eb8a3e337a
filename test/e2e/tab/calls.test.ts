import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { PeriodName } from "../../../src/calls/period.ts";
import type { TrueCall } from "../../../src/simulator/true-call.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { focusedRow, ownPart, shownCallIds, TAB_ENGLISH, totalsSay, trueTotals } from "../../support/tab-calls.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage, type TabLook } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

const PERIOD: PeriodName = { kind: "lastDays", count: 28 };
const STARS: Readonly<Record<string, number>> = { bad: 1, poor: 2, fair: 3, good: 4, excellent: 5 };

describe("the tab's list of calls", function () {
  this.timeout(180_000);
  let world: TabWorld;
  let stage: TabStage;
  let calls: TrueCall[];
  let personId: string;

  before(async () => {
    world = await sharedTabWorld();
    personId = world.admin.id;
    calls = world.calls(world.admin, PERIOD);
  });
  afterEach(() => stage.close());

  async function open(path = "/calls", look: TabLook = {}): Promise<TabStage["page"]> {
    stage = await TabStage.open(world, path, { personId, ...look });
    return stage.page;
  }
  const part = (call: TrueCall): ReturnType<typeof ownPart> => ownPart(call, personId);
  const trueIds = (of: readonly TrueCall[]): string[] => of.map(({ callId }) => callId);

  it("has every call of the period, newest first, by keyboard alone, and few of them in the document", async () => {
    const page = await open();
    await totalsSay(page, trueTotals(calls, personId));
    const grid = page.getByRole("grid");
    assert.equal(await grid.getAttribute("aria-rowcount"), String(calls.length + 1));
    const [newest] = calls;
    assert.ok(newest);
    const row = grid.locator("[aria-rowindex='2']");
    await row.getByText(TAB_ENGLISH.formats.dayTime(newest.start).replace(",", ""), { exact: true }).waitFor();
    await row.getByText(TAB_ENGLISH.formats.duration(part(newest).durationSeconds), { exact: true }).waitFor();
    await row.getByText(TAB_ENGLISH.words.quality[part(newest).quality], { exact: true }).first().waitFor();

    await row.getByRole("link").focus();
    const met = new Set(await shownCallIds(page));
    while ((await focusedRow(page)) !== calls.length) {
      const before = await focusedRow(page);
      await page.keyboard.press("End");
      await page.waitForFunction(
        `Number(document.activeElement.closest("[role=row]")?.ariaRowIndex) - 1 > ${before} || document.querySelector("[role=grid]").ariaBusy === "true"`,
      );
      await page.locator("[role=grid][aria-busy=false]").waitFor();
      for (const id of await shownCallIds(page)) met.add(id);
    }
    assert.ok((await shownCallIds(page)).length < calls.length / 2);
    for (let before = (await focusedRow(page)) ?? 0; before > 1; before = (await focusedRow(page)) ?? 0) {
      await page.keyboard.press("PageUp");
      await page.waitForFunction(`Number(document.activeElement.closest("[role=row]")?.ariaRowIndex) - 1 < ${before}`);
      for (const id of await shownCallIds(page)) met.add(id);
    }
    assert.deepEqual([...met].sort(), trueIds(calls).sort());
    await page.keyboard.press("Home");
    assert.equal(await focusedRow(page), 1);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focusedRow(page), 2);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Calls", exact: true }).nth(1).waitFor();
    assert.equal(new URL(page.url()).pathname, `/tab/calls/${calls[1]?.callId}`);
    assert.deepEqual(stage.complaints, []);
  });

  it("filters as is true, keeps the filters in the URL, and takes them away one by one and at once", async () => {
    const page = await open();
    await totalsSay(page, trueTotals(calls, personId));
    await page.getByRole("button", { name: "Filters", exact: true }).press("Enter");
    const worst = (call: TrueCall): number =>
      Math.min(...part(call).ratings.map(({ rating }) => STARS[rating] ?? Number.POSITIVE_INFINITY));
    const platform = part(calls.find((call) => part(call).platform !== null) ?? calls[0]!).platform ?? "";
    const filters: [label: string, name: string, value: string, isMeant: (call: TrueCall) => boolean][] = [
      ["Quality", "quality", "poor", (call) => part(call).quality === "poor"],
      ["Quality", "quality", "unclassified", (call) => part(call).quality === "unclassified"],
      ["Type", "type", "peerToPeer", ({ type }) => type === "peerToPeer"],
      ["Media", "modality", "video", ({ modalities }) => modalities.includes("video")],
      ["Your rating", "feedback", "poor", (call) => worst(call) <= 2],
      ["Your rating", "feedback", "rated", (call) => worst(call) <= 5],
      ["Platform", "platform", platform, (call) => part(call).platform === platform],
      ["Missed calls", "missed", "true", ({ start, end }) => start.getTime() === end.getTime()],
    ];
    for (const [label, name, value, isMeant] of filters) {
      const select = page.getByRole("combobox", { name: label, exact: true });
      await select.selectOption(value);
      await totalsSay(page, trueTotals(calls.filter(isMeant), personId));
      assert.equal(new URL(page.url()).searchParams.get(name), value);
      await select.selectOption("");
      await totalsSay(page, trueTotals(calls, personId));
    }
    // The other one of most two-party calls.
    const [friend] = world.truth(world.admin, PERIOD).people;
    assert.ok(friend);
    const withFriend = calls.filter(({ participations }) => participations.some((one) => one.personId === friend.id));
    await page.getByRole("combobox", { name: "With", exact: true }).selectOption(friend.id);
    await totalsSay(page, trueTotals(withFriend, personId));
    await page.getByRole("combobox", { name: "Quality" }).selectOption("good");
    const both = withFriend.filter((call) => part(call).quality === "good");
    await totalsSay(page, trueTotals(both, personId));
    assert.deepEqual(await shownCallIds(page), trueIds(both).slice(0, (await shownCallIds(page)).length));

    await page.goBack();
    await totalsSay(page, trueTotals(withFriend, personId));
    await page.goForward();
    await totalsSay(page, trueTotals(both, personId));
    await page.reload();
    await totalsSay(page, trueTotals(both, personId));
    const chips = page.getByRole("list", { name: "Filters that are on" });
    await chips.getByRole("button", { name: `Without “with ${friend.displayName ?? ""}”` }).press("Enter");
    await totalsSay(
      page,
      trueTotals(
        calls.filter((call) => part(call).quality === "good"),
        personId,
      ),
    );
    await page.getByRole("button", { name: "Clear all" }).press("Enter");
    await totalsSay(page, trueTotals(calls, personId));
    assert.equal(new URL(page.url()).search, "");
  });

  it("finds by search what it says, and says when nothing is found and when there is nothing", async () => {
    const page = await open();
    const wanted = calls[3];
    assert.ok(wanted);
    await page.getByRole("searchbox", { name: "Search calls" }).fill(wanted.callId.slice(0, 13));
    await totalsSay(page, trueTotals([wanted], personId));
    assert.deepEqual(await shownCallIds(page), [wanted.callId]);
    await page.getByRole("searchbox", { name: "Search calls" }).fill("nobody is called so");
    await page.getByRole("heading", { name: "No call meets these filters" }).waitFor();
    await stage.shoot("calls-no-match");
    assert.deepEqual(await stage.findings(), []);
    await page.getByRole("button", { name: "Clear filters" }).press("Enter");
    await totalsSay(page, trueTotals(calls, personId));
    await page.goto(`${world.address}/tab/calls?period=2025-01`);
    const nothing = TAB_ENGLISH.empty.calls(world.period({ kind: "month", year: 2025, month: 1 }), true);
    await page.getByRole("heading", { level: 2, name: nothing }).waitFor();
    await stage.shoot("calls-empty");
    assert.equal(await page.getByRole("grid").count(), 0);
  });

  it("keeps what is loaded when more cannot be had, and goes on after a retry", async () => {
    stage = await TabStage.prepare(world, { personId });
    const { page } = stage;
    const refused = (url: URL): boolean => url.pathname === "/api/me/calls" && url.searchParams.has("cursor");
    await page.route(refused, (route) =>
      route.fulfill({ status: 500, json: { code: "failed", message: "It failed.", requestId: "a request" } }),
    );
    await stage.goto("/calls?period=last60days");
    const all = world.calls(world.admin, { kind: "lastDays", count: 60 });
    await totalsSay(page, trueTotals(all, personId));
    await page.getByRole("grid").getByRole("link").first().press("End");
    const retry = page.getByRole("grid").getByRole("button", { name: "Try again" });
    await retry.waitFor();
    assert.equal(await focusedRow(page), 100);
    await page.unroute(refused);
    await retry.press("Enter");
    await retry.waitFor({ state: "detached" });
    await page.locator("[aria-rowindex='102']").waitFor();
  });

  it("gives a file of the very calls that it lists", async () => {
    const page = await open("/calls?quality=poor");
    const poor = calls.filter((call) => part(call).quality === "poor");
    await totalsSay(page, trueTotals(poor, personId));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.csv$/);
    const [head, ...rows] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    assert.match(head ?? "", /callId/);
    assert.deepEqual(
      rows.map((row) => row.split(",")[0]),
      trueIds(poor),
    );
  });

  it("looks right in every theme and size, with its filters and in Chinese", async () => {
    const page = await open("/calls?period=last2days");
    await page.getByRole("grid").waitFor();
    await looksRightEverywhere(stage, "calls");
    await stage.lookAgain({ theme: "light", size: "wide" });
    await page.getByRole("button", { name: "Filters", exact: true }).click();
    await page.getByRole("combobox", { name: "Quality" }).selectOption("poor");
    await stage.settled();
    await stage.shoot("calls-filters");
    assert.deepEqual(await stage.findings(), []);
    await stage.close();

    await open("/calls?period=last7days&quality=poor", { size: "phone" });
    await stage.page.getByRole("button", { name: "Filters (1)" }).click();
    await stage.page.getByRole("dialog", { name: "Filters" }).getByRole("combobox", { name: "Media" }).waitFor();
    await stage.shoot("calls-filters");
    assert.deepEqual(await stage.findings(), []);
    await stage.page.keyboard.press("Escape");
    await stage.page.getByRole("dialog").waitFor({ state: "detached" });
    await stage.page.getByRole("grid").getByRole("link").first().waitFor();
    await stage.close();

    await open("/calls?period=last7days&quality=poor", { language: "zh-CN" });
    await stage.page.getByRole("grid").waitFor();
    await stage.shoot("calls");
    assert.deepEqual(await stage.findings(), []);
  });

  it("holds 10,000 calls with few rows in the document and nothing that moves by itself", async () => {
    stage = await TabStage.prepare(world, { personId });
    const { page } = stage;
    const total = 10_000;
    const pageOf = 1000;
    await page.route(
      (url) => url.pathname === "/api/me/calls",
      async (route) => {
        const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
        const answer: unknown = await (await route.fetch({ url: `${world.address}/api/me/calls?limit=1` })).json();
        assert.ok(answer !== null && typeof answer === "object" && "calls" in answer && Array.isArray(answer.calls));
        const [call] = answer.calls as object[];
        const many = Array.from({ length: pageOf }, (_, index) => ({
          ...call,
          callId: `call-${from + index}`,
          start: new Date(Date.parse("2026-11-20T12:00:00Z") - (from + index) * 600_000).toISOString(),
        }));
        const next = from + pageOf < total ? String(from + pageOf) : null;
        await route.fulfill({ json: { ...answer, calls: many, next } });
      },
    );
    await page.addInitScript({
      content: `window.shifts = 0; new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value; }).observe({ type: "layout-shift", buffered: true });`,
    });
    await stage.goto("/calls");
    await page.getByRole("grid").getByRole("link").first().focus();
    await page.evaluate("window.shifts = 0");
    while ((await focusedRow(page)) !== total) {
      await page.keyboard.press("End");
      await page.locator("[role=grid][aria-busy=false]").waitFor();
    }
    assert.ok((await shownCallIds(page)).length < 60);
    assert.equal((await shownCallIds(page)).at(-1), `call-${total - 1}`);
    await page.mouse.wheel(0, -200_000);
    await page.keyboard.press("ArrowUp");
    assert.equal(await focusedRow(page), total - 1);
    assert.equal(await page.evaluate("window.shifts"), 0);
    assert.deepEqual(stage.complaints, []);
  });
});
