import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import type { AdaptiveCard } from "../../bot/cards/adaptive-card.ts";
import { messagesFor } from "../../bot/messages/messages.ts";
import type { HandledIncident } from "../../src/calls/incident-handling.ts";
import { incidentIdOf } from "../../src/calls/incident.ts";
import { buildCallIncident } from "../support/call-incident-builder.ts";
import { assertCardRules } from "../support/card-rules.ts";
import { cardTexts } from "../support/card-texts.ts";
import { startLocalClient, type ClientMessage, type LocalClient } from "../support/local-client.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { ShownCard } from "../support/shown-card.ts";
import { TeamsPage } from "../support/teams-page.ts";
import { SCREENSHOTS } from "../support/teams-stage.ts";

const WIDTHS = { wide: 760, narrow: 320 };
const HOUR_MS = 3_600_000;

/** The whole product, and what a channel shows in Microsoft's own client. */
describe("an incident in a channel of Microsoft's local client", function () {
  this.timeout(180_000);
  let running: RunningService;
  let client: LocalClient;
  let page: TeamsPage;
  let posted: ClientMessage;
  let card: Locator;
  let incident: HandledIncident;

  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    running = await startRunningService({
      pastDays: 4,
      adminIds: ({ suggestedPerson }) => [suggestedPerson.id],
      // Rules are not read again: what is wrong is what the test says.
      alertPace: { readEveryMs: HOUR_MS, sendEveryMs: 200, channelGapMs: 100 },
    });
    await running.settled();
    client = await startLocalClient({
      botEndpoint: `${running.service.address}/api/messages`,
      aadObjectId: running.tenant.suggestedPerson.id,
    });
    page = await TeamsPage.open(client.origin);
    await page.show("channel");
    const now = new Date(running.service.status().subscription?.checkedAt ?? 0);
    const since = new Date(now.getTime() - HOUR_MS);
    const known = await running.service.store.people.names(running.tenant.people.map(({ id }) => id));
    const personIds = [...known.keys()].slice(0, 3);
    incident = buildCallIncident(undefined, { since, revisedAt: since, affected: { personIds, callIds: [] } });
  });
  after(async () => {
    await page?.close();
    await client?.stop();
    await running?.stop();
  });

  /** The next message of the bot whose card says so. */
  async function messageWith(pattern: RegExp): Promise<ClientMessage> {
    for (;;) {
      const message = await client.nextMessage();
      if (pattern.test(textsOf(message))) return message;
    }
  }

  async function shoot(name: string): Promise<void> {
    for (const [look, width] of Object.entries(WIDTHS)) {
      await page.shoot(card, width, join(SCREENSHOTS, `incident-${name}-${look}.png`));
    }
  }

  it("appears as a message of its own", async () => {
    await client.send("alerts here", "channel");
    await messageWith(/Alerts are sent to this channel/);
    card = await page.cardAfter(() => running.service.store.incidents.save(incident, null));
    posted = await messageWith(/same subnet 10\.1\.2\.0/);
    assert.equal(posted.conversationId, client.conversationId("channel"));
    const shown = await ShownCard.read(card);
    assert.match(shown.texts.join("\n"), /12 calls poor with the same subnet 10\.1\.2\.0/);
    assert.match(shown.texts.join("\n"), /masked in this channel/);
    await shoot("open");
  });

  it("changes in place as it grows", async () => {
    const { incidents } = running.service.store;
    const { content } = incident;
    assert.ok(content.kind === "poorShareAboveBaseline");
    const grown = { ...incident, revision: 2, content: { ...content, calls: 19 } };
    await incidents.save(grown, incident);
    const updated = await messageWith(/19 calls poor/);
    assert.equal(updated.messageId, posted.messageId);
    await card.getByText("19 calls poor with the same subnet 10.1.2.0", { exact: true }).waitFor();
    incident = grown;
  });

  it("is acknowledged by a click, for everybody", async () => {
    await card.getByRole("button", { name: "Acknowledge", exact: true }).click();
    const updated = await messageWith(/Acknowledged by/);
    assert.equal(updated.messageId, posted.messageId);
    await card
      .getByText(/Acknowledged by/)
      .first()
      .waitFor();
    await shoot("acknowledged");
  });

  it("reveals names to the admin who clicks, and to nobody else", async () => {
    const { store } = running.service;
    const [first = ""] = incident.affected?.personIds ?? [];
    const name = (await store.people.names([first])).get(first) ?? "";
    await card.getByRole("button", { name: "Reveal people", exact: true }).click();
    await card
      .getByText(/Only you see these names/)
      .first()
      .waitFor();
    assert.match((await ShownCard.read(card)).texts.join("\n"), new RegExp(name));
    await shoot("revealed");
    await card.getByRole("button", { name: "Mask people", exact: true }).click();
    await card
      .getByText(/masked in this channel/)
      .first()
      .waitFor();
    const looks = await store.accessLog.of({ personId: first, isAdmin: false }, 9);
    assert.ok(looks.looks.length >= (first === running.tenant.suggestedPerson.id ? 0 : 1));
  });

  it("resolves in place", async () => {
    const { incidents } = running.service.store;
    const present = await incidents.find(incidentIdOf(incident));
    assert.ok(present);
    const resolvedAt = new Date(present.since.getTime() + HOUR_MS / 2);
    const over = { ...present, state: "resolved" as const, revision: present.revision + 1, resolvedAt };
    await incidents.save(over, present);
    const updated = await messageWith(/Nothing has been wrong since/);
    assert.equal(updated.messageId, posted.messageId);
    await card
      .getByText(/Nothing has been wrong since/)
      .first()
      .waitFor();
    await shoot("resolved");
  });

  it("shows a call that somebody sent to the helpdesk, and opens it for an admin", async () => {
    const { suggestedPerson, groundTruth } = running.tenant;
    const call = groundTruth
      .calls()
      .find(({ participations }) => participations.some(({ personId }) => personId === suggestedPerson.id));
    assert.ok(call);
    const viewer = { personId: suggestedPerson.id, isAdmin: false };
    const note = "Others heard me in pieces.";
    await running.service.store.helpRequests.send(viewer, call.callId, { days: 3, note });
    await messageWith(/asks for help/);
    // The client shows the newest post first.
    card = page.cards.filter({ hasText: note });
    await card.waitFor();
    assert.match((await ShownCard.read(card)).texts.join("\n"), /Others heard me in pieces/);
    await shoot("help-request");
    await card.getByRole("button", { name: "View call", exact: true }).click();
    card = page.cards.filter({ hasText: /sees that you viewed this call/ });
    await card.waitFor();
    await shoot("help-viewed");
  });

  it("has a rule that an admin changes on its card", async () => {
    const { alertSetup, admin } = messagesFor("en", "UTC");
    const { name } = admin.alerts.rules.poorShareAboveBaseline;
    // Threads are folded in the client's channel.
    await page.show("personal");
    card = await page.cardAfter(() => client.send("alert rules"));
    await page.replaced(card, alertSetup.setUp, alertSetup.notHere);
    await shoot("setup");
    const row = card.getByText(name).locator("xpath=ancestor::*[.//button][1]");
    await row.getByRole("button", { name: alertSetup.edit }).click();
    card = page.cards.filter({ hasText: alertSetup.quietFrom });
    await card.waitFor();
    await card.getByLabel(alertSetup.scope.subnet, { exact: true }).fill("10.1.2.0");
    await card.getByLabel(alertSetup.numbers.minimumPeople, { exact: true }).fill("5");
    await card.getByRole("button", { name: alertSetup.save, exact: true }).click();
    await card.getByText(alertSetup.saved, { exact: true }).waitFor();
    await shoot("rule");
    const saved = (await running.service.store.alertRules.all()).find(({ kind }) => kind === "poorShareAboveBaseline");
    assert.equal(saved?.settings?.scope.subnet, "10.1.2.0");
    assert.equal(saved.settings.minimumPeople, 5);
  });
});

function textsOf({ cards }: Pick<ClientMessage, "cards">): string {
  return cards
    .flatMap((shown) => {
      assertCardRules(shown as AdaptiveCard);
      return cardTexts(shown);
    })
    .join("\n");
}
