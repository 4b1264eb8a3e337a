import assert from "node:assert/strict";
import type { AdaptiveCard, CardButton } from "../../bot/cards/adaptive-card.ts";
import { dispatchIncidents } from "../../src/alerting/dispatch-incidents.ts";
import type { CallRuleSettings } from "../../src/calls/alert-rule.ts";
import { incidentIdOf } from "../../src/calls/incident.ts";
import { systemClock } from "../../src/clock.ts";
import { buildClick } from "../support/activity-builder.ts";
import { buildCallIncident } from "../support/call-incident-builder.ts";
import { cardFigures } from "../support/card-figures.ts";
import { assertCardRules } from "../support/card-rules.ts";
import { cardTexts } from "../support/card-texts.ts";
import { FakeConnector, type SentActivity } from "../support/fake-connector.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { until } from "../support/until.ts";

const CHANNEL = "19:admins@thread.tacv2";
const NEVER = new Date("9998-01-01");
const MESSAGES = `/v3/conversations/${encodeURIComponent(CHANNEL)}/activities`;

type Clicked = { statusCode: number; type: string; value: unknown };

/** The whole product: admins and others click the buttons of cards in a channel. */
describe("buttons of cards in a channel", function () {
  this.timeout(120_000);
  let running: RunningService;
  let connector: FakeConnector;
  let admin: string;
  let other: string;
  let affected: string[];
  let incidentId: string;

  before(async () => {
    connector = await new FakeConnector().start();
    running = await startRunningService({
      pastDays: 4,
      adminIds: ({ suggestedPerson }) => [suggestedPerson.id],
      // The rules are not read again: the incident is that of the test.
      alertPace: { readEveryMs: 3_600_000, sendEveryMs: 100, channelGapMs: 50 },
    });
    const { store } = running.service;
    admin = running.tenant.suggestedPerson.id;
    await running.settled();
    const known = await store.people.names(running.tenant.people.map(({ id }) => id));
    [other = "", ...affected] = [...known.keys()].filter((id) => id !== admin).slice(0, 4);
    assert.equal(affected.length, 3);
    const since = new Date(running.service.status().subscription?.checkedAt ?? 0);
    const personIds = affected;
    const incident = buildCallIncident(undefined, { since, revisedAt: since, affected: { personIds, callIds: [] } });
    incidentId = incidentIdOf(incident);
    await store.alertChannels.add({ conversationId: CHANNEL, since, setBy: admin });
    await store.conversations.save({
      conversationId: CHANNEL,
      conversationType: "channel",
      serviceUrl: connector.serviceUrl,
      channelId: "msteams",
      botId: "28:callwise",
      tenantId: "tenant",
      personId: null,
      teamId: null,
      locale: "en-GB",
      updatedAt: since,
    });
    await store.incidents.save(incident, null);
    await until("the card stands in the channel", () => posts().length === 1);
  });
  after(async () => {
    await running?.stop();
    await connector?.stop();
  });

  const posts = (): SentActivity[] => connector.sent.filter(({ path }) => path === MESSAGES);
  const updates = (): SentActivity[] => connector.sent.filter(({ path }) => path === `${MESSAGES}/sent-1`);

  async function click(data: unknown, aadObjectId: string, status = 200): Promise<Clicked> {
    const response = await fetch(`${running.service.address}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(
        buildClick(
          { verb: "act", data },
          {
            serviceUrl: connector.serviceUrl,
            replyToId: "sent-1",
            conversation: { id: `${CHANNEL};messageid=1`, conversationType: "channel", tenantId: "tenant" },
            from: { id: "29:clicker", name: "Clicker", aadObjectId },
          },
        ),
      ),
    });
    assert.equal(response.status, status);
    return (await response.json()) as Clicked;
  }

  function cardIn({ type, value }: Clicked): AdaptiveCard<CardButton> {
    assert.equal(type, "application/vnd.microsoft.card.adaptive", JSON.stringify(value));
    const card = value as AdaptiveCard<CardButton>;
    assertCardRules(card);
    return card;
  }

  const stateIn = (card: unknown): string => cardFigures(card).facts.get("State") ?? "";
  const nameOf = (id: string): string => running.tenant.people.find((person) => person.id === id)?.displayName ?? "";
  const looksAt = async (personId: string): Promise<unknown[]> =>
    (await running.service.store.accessLog.of({ personId, isAdmin: false }, 9)).looks;

  it("answer others that they may not, and do nothing", async () => {
    for (const act of ["acknowledge", "assignToMe", "reveal", "unmute"]) {
      const { type, value } = await click({ act, incidentId }, other);
      assert.equal(type, "application/vnd.microsoft.activity.message", JSON.stringify(value));
      assert.match(String(value), /Only admins/);
    }
    assert.equal((await running.service.store.incidents.find(incidentId))?.revision, 1);
    assert.deepEqual(await looksAt(affected[0] ?? ""), []);
    for (const data of [{ act: "destroy", incidentId }, { act: "mute", incidentId, muteMinutes: "-1" }, null])
      assert.equal((await click(data, admin, 400)).statusCode, 400);
  });

  it("show who did what, to the clicker at once and to everybody as the card's next revision", async () => {
    const acknowledged = cardIn(await click({ act: "acknowledge", incidentId }, admin));
    assert.match(stateIn(acknowledged), new RegExp(`Acknowledged by ${nameOf(admin)}`));
    await until("everybody sees it", () => /Acknowledged by/.test(JSON.stringify(updates().at(-1))));
    await click({ act: "acknowledge", incidentId }, admin);
    assert.equal((await running.service.store.incidents.find(incidentId))?.revision, 2, "once is enough");
    const assigned = cardIn(await click({ act: "assign", incidentId, assignee: admin }, admin));
    assert.match(stateIn(assigned), /Assigned to/);
    const muted = cardIn(await click({ act: "mute", incidentId, muteMinutes: "60" }, admin));
    assert.match(stateIn(muted), /Muted by/);
    await until("everybody sees that it is muted", () => /Muted by/.test(JSON.stringify(updates().at(-1))));
    assert.equal(posts().length, 1, "it is the same card all the time");
    const nobody = await click({ act: "assign", incidentId, assignee: other }, admin);
    assert.match(String(nobody.value), /Only admins/);
    const gone = await click({ act: "acknowledge", incidentId: "no/1/such" }, admin);
    assert.match(String(gone.value), /not kept/);
  });

  it("leave a muted card as it is until the incident is over", async () => {
    const { incidents, deliveries, alertChannels } = running.service.store;
    const isDispatched = async (): Promise<boolean> => (await incidents.undispatched()).length === 0;
    const isSent = async (): Promise<boolean> => (await deliveries.due(NEVER, 1)).length === 0;
    await until("all is told", async () => (await isDispatched()) && (await isSent()));
    const muted = await incidents.find(incidentId);
    assert.ok(muted);
    const before = updates().length;
    const grown = { ...muted, revision: muted.revision + 1 };
    assert.equal(await incidents.save(grown, muted), true);
    assert.equal((await incidents.undispatched()).length, 1);
    // What the senders would do now.
    await dispatchIncidents({ incidents, deliveries, alertChannels, clock: systemClock });
    assert.equal((await incidents.undispatched()).length, 1, "it waits");
    assert.deepEqual(await deliveries.due(NEVER, 5), []);
    assert.equal(updates().length, before);
    const over = { ...grown, revision: grown.revision + 1, state: "resolved" as const, resolvedAt: muted.since };
    await incidents.save(over, grown);
    await until("it is told that it is over", () => /Resolved/.test(JSON.stringify(updates().at(-1))));
  });

  it("reveal people to the clicking admin alone, where each of them sees it", async () => {
    const revealed = cardTexts(cardIn(await click({ act: "reveal", incidentId }, admin)));
    for (const personId of affected) assert.ok(revealed.includes(nameOf(personId)), nameOf(personId));
    for (const personId of affected) assert.equal((await looksAt(personId)).length, 1);
    const masked = cardTexts(cardIn(await click({ act: "mask", incidentId }, admin)));
    const channel = JSON.stringify([masked, posts(), updates()]);
    for (const personId of affected) {
      assert.ok(!channel.includes(nameOf(personId)) && !channel.includes(personId));
    }
  });

  it("set up what the channel is told, and try a rule", async () => {
    assert.match(String((await click({ act: "setUpAlerts" }, other)).value), /Only admins/);
    cardIn(await click({ act: "setUpAlerts" }, admin));
    const saved = cardIn(await click({ act: "saveChannel", rulesOn: "poorShare", delivery: "daily" }, admin));
    assert.ok(cardTexts(saved).includes("Saved."));
    const channel = await running.service.store.alertChannels.find(CHANNEL);
    assert.equal(channel?.delivery, "daily");
    assert.ok(channel?.rulesOff.includes("poorCall") && !channel.rulesOff.includes("poorShare"));
    cardIn(await click({ act: "editRule", ruleId: "poorShare" }, admin));
    const inputs = {
      isOn: "true",
      thresholdPercent: "40",
      windowMinutes: "120",
      minimumCalls: "5",
      minimumPeople: "3",
    };
    const tried = cardIn(await click({ act: "tryRule", ruleId: "poorShare", ...inputs }, admin));
    assert.match(cardTexts(tried).join("\n"), /In the last 7 days it would /);
    const rule = cardIn(await click({ act: "saveRule", ruleId: "poorShare", ...inputs, quietFrom: "22:00" }, admin));
    assert.ok(cardTexts(rule).includes("Saved."));
    const [kept] = await running.service.store.alertRules.all();
    assert.deepEqual([kept?.settings?.threshold, kept?.settings?.windowMinutes], [0.4, 120]);
    const wrong = await click({ act: "saveRule", ruleId: "poorShare", ...inputs, thresholdPercent: "4000" }, admin);
    assert.match(String(wrong.value), /cannot be/);
  });

  it("say for whom a rule is, and how patient it is", async () => {
    const inputs = {
      isOn: "true",
      counts: "measuredOrRated",
      minimumSample: "50",
      coolDownMinutes: "30",
      subnet: "10.1.2.0",
      building: " ",
      platform: "macOS",
      people: `${other.toUpperCase()},${admin}`,
      groupName: "Board",
      quietFrom: "22:00",
      quietTo: "06:00",
      quietWeekends: "true",
    };
    const shown = cardIn(await click({ act: "saveRule", ruleId: "callFailures", ...inputs }, admin));
    assert.ok(JSON.stringify(shown).includes(nameOf(other)), "who was chosen stands there by name");
    const settings = async (): Promise<CallRuleSettings | null | undefined> =>
      (await running.service.store.alertRules.all()).find(({ id }) => id === "callFailures")?.settings;
    const kept = await settings();
    assert.deepEqual(kept?.scope, {
      personGroup: { name: "Board", personIds: [other, admin] },
      subnet: "10.1.2.0",
      building: null,
      platform: "macOS",
      device: null,
      country: null,
    });
    assert.deepEqual([kept.minimumSample, kept.coolDownMinutes, kept.counts], [50, 30, "measuredOrRated"]);
    assert.equal(kept.quietHours?.isQuietAtWeekends, true);
    await click({ act: "saveRule", ruleId: "callFailures", isOn: "true", coolDownMinutes: "45" }, admin);
    assert.deepEqual((await settings())?.scope, kept.scope, "a card without inputs for the scope leaves it");
    await click({ act: "saveRule", ruleId: "callFailures", isOn: "true", platform: "any", keepsPeople: "true" }, admin);
    const people = (await settings())?.scope;
    assert.deepEqual([people?.personGroup, people?.subnet], [kept.scope.personGroup, null], "too many for the card");
    const everybody = { platform: "any", people: `${other},everybody` };
    await click({ act: "saveRule", ruleId: "callFailures", isOn: "true", ...everybody }, admin);
    assert.equal((await settings())?.scope.personGroup, null);
  });

  it("send a call to the helpdesk, which an admin views and its person takes back", async () => {
    await running.service.store.alertChannels.change(CHANNEL, { delivery: "atOnce" });
    const call = running.tenant.groundTruth
      .calls()
      .find(({ participations }) => participations.some(({ personId }) => personId === other));
    assert.ok(call);
    const { callId } = call;
    const before = posts().length;
    const sent = cardIn(await click({ act: "sendCall", callId, days: "3", note: "I heard nothing" }, other));
    assert.match(cardTexts(sent).join("\n"), /Admins can read this call until/);
    await until("the channel is told", () => posts().length > before);
    const shown = JSON.stringify(posts().at(-1));
    assert.match(shown, /I heard nothing/);
    assert.ok(!shown.includes(nameOf(other)) && !shown.includes(other) && !shown.includes(callId));
    const requestId = /"requestId":"([^"]+)"/.exec(shown)?.[1];
    assert.match(String((await click({ act: "viewCall", requestId }, other)).value), /Only admins/);
    const viewed = cardTexts(cardIn(await click({ act: "viewCall", requestId }, admin))).join("\n");
    assert.ok(viewed.includes(nameOf(other)) && viewed.includes(callId));
    assert.equal((await looksAt(other)).length, 1);
    assert.match(String((await click({ act: "revokeCall", callId }, affected[0] ?? "")).value), /no such call/);
    cardIn(await click({ act: "revokeCall", callId }, other));
    await until("the channel is told that it is over", () => /cannot read this call/.test(JSON.stringify(updates())));
    assert.match(String((await click({ act: "viewCall", requestId }, admin)).value), /cannot be read any more/);
  });
});
