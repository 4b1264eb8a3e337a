import assert from "node:assert/strict";
import type { PrivacyJson } from "../../../src/http/api-types.ts";
import type { SimulatedPerson } from "../../../src/simulator/person-model.ts";
import { signInTo } from "../../support/signed-in.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { TAB_ENGLISH } from "../../support/tab-calls.ts";
import { looksRightEverywhere } from "../../support/tab-looks.ts";
import { TabStage } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

const { formats, labels, words } = TAB_ENGLISH;
const REASON = "Ticket 4711: choppy calls";

describe("the tab's page of one person, for admins", function () {
  this.timeout(240_000);
  let world: TabWorld;
  let stage: TabStage;
  let person: SimulatedPerson;

  before(async () => {
    world = await sharedTabWorld();
    const others = world.running.tenant.people.filter(({ id }) => id !== world.admin.id && id !== world.employee.id);
    assert.ok(others[0]);
    person = others[0];
  });
  afterEach(() => stage.close());

  async function looks(): Promise<PrivacyJson["looks"]> {
    const client = await signInTo(world.address, person.id);
    return (await client.get<PrivacyJson>("/api/me/privacy")).looks;
  }

  it("shows nothing without a reason, then what is true, and every look is told to the person", async () => {
    stage = await TabStage.prepare(world, { personId: world.admin.id });
    const { page } = stage;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await stage.goto("/admin/people?period=last7days");
    const search = page.getByRole("combobox", { name: "Person", exact: true });
    await search.pressSequentially(person.displayName.slice(0, 4));
    await page.getByRole("listbox").getByRole("option", { name: person.displayName, exact: true }).click();
    const look = page.getByRole("button", { name: "Show calls" });
    await look.press("Enter");
    await page.getByText("Say in a few words why you look.").waitFor();
    assert.equal(await page.getByRole("grid").count(), 0);
    assert.deepEqual(await looks(), []);
    await stage.shoot("person-form");
    assert.deepEqual(await stage.findings(), []);

    await page.getByRole("textbox", { name: "Why you look" }).fill(REASON);
    await look.press("Enter");
    await page.getByRole("heading", { name: `Calls of ${person.displayName}` }).waitFor();
    const truth = world.truth(person, { kind: "lastDays", count: 7 });
    const figure = (name: string): Promise<string> =>
      page
        .locator("dt", { hasText: new RegExp(`^${name}$`) })
        .locator("xpath=following-sibling::dd[1]")
        .innerText();
    assert.equal(await figure(labels.calls), formats.count(truth.calls));
    assert.equal(await figure(labels.timeInCalls), formats.duration(truth.durationSeconds));
    assert.equal(await figure(labels.poorCalls), formats.count(truth.quality.poor));
    assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), String(truth.calls + 1));
    const [first, ...more] = await looks();
    assert.deepEqual(more, []);
    assert.equal(first?.look.what, "calls");
    assert.equal(first.reason, REASON);
    await looksRightEverywhere(stage, "person");

    await stage.lookAgain({ theme: "light", size: "wide" });
    const [newest] = world.calls(person, { kind: "lastDays", count: 7 });
    assert.ok(newest);
    const own = newest.participations.find(({ personId }) => personId === person.id);
    assert.ok(own);
    await page.getByRole("grid").getByRole("button").first().press("Enter");
    await page.getByRole("heading", { name: /^Call: / }).waitFor();
    await page.getByText(newest.callId, { exact: true }).waitFor();
    assert.equal(await figure(labels.duration), formats.duration(own.durationSeconds));
    assert.equal(await figure(labels.role), words.role[own.role]);
    const [opened] = await looks();
    assert.deepEqual(opened?.look, { what: "call", callId: newest.callId });
    assert.equal(opened.reason, REASON);
    await stage.shoot("person-call");
    assert.deepEqual(await stage.findings(), []);

    await page.getByRole("button", { name: "All of these calls" }).press("Enter");
    await page.getByRole("grid").waitFor();
    assert.equal((await looks()).length, 2);
    assert.ok(!page.url().includes(person.id));
    assert.ok(asked.every((url) => !url.includes("Ticket")));
    assert.deepEqual(stage.complaints, []);
  });

  it("lists the calls that people sent, and tells whose one is when it is opened, which that person sees", async () => {
    const [call] = world.calls(person, { kind: "lastDays", count: 28 });
    assert.ok(call);
    const sender = await signInTo(world.address, person.id);
    const note = "Everybody sounded far away.";
    await sender.send("POST", `/api/me/calls/${call.callId}/help`, { days: 3, note });
    stage = await TabStage.open(world, "/admin/people", { personId: world.admin.id });
    const { page } = stage;
    await page.getByText(note).waitFor();
    assert.equal(await page.getByText(person.displayName).count(), 0);
    await stage.shoot("person-sent");
    assert.deepEqual(await stage.findings(), []);
    await page.getByRole("button", { name: /^Open the call of / }).press("Enter");
    await page.getByText(call.callId, { exact: true }).waitFor();
    await page.getByText(note).waitFor();
    await page.getByText(`What is said here speaks to ${person.displayName}`).waitFor();
    const [opened] = await looks();
    assert.deepEqual(opened?.look, { what: "sentCall", callId: call.callId });
    await stage.shoot("person-sent-call");
    await page.getByRole("button", { name: "Back", exact: true }).press("Enter");

    await sender.ask(`/api/me/calls/${call.callId}/help`, { method: "DELETE" });
    await page.getByRole("button", { name: /^Open the call of / }).press("Enter");
    await page.getByRole("alert").waitFor();
    assert.deepEqual(stage.complaints, []);
  });

  it("is not for others", async () => {
    stage = await TabStage.open(world, "/admin/people", { personId: world.employee.id });
    await stage.page.getByText("Only administrators see this.").waitFor();
    assert.equal(await stage.page.getByRole("combobox", { name: "Person", exact: true }).count(), 0);
  });
});
