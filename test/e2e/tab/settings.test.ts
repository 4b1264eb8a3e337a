import assert from "node:assert/strict";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

describe("the tab's settings", function () {
  this.timeout(180_000);
  let world: TabWorld;
  let stage: TabStage;

  before(async () => {
    world = await sharedTabWorld();
  });
  afterEach(async () => {
    await world.running.service.store.preferences.save(world.employee.id, {
      language: null,
      timeZone: null,
      digest: false,
    });
    await stage.close();
  });

  const preference = (): Promise<unknown> => world.running.service.store.preferences.of(world.employee.id);
  const open = async (look: { language?: "en" | "zh-CN" } = {}): Promise<void> => {
    stage = await TabStage.open(world, "/settings", { personId: world.employee.id, ...look });
    await stage.settled();
  };

  it("look right in every theme and size", async () => {
    await open();
    await looksRightEverywhere(stage, "settings");
  });

  it("look right in Chinese", async () => {
    await open({ language: "zh-CN" });
    await stage.shoot("settings");
    assert.deepEqual(await stage.findings(), []);
  });

  it("speak the chosen language at once, and keep every choice", async () => {
    await open();
    const { page } = stage;
    await page.getByRole("combobox", { name: "Language of Callwise" }).selectOption("zh-CN");
    await page.getByRole("heading", { level: 1, name: "设置" }).waitFor();
    const zone = page.getByRole("combobox", { name: "按哪个时区计算日期" });
    await zone.click();
    await zone.pressSequentially("honolulu");
    await page.getByRole("option", { name: "Pacific/Honolulu" }).click();
    await page.getByRole("switch", { name: "给我发送每周摘要" }).press("Space");
    await page.getByText("已保存").waitFor();
    assert.deepEqual(await preference(), { language: "zh-CN", timeZone: "Pacific/Honolulu", digest: true });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "设置" }).waitFor();
    assert.equal(await page.getByRole("switch").isChecked(), true);
  });

  it("take a choice back that was not saved, and say so", async () => {
    await open();
    const { page } = stage;
    await page.route("**/api/me/preferences", (route) => route.abort());
    const digest = page.getByRole("switch", { name: "Send me the weekly digest" });
    await digest.click();
    await page.getByRole("alert").getByText("The change was not saved").waitFor();
    assert.equal(await digest.isChecked(), false);
    assert.deepEqual(await preference(), { language: null, timeZone: null, digest: false });
  });
});
