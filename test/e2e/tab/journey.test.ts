import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { ownPart, TAB_ENGLISH } from "../../support/tab-calls.ts";
import { TabStage } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

const MOST_TABS = 80;
/** What a screen reader would begin with. */
const FOCUSED = `(() => { const element = document.activeElement; return (element?.getAttribute("aria-label") ?? element?.innerText ?? "").trim(); })()`;

describe("the tab by keyboard alone", function () {
  this.timeout(120_000);
  let world: TabWorld;
  let stage: TabStage;

  before(async () => {
    world = await sharedTabWorld();
  });
  afterEach(() => stage.close());

  async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      await page.keyboard.press("Tab");
      if (await isThere()) return;
    }
    assert.fail(`nothing of it within ${MOST_TABS} presses of Tab`);
  }

  it("leads from the overview to a poor call, and to the number that proves its verdict", async () => {
    stage = await TabStage.open(world, "/", { personId: world.admin.id });
    const { page } = stage;
    await stage.settled();
    const focused = (): Promise<string> => page.evaluate<string>(FOCUSED);
    await tabTo(page, async () => (await focused()) === "Calls");
    await page.keyboard.press("Enter");
    await page.getByRole("grid").getByRole("link").first().waitFor();
    await tabTo(page, () => page.evaluate<boolean>(`document.activeElement?.closest("[role=row]") !== null`));

    const calls = world.calls(world.admin, { kind: "lastDays", count: 28 });
    const index = calls.findIndex((call) => ownPart(call, world.admin.id).quality === "poor");
    for (let presses = 0; presses < index; presses += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: TAB_ENGLISH.labels.verdict }).waitFor();
    assert.equal(new URL(page.url()).pathname, `/tab/calls/${calls[index]?.callId}`);

    const proof = page.getByRole("list", { name: "What shows it" }).getByRole("link").first();
    const told = await proof.innerText();
    await tabTo(page, async () => (await focused()) === told);
    await page.keyboard.press("Enter");
    const number = await page.evaluate<{ id: string; text: string }>(
      `(({ id, innerText }) => ({ id, text: innerText }))(document.activeElement)`,
    );
    assert.match(number.id, /^number-/);
    // The name and the value that the verdict names, with what they mean.
    const [shown] = /[\d.,]+\s?(?:%|ms|fps)?/.exec(told.replace(/^.*?(?=\d)/s, "")) ?? [];
    assert.ok(shown !== undefined && number.text.includes(shown), `${told} / ${number.text}`);
    assert.ok(number.text.split("\n").length >= 3);
    await stage.shoot("journey-proof");
    assert.deepEqual(stage.complaints, []);
  });
});
