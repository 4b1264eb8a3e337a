import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import { TabWorld } from "../../support/tab-world.ts";

describe("the tab's privacy page", function () {
  this.timeout(180_000);
  let world: TabWorld;
  let stage: TabStage;

  before(async () => {
    world = await sharedTabWorld();
  });
  afterEach(() => stage.close());

  const open = async (look: { language?: "zh-CN" } = {}): Promise<void> => {
    stage = await TabStage.open(world, "/privacy", { personId: world.employee.id, ...look });
    await stage.settled();
  };

  it("tells how much is stored and who looked, and looks right in every theme and size", async () => {
    const { store } = world.running.service;
    const { start, end } = world.period({ kind: "lastWeek" });
    await store.participations.find(
      { personId: world.admin.id, isAdmin: true, reason: "Ticket 4711: choppy sound" },
      { personId: world.employee.id, start, end },
    );
    await open();
    const stored = stage.page.getByRole("table", { name: "What is stored about you" });
    const calls = world.held.filter(({ participations }) =>
      participations.some(({ personId }) => personId === world.employee.id),
    ).length;
    assert.equal(
      await stored
        .getByRole("row", { name: /^Calls/ })
        .getByRole("cell")
        .innerText(),
      calls.toLocaleString("en-GB"),
    );
    const look = stage.page.getByRole("row").filter({ hasText: "Ticket 4711: choppy sound" });
    await look.getByText(world.admin.displayName).waitFor();
    await look.getByText("Calls of Mon 9 – Sun 15 Nov").waitFor();
    await looksRightEverywhere(stage, "privacy");
  });

  it("gives everything as one file", async () => {
    await open();
    const download = stage.page.waitForEvent("download");
    await stage.page.getByRole("button", { name: "Export everything" }).press("Enter");
    const file = await readFile(await (await download).path(), "utf8");
    const everything = JSON.parse(file) as { calls?: unknown[]; participations?: unknown[] };
    assert.ok((everything.calls ?? everything.participations ?? []).length > 0);
    await stage.page.getByText("The file is saved.").waitFor();
  });

  it("erases nothing before it was confirmed, twice", async () => {
    await open();
    const { page } = stage;
    await page.getByRole("button", { name: "Erase my data…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Erase everything about you?" });
    const confirm = dialog.getByRole("button", { name: "Erase my data" });
    assert.equal(await confirm.isDisabled(), true);
    await stage.shoot("privacy-erase");
    assert.deepEqual(await stage.findings(), []);
    await dialog.getByRole("checkbox").press("Space");
    assert.equal(await confirm.isDisabled(), false);
    await dialog.getByRole("button", { name: "Keep my data" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    const stored = await world.running.service.store.erasures.stored(world.employee.id);
    assert.ok(stored.participations > 0);
  });

  it("looks right in Chinese", async () => {
    await open({ language: "zh-CN" });
    await stage.shoot("privacy");
    assert.deepEqual(await stage.findings(), []);
  });
});

describe("erasing oneself in the tab", function () {
  this.timeout(240_000);

  it("gives a receipt, and leaves nothing of one behind", async () => {
    // A world of its own: somebody is gone afterwards.
    const world = await TabWorld.start();
    const stage = await TabStage.open(world, "/privacy", { personId: world.employee.id });
    try {
      await stage.settled();
      const { page } = stage;
      await page.getByRole("button", { name: "Erase my data…" }).press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("checkbox").press("Space");
      await dialog.getByRole("button", { name: "Erase my data" }).press("Enter");
      await page.getByText("Everything about you is erased.").waitFor();
      await stage.shoot("privacy-erased");
      assert.deepEqual(await stage.findings(), []);
      const { erasures } = world.running.service.store;
      const { participations, sessions } = await erasures.stored(world.employee.id);
      assert.deepEqual({ participations, sessions }, { participations: 0, sessions: 0 });
    } finally {
      await stage.close();
      await world.stop();
    }
  });
});
