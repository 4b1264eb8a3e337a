import assert from "node:assert/strict";
import type { HandledIncident } from "../../../src/calls/incident-handling.ts";
import { buildAlertChannel } from "../../support/alert-channel-builder.ts";
import { buildCallIncident } from "../../support/call-incident-builder.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import { TAB_NOW, type TabWorld } from "../../support/tab-world.ts";

/** No rule reads such a factor, so that none ends the incident while the page is looked at. */
const FACTOR = "subnet:10.250.1.0";
const HOUR_MS = 3_600_000;

describe("the tab's page of alerts", function () {
  this.timeout(180_000);
  let world: TabWorld;
  let stage: TabStage;

  before(async () => {
    world = await sharedTabWorld();
    const { incidents, alertChannels } = world.running.service.store;
    const affected = { personIds: [world.employee.id], callIds: [] };
    const at = { since: new Date(TAB_NOW.getTime() - 2 * HOUR_MS), revisedAt: new Date(TAB_NOW.getTime() - HOUR_MS) };
    const open: HandledIncident = buildCallIncident("poorShareAboveBaseline", { factor: FACTOR, affected, ...at });
    const over = { ...open, factor: "subnet:10.250.2.0", state: "resolved" as const, resolvedAt: at.revisedAt };
    await incidents.save(open, null);
    await incidents.save(over, null);
    await alertChannels.add(buildAlertChannel({ setBy: world.admin.id }));
  });
  beforeEach(async () => {
    stage = await TabStage.open(world, "/admin/alerts", { personId: world.admin.id });
    await stage.settled();
  });
  afterEach(() => stage.close());

  it("looks right in every theme and size", () => looksRightEverywhere(stage, "alerts"));

  it("lets an admin acknowledge, assign and mute an incident, and names whom it affects when asked", async () => {
    const { page } = stage;
    const incident = page.getByRole("article", { name: "12 calls poor with the same subnet 10.1.2.0" });
    await incident.getByRole("button", { name: "Acknowledge" }).press("Enter");
    await incident.getByText(`Acknowledged by ${world.admin.displayName}`).waitFor();
    await incident.getByRole("combobox", { name: "Assigned to" }).selectOption({ label: world.admin.displayName });
    await incident.getByText(`Assigned to ${world.admin.displayName}`).waitFor();
    await incident.getByRole("combobox", { name: "Mute its cards" }).selectOption({ index: 1 });
    await incident.getByRole("button", { name: "Unmute" }).waitFor();
    await incident.getByRole("button", { name: "Reveal people" }).press("Enter");
    await incident.getByText(world.employee.displayName).waitFor();
    const { looks } = await world.running.service.store.accessLog.of(
      { personId: world.employee.id, isAdmin: false },
      1,
    );
    assert.deepEqual(
      looks.map(({ viewerId, look }) => [viewerId, look.what]),
      [[world.admin.id, "incident"]],
    );
  });

  it("changes a rule, after it was tried and what cannot be was refused", async () => {
    const { page } = stage;
    await page.getByRole("button", { name: "Change “Share of poor calls”" }).press("Enter");
    const dialog = page.getByRole("dialog");
    const threshold = dialog.getByRole("textbox", { name: "Share of calls from which on channels are told (%)" });
    await threshold.fill("many");
    assert.equal(await dialog.getByRole("button", { name: "Save" }).getAttribute("aria-disabled"), "true");
    await threshold.fill("95");
    await dialog.getByRole("button", { name: "Try on the last days" }).press("Enter");
    await dialog.getByText("Would not have alerted in the last 7 days.").waitFor();
    const { displayName, id } = world.employee;
    await dialog.getByRole("combobox", { name: "Add a person" }).pressSequentially(displayName);
    await dialog.getByRole("option", { name: displayName }).click();
    await dialog.getByRole("button", { name: `Remove ${displayName}` }).waitFor();
    await dialog.getByRole("textbox", { name: "What these people are called together" }).fill("Board");
    await stage.shoot("alerts-rule");
    assert.deepEqual(await stage.findings(), []);
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    const kept = await world.running.service.store.alertRules.all();
    const { settings } = kept.find(({ kind }) => kind === "poorShare") ?? {};
    assert.equal(settings?.threshold, 0.95);
    assert.deepEqual(settings.scope.personGroup, { name: "Board", personIds: [id] });
  });

  it("turns a rule off, for everybody and for one channel, and a channel to once a day", async () => {
    const { page } = stage;
    const { alertRules, alertChannels } = world.running.service.store;
    const waits = page.waitForResponse((response) => response.request().method() === "PATCH");
    await page.getByRole("switch", { name: "Failed calls: on or off" }).press("Space");
    await waits;
    assert.equal((await alertRules.all()).find(({ kind }) => kind === "callFailures")?.isOn, false);
    for (const act of [
      () => page.getByRole("checkbox", { name: "Calls given up" }).press("Space"),
      () => page.getByRole("combobox", { name: "When" }).selectOption("daily"),
    ]) {
      const answered = page.waitForResponse((response) => response.request().method() === "PATCH");
      await act();
      await answered;
    }
    const [channel] = await alertChannels.all();
    assert.deepEqual([channel?.rulesOff, channel?.delivery], [["exhaustedJobs"], "daily"]);
  });

  it("looks right in Chinese", async () => {
    await stage.close();
    stage = await TabStage.open(world, "/admin/alerts", { personId: world.admin.id, language: "zh-CN" });
    await stage.settled();
    await stage.shoot("alerts");
    assert.deepEqual(await stage.findings(), []);
  });
});
