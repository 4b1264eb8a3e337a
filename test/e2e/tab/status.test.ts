import assert from "node:assert/strict";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

describe("the tab's status page", function () {
  this.timeout(180_000);
  let world: TabWorld;
  let stage: TabStage;

  before(async () => {
    world = await sharedTabWorld();
  });
  afterEach(() => stage.close());

  it("tells admins how many call records are held, and looks right in every theme and size", async () => {
    const held = await world.heldNow();
    stage = await TabStage.open(world, "/admin/status", { personId: world.admin.id });
    await stage.settled();
    const figure = stage.page.locator("dl > div", { hasText: "Call records held" }).locator("dd").first();
    assert.equal(await figure.innerText(), held.toLocaleString("en-GB"));
    await looksRightEverywhere(stage, "status");
  });

  it("looks right in Chinese", async () => {
    stage = await TabStage.open(world, "/admin/status", { personId: world.admin.id, language: "zh-CN" });
    await stage.settled();
    await stage.shoot("status");
    assert.deepEqual(await stage.findings(), []);
  });

  it("is not for others, whatever their address line says", async () => {
    stage = await TabStage.open(world, "/admin/status", { personId: world.employee.id });
    await stage.page.getByText("Only administrators see this.").waitFor();
    assert.equal(await stage.page.getByText("Call records held").count(), 0);
  });
});
