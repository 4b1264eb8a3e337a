import assert from "node:assert/strict";
import { messagesFor } from "../../../bot/messages/messages.ts";
import { ShownCard } from "../../support/shown-card.ts";
import { STAGE_TIME_ZONE, type TeamsStage } from "../../support/teams-stage.ts";

const { titles, organization, admin, labels, status, privacy } = messagesFor("en", STAGE_TIME_ZONE);
const LAST_WEEK = { kind: "lastWeek" } as const;

/** What admins ask. */
export function adminCards(stage: TeamsStage): void {
  it("shows the organization's figures", async () => {
    const { start, end } = stage.period(LAST_WEEK);
    const calls = stage.running.tenant.groundTruth.calls().filter((call) => call.start >= start && call.start < end);
    await stage.computeRollups();
    const { shown } = await stage.ask("org last week", "organization");
    assert.equal(shown.title, titles.organization);
    assert.equal(shown.figure(organization.calls), String(calls.length));
  });

  it("shows whether every call is here", async () => {
    const { shown } = await stage.ask("status", "status");
    assert.equal(shown.title, titles.status);
    const held = String(stage.running.tenant.groundTruth.calls().length);
    assert.equal(shown.figure(status.callRecords) ?? shown.fact(status.callRecords), held);
  });

  it("shows somebody's calls", async () => {
    const other = stage.other;
    const { start, end } = stage.period(LAST_WEEK);
    const truth = stage.running.tenant.groundTruth.summary(other.id, { start, end }, STAGE_TIME_ZONE);
    const { shown } = await stage.ask(`person ${other.displayName} last week`, "person");
    assert.equal(shown.title, admin.person.title(other.displayName));
    assert.equal(shown.figure(labels.calls), String(truth.calls));
  });

  it("shows who looked, after another admin has looked", async () => {
    await stage.askAsOther(`person ${stage.person.displayName} last week`);
    const { shown } = await stage.ask("who looked", "who-looked");
    assert.ok(!shown.texts.includes(privacy.nobodyLooked));
    assert.ok(shown.texts.some((text) => text.includes(stage.other.displayName)));
  });

  it("lists the alert rules", async () => {
    const { card } = await stage.ask("alert rules", "alert-rules");
    assert.ok((await ShownCard.read(card)).title.length > 0);
  });
}
