import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createWebhookSender, type WebhookBody } from "../../../src/alerting/webhook-sender.ts";
import type { CardSender, ChannelCard } from "../../../src/calls/card-delivery.ts";
import type { HelpRequest } from "../../../src/calls/help-request.ts";
import { createLog } from "../../../src/log.ts";
import { AFFECTED_PEOPLE, buildCallIncident } from "../../support/call-incident-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { INCIDENT_AT } from "../../support/incident-builder.ts";
import { turnUntil } from "../../support/turn-until.ts";
import { WebhookReceiver } from "../../support/webhook-receiver.ts";

const SECRET = "a secret of the webhook";
const REQUEST: HelpRequest = {
  id: "request-1",
  personId: "person-1",
  callId: "call-1",
  callStart: INCIDENT_AT,
  note: "Anna cannot hear me",
  evidence: null,
  at: INCIDENT_AT,
  until: new Date(INCIDENT_AT.getTime() + 86_400_000),
  endedAt: null,
  revision: 2,
};

describe("telling a webhook", () => {
  let receiver: WebhookReceiver;
  let clock: DrivenClock;
  let lines: string[];

  beforeEach(async () => {
    receiver = await new WebhookReceiver().start();
    clock = new DrivenClock(INCIDENT_AT);
    lines = [];
  });
  afterEach(() => receiver.stop());

  function senderTo(url: string, areNamesShown = false): CardSender {
    return createWebhookSender({
      url,
      secret: SECRET,
      areNamesShown,
      people: { names: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `Name of ${id}`]))) },
      clock,
      log: createLog("debug", { write: (line) => void lines.push(line) }),
    });
  }

  async function told(card: ChannelCard, areNamesShown = false): Promise<WebhookBody> {
    await senderTo(receiver.url, areNamesShown).post("webhook", { card, mayBeRepeat: false });
    return JSON.parse(receiver.received.at(-1)?.body ?? "") as WebhookBody;
  }

  const INCIDENT = { kind: "incident" as const, incident: buildCallIncident() };

  it("posts JSON that its receiver can check by timestamp and signature", async () => {
    const outcome = await senderTo(receiver.url).post("webhook", { card: INCIDENT, mayBeRepeat: true });
    assert.deepEqual(outcome, { kind: "sent", activityId: "webhook" });
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.received;
    const timestamp = String(headers["callwise-timestamp"]);
    assert.equal(Number(timestamp) * 1000, INCIDENT_AT.getTime());
    const expected = createHmac("sha256", SECRET).update(`${timestamp}.${body}`).digest("hex");
    assert.equal(headers["callwise-signature"], `v1=${expected}`);
    assert.equal(headers["content-type"], "application/json");
    const { id, type, mayBeRepeat } = JSON.parse(body) as WebhookBody;
    assert.deepEqual([id, type, mayBeRepeat], ["poorShareAboveBaseline/1/service@1", "incident", true]);
  });

  it("tells what is wrong, and nobody's name or id unless names are allowed", async () => {
    const masked = await told(INCIDENT);
    assert.ok(masked.type === "incident");
    assert.equal(masked.incident.peopleAffected, 5);
    assert.equal(masked.incident.content.kind, "poorShareAboveBaseline");
    const cards: ChannelCard[] = [
      INCIDENT,
      { kind: "digest", date: "2026-03-01", incidents: [INCIDENT.incident] },
      { kind: "helpRequest", request: REQUEST },
    ];
    for (const card of cards) assert.doesNotMatch(JSON.stringify(await told(card)), /person-\d|Name of|Anna|call-1/);
    const shown = await told(INCIDENT, true);
    assert.ok(shown.type === "incident");
    assert.equal(shown.incident.people?.length, AFFECTED_PEOPLE.personIds.length);
    const asking = await told({ kind: "helpRequest", request: REQUEST }, true);
    assert.ok(asking.type === "helpRequest");
    assert.deepEqual([asking.person, asking.helpRequest.note], ["Name of person-1", REQUEST.note]);
  });

  for (const [status, headers, retryAfterMs] of [
    [429, { "retry-after": "90" }, 90_000],
    [503, {}, null],
    [400, {}, null],
  ] as const) {
    it(`leaves it to the outbox to try again after ${status}`, async () => {
      receiver.status = status;
      receiver.headers = headers;
      const outcome = await senderTo(receiver.url).post("webhook", { card: INCIDENT, mayBeRepeat: false });
      assert.deepEqual(outcome, { kind: "refused", code: String(status), retryAfterMs });
      assert.equal(receiver.received.length, 1);
    });
  }

  it("follows no redirect to elsewhere", async () => {
    receiver.status = 307;
    receiver.headers = { location: "http://127.0.0.1:9/" };
    const outcome = await senderTo(receiver.url).post("webhook", { card: INCIDENT, mayBeRepeat: false });
    assert.equal(outcome.kind, "unknown");
    assert.equal(receiver.received.length, 1);
  });

  it("knows that nothing was sent when nobody listens, and does not know when nobody answers", async () => {
    receiver.hangs = true;
    const waiting = senderTo(receiver.url).post("webhook", { card: INCIDENT, mayBeRepeat: false });
    await turnUntil(() => receiver.received.length === 1);
    await clock.advance(60_000);
    assert.deepEqual(await waiting, { kind: "unknown", code: "webhook_timed_out" });
    const gone = await new WebhookReceiver().start();
    const { url } = gone;
    await gone.stop();
    const outcome = await senderTo(url).update("webhook", "webhook", { card: INCIDENT, mayBeRepeat: false });
    assert.equal(outcome.kind, "refused");
    assert.doesNotMatch(lines.join("\n"), /hidden|secret of/, "neither address nor secret is logged");
  });
});
