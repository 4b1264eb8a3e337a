import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { buildingLine } from "../../support/building-file-builder.ts";
import { TAB_SIZES, TAB_THEMES, TabStage, type TabLook } from "../../support/tab-stage.ts";
import { TabWorld } from "../../support/tab-world.ts";

const PATH = "/admin/buildings";
/** Five offices with six subnets each, and the tunnels' one. */
const SAMPLE = { networks: 31, buildings: 6 };

describe("the tab's page of buildings", function () {
  this.timeout(60_000);
  let world: TabWorld;
  const opened: TabStage[] = [];

  before(async function () {
    this.timeout(240_000);
    // A world of its own: buildings change what everybody sees.
    world = await TabWorld.start();
  });
  after(() => world.stop());
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  async function open(look: TabLook = {}): Promise<TabStage> {
    const stage = await TabStage.open(world, PATH, { personId: world.admin.id, ...look });
    opened.push(stage);
    await stage.settled();
    return stage;
  }

  async function choose(page: Page, name: string, content: string): Promise<void> {
    const buffer = Buffer.from(content);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a file…" }).press("Enter");
    await (await chooser).setFiles({ name, mimeType: "application/vnd.ms-excel", buffer });
  }

  it("says what there is to do while there is none", async () => {
    const stage = await open();
    const { page } = stage;
    await page.getByRole("heading", { name: "There is no building file" }).waitFor();
    await page.locator("summary").press("Enter");
    await page.getByRole("cell", { name: "USA/Seattle/SEATTLE-SEA-1" }).waitFor();
    assert.equal(await page.getByRole("group", { name: "The 15 columns" }).getByRole("row").count(), 16);
    await stage.shoot("buildings-none");
    assert.deepEqual(await stage.findings(), []);
  });

  it("names what is wrong with a file by line and column, and stores nothing of it", async () => {
    const stage = await open();
    const { page } = stage;
    await choose(
      page,
      "wrong.csv",
      [buildingLine(), buildingLine({ 0: "10.9", 12: "yes" }), buildingLine()].join("\n"),
    );
    await page.getByText("Nothing of wrong.csv was stored: 3 faults.").waitFor();
    const rows = page.getByRole("group", { name: "What is wrong" }).getByRole("row");
    assert.deepEqual(await rows.allInnerTexts(), [
      "Line\tColumn\tWhat is wrong",
      "2\tNetworkIP\tNetworkIP must be an IPv4 or IPv6 address, not “10.9”.",
      "2\tInsideCorp\tInsideCorp must be 0 or 1, not “yes”.",
      "3\tWhole line\tThe same network stands on line 1.",
    ]);
    await page.getByRole("heading", { name: "There is no building file" }).waitFor();
    await stage.shoot("buildings-refused");
    assert.deepEqual(await stage.findings(), []);
  });

  it("takes a tab-separated file that is dropped", async () => {
    const { page } = await open();
    const dropped = await page.evaluateHandle<unknown>(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(buildingLine({}, "\t"))}], "one.tsv"));
      return data;
    })()`);
    await page.getByText("Drop a .csv or .tsv file here, or").dispatchEvent("drop", { dataTransfer: dropped });
    await page.getByText("In use now: 1 network in 1 building.").waitFor();
    await page.getByRole("cell", { name: "Harbor", exact: true }).waitFor();
  });

  it("takes the simulated tenant's file, and brings earlier calls to their offices", async () => {
    const { page } = await open();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the simulated tenant's building file" }).click();
    const sample = await readFile(await (await download).path(), "utf8");
    assert.equal(sample, world.running.tenant.buildingFile);
    await choose(page, "buildings.csv", sample);
    await page.getByText(`In use now: ${SAMPLE.networks} networks in ${SAMPLE.buildings} buildings.`).waitFor();
    await page.getByText("All done;").waitFor();
    await page.getByText(world.admin.displayName, { exact: true }).first().waitFor();
    const own = { personId: world.admin.id, isAdmin: false };
    const calls = await world.running.service.store.participations.find(own, {
      ...world.period({ kind: "lastDays", count: 28 }),
      personId: world.admin.id,
    });
    // Whoever is in an office at all is in their own: so the simulated tenant has it.
    const inOffices = calls.flatMap(({ network }) =>
      network?.building && network.building !== "VPN" ? network.building : [],
    );
    assert.deepEqual([...new Set(inOffices)], [world.admin.site]);
  });

  for (const theme of TAB_THEMES) {
    for (const size of TAB_SIZES) {
      it(`looks right in ${theme}, ${size}`, async () => {
        const stage = await open({ theme, size });
        await stage.page.getByText("All done;").waitFor();
        await stage.shoot("buildings");
        assert.deepEqual(await stage.findings(), []);
        assert.equal(await stage.sidewaysScroll(), 0);
        assert.deepEqual(stage.complaints, []);
      });
    }
  }

  it("speaks Chinese", async () => {
    const stage = await open({ language: "zh-CN" });
    await stage.page.getByRole("heading", { name: "替换建筑物文件" }).waitFor();
    await stage.page.getByText("已全部完成").waitFor();
    await stage.shoot("buildings");
  });

  it("gives the file again, and removes it when asked twice, by keyboard", async () => {
    const stage = await open();
    const { page } = stage;
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as file" }).click();
    assert.equal((await readFile(await (await download).path(), "utf8")).split("\r\n").length, SAMPLE.networks + 1);
    await page.getByRole("button", { name: "Remove…" }).press("Enter");
    const dialog = page.getByRole("alertdialog", { name: "Remove the building file?" });
    await dialog.waitFor();
    await stage.shoot("buildings-remove");
    assert.deepEqual(await stage.findings(), []);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Remove…" }).press("Enter");
    await dialog.getByRole("button", { name: "Remove", exact: true }).press("Enter");
    await page.getByRole("heading", { name: "There is no building file" }).waitFor();
    await dialog.waitFor({ state: "detached" });
  });

  it("is for admins only", async () => {
    const stage = await TabStage.open(world, PATH, { personId: world.employee.id });
    opened.push(stage);
    await stage.page.getByText("Only administrators see this.").waitFor();
  });
});
