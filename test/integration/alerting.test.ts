import assert from "node:assert/strict";
import { ALERT_PACE, type AlertPace } from "../../src/alerting/alert-pace.ts";
import { createAlerting, type Alerting } from "../../src/alerting/alerting.ts";
import { createChannelCards } from "../../src/alerting/channel-cards.ts";
import { dispatchDigests } from "../../src/alerting/dispatch-digests.ts";
import { dispatchIncidents } from "../../src/alerting/dispatch-incidents.ts";
import { sendDeliveries } from "../../src/alerting/send-deliveries.ts";
import type { IncidentContent, Trouble } from "../../src/calls/incident.ts";
import { createLog } from "../../src/log.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { FakeChannels, incidentIn } from "../support/fake-channels.ts";
import { buildGivenUp, buildIncident } from "../support/incident-builder.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";
import { turnUntil } from "../support/turn-until.ts";

const FIRST = "19:first@thread.tacv2";
const SECOND = "19:second@thread.tacv2";
const ADMIN = { personId: "anna", isAdmin: true };
const MINUTE_MS = 60_000;
const INCIDENT = "exhaustedJobs/1/service";

describe("alerting on one store", function () {
  this.timeout(30_000);
  let db: TestDatabase;
  let clock: DrivenClock;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let channels: FakeChannels;
  let troubles: Trouble[];
  let running: Alerting[];
  let counts: Map<string, number>;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  beforeEach(() => {
    clock = new DrivenClock();
    store = db.storeFor({ clock });
    channels = new FakeChannels(clock);
    [troubles, running] = [[], []];
    counts = new Map();
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
  });

  const sharedParts = () => ({
    pace: ALERT_PACE,
    timeZone: "UTC",
    count: (_channel: string, outcome: string) => void counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    clock,
    random: () => 0,
    log: createLog("silent"),
  });

  function start(owner = "one", pace: Partial<AlertPace> = {}): Alerting {
    const rule = {
      id: "exhaustedJobs",
      kind: "exhaustedJobs" as const,
      isOn: true,
      read: () => Promise.resolve(troubles),
    };
    const alerting = createAlerting({
      ...sharedParts(),
      pace: { ...ALERT_PACE, ...pace },
      store,
      rules: [rule],
      owner,
    });
    running.push(alerting);
    alerting.start(channels);
    return alerting;
  }

  const trouble = (factor = "service", content: IncidentContent = buildGivenUp()): Trouble => ({
    factor,
    toLastMs: 0,
    content,
    affected: null,
  });

  /** Lets time pass, a second at a time with room for what has to be stored, until it is so. */
  async function passUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
    await turnUntil(async () => {
      await clock.advance(1_000);
      return isSo();
    });
  }

  async function pass(ms: number): Promise<void> {
    const untilMs = clock.now().getTime() + ms;
    await passUntil(() => clock.now().getTime() >= untilMs);
  }

  const isOutboxEmpty = async (): Promise<boolean> =>
    (await store.deliveries.due(new Date("9998-01-01"), 1)).length === 0 &&
    (await store.incidents.undispatched()).length === 0;

  it("posts one card in each channel, updates it in place, and says when it is over", async () => {
    const alerting = start();
    await alerting.here(FIRST, ADMIN);
    await alerting.here(SECOND, ADMIN);
    troubles = [trouble()];
    await passUntil(() => channels.messages.length === 2);
    await pass(5 * MINUTE_MS);
    troubles = [trouble("service", buildGivenUp(30))];
    await passUntil(() => channels.messages.every(({ cards }) => cards.length === 2));
    const { rules, channels: count } = await alerting.rules();
    assert.deepEqual([rules[0]?.openSince === null, count], [false, 2]);
    troubles = [];
    await passUntil(() => channels.messages.every(({ cards }) => incidentIn(cards.at(-1))?.state === "resolved"));
    await passUntil(isOutboxEmpty);
    assert.deepEqual(channels.standing().sort(), [
      [FIRST, INCIDENT, "resolved", 3],
      [SECOND, INCIDENT, "resolved", 3],
    ]);
    assert.equal((await alerting.rules()).rules[0]?.openSince, null);
    assert.deepEqual([...counts], [["sent", 6]]);
    assert.ok(channels.messages.every(({ cards }) => cards.every(({ mayBeRepeat }) => !mayBeRepeat)));
  });

  it("tells a channel that comes later what is wrong at present, and not what is over", async () => {
    const alerting = start();
    await alerting.here(FIRST, ADMIN);
    troubles = [trouble("a"), trouble("b")];
    await passUntil(() => channels.messages.length === 2);
    troubles = [trouble("b")];
    await passUntil(() => channels.standing().some(([, , state]) => state === "resolved"));
    await alerting.here(SECOND, ADMIN);
    await passUntil(() => channels.messages.length === 3);
    await alerting.here(SECOND, ADMIN);
    await pass(MINUTE_MS);
    assert.deepEqual(channels.standing()[2], [SECOND, "exhaustedJobs/1/b", "open", 1]);
    assert.equal(channels.messages.length, 3);
  });

  it("opens an incident again in the same message", async () => {
    await start().here(FIRST, ADMIN);
    troubles = [trouble()];
    await passUntil(() => channels.messages.length === 1);
    troubles = [];
    await passUntil(() => channels.standing()[0]?.[2] === "resolved");
    troubles = [trouble()];
    await passUntil(() => channels.standing()[0]?.[2] === "open");
    assert.equal(channels.messages.length, 1);
    assert.equal(incidentIn(channels.messages[0]?.cards.at(-1))?.reopened, 1);
  });

  it("posts once, however many instances there are", async () => {
    for (const owner of ["one", "two", "three"]) start(owner);
    await running[1]?.here(FIRST, ADMIN);
    troubles = [trouble()];
    await passUntil(() => channels.messages.length > 0);
    await pass(3 * MINUTE_MS);
    troubles = [];
    await passUntil(() => channels.standing()[0]?.[2] === "resolved");
    assert.deepEqual(channels.standing(), [[FIRST, INCIDENT, "resolved", 2]]);
    assert.equal(channels.attempts, 2);
  });

  it("writes to a channel one message after the other, with pauses", async () => {
    const channelGapMs = 30 * MINUTE_MS;
    await start("one", { channelGapMs }).here(FIRST, ADMIN);
    troubles = ["a", "b", "c"].map((factor) => trouble(factor));
    await passUntil(() => channels.messages.length === 3);
    const times = channels.messages.map((message) => message.times[0]?.getTime() ?? 0);
    for (const [index, time] of times.slice(1).entries()) {
      // The clock goes on between a turn and its message.
      assert.ok(time - (times[index] ?? 0) >= channelGapMs / 2);
    }
  });

  it("tries again after a refusal, and not before Teams wants it", async () => {
    await start().here(FIRST, ADMIN);
    channels.next.push(
      { kind: "refused", code: "502", retryAfterMs: null },
      { kind: "refused", code: "429", retryAfterMs: 40_000 },
    );
    troubles = [trouble()];
    await passUntil(() => channels.attempts === 2);
    const throttledAt = clock.now().getTime();
    await passUntil(() => channels.messages.length === 1);
    const waitedMs = (channels.messages[0]?.times[0]?.getTime() ?? 0) - throttledAt;
    assert.ok(waitedMs >= 39_000, `${waitedMs} ms`);
    assert.equal(channels.messages[0]?.cards[0]?.mayBeRepeat, false, "a refusal leaves no message");
    await passUntil(isOutboxEmpty);
  });

  it("says that a card may be a repeat when nobody knows whether the first one arrived", async () => {
    await start().here(FIRST, ADMIN);
    channels.next.push({ kind: "unknown", code: "reply_timed_out" });
    troubles = [trouble()];
    await passUntil(() => channels.messages.length === 1);
    assert.equal(channels.messages[0]?.cards[0]?.mayBeRepeat, true);
    troubles = [];
    await passUntil(() => channels.standing()[0]?.[2] === "resolved");
    assert.equal(channels.messages[0]?.cards[1]?.mayBeRepeat, false);
    assert.equal(channels.messages.length, 1);
  });

  it("repeats a card once at most after a death between its post and the note of it", async () => {
    await store.alertChannels.add({ conversationId: FIRST, since: clock.now(), setBy: "anna" });
    await store.incidents.save(buildIncident(), null);
    await dispatchIncidents({ ...store, clock });
    const cards = createChannelCards({ ...store, timeZone: "UTC", clock });
    const dying = { ...store.deliveries, end: () => Promise.reject(new Error("killed")) };
    await sendDeliveries(
      { ...sharedParts(), ...store, cards, deliveries: dying, sender: channels },
      new AbortController().signal,
    );
    assert.equal(channels.messages.length, 1, "posted, and not noted");
    troubles = [trouble()];
    start("survivor");
    await passUntil(() => channels.messages.length === 2);
    await passUntil(isOutboxEmpty);
    await pass(5 * MINUTE_MS);
    assert.deepEqual(
      channels.messages.map(({ cards }) => cards.map(({ mayBeRepeat }) => mayBeRepeat)),
      [[false], [true]],
    );
  });

  it("posts once after a death between the note of a revision and its way into the outbox", async () => {
    await store.alertChannels.add({ conversationId: FIRST, since: clock.now(), setBy: "anna" });
    await store.incidents.save(buildIncident(), null);
    troubles = [trouble()];
    start("survivor");
    await passUntil(() => channels.messages.length === 1);
    await pass(5 * MINUTE_MS);
    assert.deepEqual(channels.standing(), [[FIRST, INCIDENT, "open", 1]]);
    assert.equal(channels.messages[0]?.cards[0]?.mayBeRepeat, false);
  });

  it("sends nothing more to a channel that is gone", async () => {
    const alerting = start();
    await alerting.here(FIRST, ADMIN);
    await alerting.here(SECOND, ADMIN);
    troubles = [trouble()];
    await passUntil(() => channels.messages.length === 2);
    channels.next.push({ kind: "channelGone" });
    troubles = [];
    await passUntil(async () => (await store.alertChannels.all()).length === 1);
    await passUntil(isOutboxEmpty);
    assert.equal(channels.standing().filter(([, , state]) => state === "resolved").length, 1);
  });

  it("posts anew when its message was deleted", async () => {
    await start().here(FIRST, ADMIN);
    troubles = [trouble()];
    await passUntil(() => channels.messages.length === 1);
    channels.messages.splice(0);
    troubles = [];
    await passUntil(() => channels.messages.length === 1);
    await passUntil(isOutboxEmpty);
    assert.deepEqual(channels.standing(), [[FIRST, INCIDENT, "resolved", 1]]);
  });

  it("stops where alerts are turned off, and goes on in the same message when they are turned on again", async () => {
    const alerting = start();
    await alerting.here(FIRST, ADMIN);
    troubles = [trouble()];
    await passUntil(() => channels.messages.length === 1);
    assert.equal(await alerting.off(FIRST), true);
    assert.equal(await alerting.off(FIRST), false);
    troubles = [trouble("service", buildGivenUp(50))];
    await pass(15 * MINUTE_MS);
    assert.equal(channels.attempts, 1);
    await alerting.here(FIRST, ADMIN);
    await passUntil(() => channels.messages[0]?.cards.length === 2);
    assert.equal(channels.messages.length, 1);
  });

  it("forgets every channel of a team that the bot was removed from", async () => {
    const alerting = start();
    const team = "19:general@thread.tacv2";
    const conversation = {
      conversationType: "channel" as const,
      serviceUrl: "https://smba.example.org/",
      channelId: "msteams",
      botId: "bot",
      tenantId: "tenant",
      personId: null,
      locale: null,
      updatedAt: clock.now(),
    };
    await store.conversations.save({ ...conversation, conversationId: FIRST, teamId: team });
    await store.conversations.save({ ...conversation, conversationId: SECOND, teamId: "19:other@thread.tacv2" });
    await Promise.all([FIRST, SECOND, team].map((channel) => alerting.here(channel, ADMIN)));
    await alerting.onConversationGone(team);
    const left = await store.alertChannels.all();
    assert.deepEqual(
      left.map(({ conversationId }) => conversationId),
      [SECOND],
    );
    assert.equal(await store.conversations.find(FIRST), null);
  });

  it("tells a channel of the rules that it wants to hear of, and goes on with a card that stands there", async () => {
    const alerting = start();
    await alerting.here(FIRST, ADMIN);
    await alerting.here(SECOND, ADMIN);
    await store.alertChannels.change(SECOND, { rulesOff: ["exhaustedJobs"] });
    troubles = [trouble("a")];
    await passUntil(() => channels.messages.length === 1);
    await store.alertChannels.change(FIRST, { rulesOff: ["exhaustedJobs"] });
    troubles = [trouble("a"), trouble("b")];
    await pass(2 * MINUTE_MS);
    troubles = [];
    await passUntil(() => channels.standing()[0]?.[2] === "resolved");
    assert.deepEqual(channels.standing(), [[FIRST, "exhaustedJobs/1/a", "resolved", 2]]);
  });

  it("tells a channel that prefers it once a day, in the morning, and nothing on a quiet day", async () => {
    const start0 = new Date(clock.now().getTime());
    await start().here(FIRST, ADMIN);
    await store.alertChannels.change(FIRST, { delivery: "daily" });
    troubles = [trouble("a")];
    await passUntil(async () => (await store.incidents.open()).length === 1);
    await passUntil(isOutboxEmpty);
    assert.equal(channels.attempts, 0, "nothing as it happens");
    troubles = [];
    const day = start0.toISOString().slice(0, 10);
    // The sender's clock, seven in the morning of the next day and of the one after.
    const at = (days: number, hours: number): Date =>
      new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000 + hours * 3_600_000);
    const told = async (now: Date): Promise<number> => {
      const later = new DrivenClock(now);
      const cards = createChannelCards({ ...store, timeZone: "UTC", clock: later });
      await dispatchDigests({ ...store, cards, timeZone: "UTC", clock: later });
      return (await store.deliveries.ofCard(`digest/${day}`, FIRST)).length;
    };
    assert.equal(await told(at(1, 6)), 0, "not before seven");
    assert.equal(await told(at(1, 7)), 1);
    assert.equal(await told(at(1, 9)), 1, "once");
    const card = await createChannelCards({ ...store, timeZone: "UTC", clock }).find(`digest/${day}`);
    assert.ok(card?.kind === "digest");
    assert.deepEqual(
      card.incidents.map(({ factor }) => factor),
      ["a"],
    );
    const cards = createChannelCards({ ...store, timeZone: "UTC", clock });
    const morning = { clock: new DrivenClock(at(1, 9)), cards, sender: channels };
    await sendDeliveries({ ...sharedParts(), ...store, ...morning }, new AbortController().signal);
    assert.equal(channels.messages[0]?.cards[0]?.card.kind, "digest");
  });

  it("goes on with the other rules when one cannot be read", async () => {
    const broken = {
      id: "broken",
      kind: "ingestionHealth" as const,
      isOn: true,
      read: () => Promise.reject(new Error("no")),
    };
    const works = { id: "works", kind: "exhaustedJobs" as const, isOn: true, read: () => Promise.resolve([trouble()]) };
    const off = { ...works, id: "off", isOn: false };
    const alerting = createAlerting({ ...sharedParts(), store, rules: [broken, works, off], owner: "one" });
    running.push(alerting);
    alerting.start(channels);
    await alerting.here(FIRST, ADMIN);
    await passUntil(() => channels.messages.length === 1);
    await pass(2 * MINUTE_MS);
    assert.deepEqual(channels.standing(), [[FIRST, "works/1/service", "open", 1]]);
  });
});
