import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { TrueCall } from "../../../src/simulator/true-call.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { focusedRow, ownPart, TAB_ENGLISH, totalsSay, trueTotals } from "../../support/tab-calls.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage, type TabLook } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

const { formats, joins, labels, peopleCount, words } = TAB_ENGLISH;

describe("the tab's page of a call", function () {
  this.timeout(240_000);
  let world: TabWorld;
  let stage: TabStage;
  /** Newest first. */
  let calls: TrueCall[];

  before(async () => {
    world = await sharedTabWorld();
    calls = world.calls(world.admin, { kind: "lastDays", count: 60 });
  });
  afterEach(() => stage.close());

  async function open(path: string, look: TabLook = {}): Promise<TabStage["page"]> {
    stage = await TabStage.open(world, path, { personId: world.admin.id, ...look });
    return stage.page;
  }
  const part = (call: TrueCall): ReturnType<typeof ownPart> => ownPart(call, world.admin.id);

  /** A poor one with a rating, between two others. */
  function poorCall(): { call: TrueCall; newer: TrueCall; older: TrueCall } {
    const index = calls.findIndex(
      (call, at) =>
        at > 0 && part(call).quality === "poor" && part(call).ratings.some(({ rating }) => rating !== "notRated"),
    );
    const [newer, call, older] = calls.slice(index - 1, index + 2);
    assert.ok(newer && call && older);
    return { call, newer, older };
  }

  it("says what is true of a poor call, its verdict first, and looks right everywhere", async () => {
    const { call, newer, older } = poorCall();
    const page = await open(`/calls/${call.callId}`);
    const heading = page.getByRole("heading", { level: 2 }).first();
    assert.equal(await heading.innerText(), labels.verdict);
    const fact = async (name: string): Promise<string> =>
      page
        .locator("dt", { hasText: new RegExp(`^${name}$`) })
        .locator("xpath=following-sibling::dd[1]")
        .innerText();
    assert.equal(await fact(labels.start), formats.dayTime(call.start));
    assert.equal(await fact(labels.duration), formats.duration(part(call).durationSeconds));
    assert.equal(await fact(labels.participants), peopleCount(call.participations.length));
    assert.equal(await fact(labels.role), words.role[part(call).role]);
    assert.equal(await fact("Call id"), call.callId);
    const feedback = page.getByRole("region", { name: labels.feedback });
    for (const { rating, tokens } of part(call).ratings) {
      await feedback
        .getByText(new RegExp(`^${words.rating[rating]}`))
        .first()
        .waitFor();
      for (const token of tokens) await feedback.getByText(TAB_ENGLISH.quality.token(token)).first().waitFor();
    }
    const poor = page.getByRole("region", { name: "Numbers against their limits" }).getByText("beyond the limit");
    assert.ok((await poor.count()) > 0);
    for (const [name, neighbor] of [
      ["Newer call", newer],
      ["Older call", older],
    ] as const) {
      const href = await page.getByRole("link", { name }).getAttribute("href");
      assert.equal(href, `/tab/calls/${neighbor.callId}`);
    }
    await page.getByRole("img", { name: /^From .* Audio, heard: / }).waitFor();
    await looksRightEverywhere(stage, "call");
  });

  it("has a table behind its timeline, and every stored value on demand", async () => {
    const { call } = poorCall();
    const page = await open(`/calls/${call.callId}`, { size: "phone" });
    await page.getByRole("button", { name: /^Over time: / }).press("Enter");
    await page.getByRole("table", { name: "Over time" }).getByRole("rowheader").first().waitFor();
    await page.getByRole("button", { name: "Show raw values" }).press("Enter");
    await page.getByRole("rowheader", { name: "packetUtilization" }).first().waitFor();
    assert.deepEqual(await stage.findings(), []);
    assert.equal(await stage.sidewaysScroll(), 0);
  });

  it("leads back to the list where it was left, with its filters", async () => {
    const page = await open("/calls?period=last60days&quality=poor");
    const poor = calls.filter((call) => part(call).quality === "poor");
    await totalsSay(page, trueTotals(poor, world.admin.id));
    await page.getByRole("grid").getByRole("link").first().focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("PageDown");
    assert.equal(await focusedRow(page), 31);
    const scrolled = await page.evaluate<number>("scrollY");
    assert.ok(scrolled > 500);
    await page.keyboard.press("Enter");
    await page.getByText(labels.verdict).waitFor();
    await page.getByRole("link", { name: "Older call" }).press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith(poor[30]?.callId ?? ""));
    await page.getByRole("main").getByRole("link", { name: "Calls", exact: true }).press("Enter");
    await page.getByRole("grid").waitFor();
    assert.equal(new URL(page.url()).search, "?period=last60days&quality=poor");
    await page.waitForFunction(`scrollY === ${scrolled}`);
    assert.equal(await focusedRow(page), 31);
  });

  it("says the same of an id that nobody has and of somebody else's call", async () => {
    const others = world.running.tenant.groundTruth
      .calls()
      .find(({ participations }) => participations.every(({ personId }) => personId !== world.admin.id));
    assert.ok(others);
    const page = await open(`/calls/${randomUUID()}`);
    const said: string[] = [];
    for (const id of [randomUUID(), others.callId, "no%20id%3Cscript%3E", "x".repeat(300)]) {
      await stage.goto(`/calls/${id}`);
      await page.getByRole("heading", { name: "There is no such call" }).waitFor();
      said.push(await page.getByRole("main").innerText());
    }
    assert.equal(new Set(said).size, 1);
    assert.deepEqual(await stage.findings(), []);
    await stage.shoot("call-unknown");
    assert.deepEqual(stage.complaints, []);
  });

  it("sends a poor call to the helpdesk for some days, and takes it back", async () => {
    const { call } = poorCall();
    const page = await open(`/calls/${call.callId}`);
    await page.getByRole("button", { name: "Send this call to helpdesk" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Send this call to helpdesk" });
    const days = dialog.getByRole("spinbutton", { name: "Readable for so many days" });
    await days.fill("31");
    assert.equal(await dialog.getByRole("button", { name: "Send", exact: true }).isDisabled(), true);
    await days.fill("3");
    await dialog.getByRole("textbox", { name: "What happened?" }).fill("They heard me in pieces.");
    await stage.shoot("call-help");
    assert.deepEqual(await stage.findings(), []);
    await dialog.getByRole("button", { name: "Send", exact: true }).press("Enter");
    await page.getByRole("heading", { name: "Sent to helpdesk" }).waitFor();
    const [request] = await world.running.service.store.helpRequests.of({ personId: world.admin.id, isAdmin: false });
    assert.equal(request?.callId, call.callId);
    assert.equal(request.note, "They heard me in pieces.");
    assert.equal(request.until.getTime() - request.at.getTime(), 3 * 86_400_000);
    await page.getByText(`until ${formats.dayTime(request.until)}`).waitFor();
    await page.getByRole("button", { name: "Take it back" }).press("Enter");
    await page.getByRole("button", { name: "Send this call to helpdesk" }).waitFor();
    const [revoked] = await world.running.service.store.helpRequests.of({ personId: world.admin.id, isAdmin: false });
    assert.ok(revoked?.endedAt);
  });

  it("speaks Chinese", async () => {
    const { call } = poorCall();
    const page = await open(`/calls/${call.callId}`, { language: "zh-CN" });
    await page.getByRole("heading", { name: "是我这边的问题吗？" }).waitFor();
    await stage.settled();
    await stage.shoot("call");
    assert.deepEqual(await stage.findings(), []);
    assert.equal(joins.list(stage.complaints), "");
  });
});
