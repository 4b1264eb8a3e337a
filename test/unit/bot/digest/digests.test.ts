import assert from "node:assert/strict";
import type { AdaptiveCard } from "../../../../bot/cards/adaptive-card.ts";
import type { LeasedUpkeep } from "../../../../src/leased-upkeep.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardQuestions, cardTexts } from "../../../support/card-texts.ts";
import { answeredWith, DigestWorld } from "../../../support/digest-world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe("digests", () => {
  let world: DigestWorld;
  let running: LeasedUpkeep[];

  beforeEach(() => {
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
    assert.equal(world.clock.sleeping, 0);
  });

  function begin(now: string, owners = ["one"]): void {
    world = new DigestWorld(now);
    running = owners.map((owner) => world.instance(owner));
  }
  const start = (): void => running.forEach((one) => one.start());
  /** The service stands still until `now`, starts, and runs for a while. */
  async function runAt(now: string, forMs = 3 * MINUTE_MS): Promise<void> {
    await Promise.all(running.map((one) => one.stop()));
    await world.clock.advance(Date.parse(now) - world.clock.now().getTime());
    running = [world.instance()];
    start();
    await world.clock.advance(forMs);
  }
  const minutesSent = (): string[] => world.sentTo.map(([personId, at]) => `${personId} ${at.slice(0, 16)}`);

  it("come at eight on Monday, each by their person's own clocks", async () => {
    begin("2026-11-22T23:00:00Z");
    world.want("berlin", { timeZone: "Europe/Berlin" });
    world.want("new-york", { timeZone: "America/New_York" });
    world.want("shanghai", { timeZone: "Asia/Shanghai" });
    world.want("kathmandu", { timeZone: "Asia/Kathmandu" });
    world.want("unknown");
    world.want("broken", { timeZone: "Mars/Olympus" });
    world.want("nobody", { digest: false });
    for (const hour of ["00:00", "02:15", "07:00", "08:00", "13:00"]) {
      await runAt(new Date(Date.parse(`2026-11-23T${hour}:00Z`) - 2 * MINUTE_MS).toISOString());
    }
    assert.deepEqual(minutesSent(), [
      "shanghai 2026-11-23T00:00",
      "kathmandu 2026-11-23T02:15",
      "berlin 2026-11-23T07:00",
      "unknown 2026-11-23T08:00",
      "broken 2026-11-23T08:00",
      "new-york 2026-11-23T13:00",
    ]);
    assert.deepEqual([...world.counts], [["digest_sent", 6]]);
  });

  it("come at eight also after clocks changed, every week once", async () => {
    begin("2026-03-22T00:00:00Z");
    world.want("berlin", { timeZone: "Europe/Berlin" });
    for (const day of ["03-23", "03-24", "03-29", "03-30", "04-05", "04-06"]) {
      for (const hour of ["05", "06", "07"]) await runAt(`2026-${day}T${hour}:59:00Z`, 2 * MINUTE_MS);
    }
    assert.deepEqual(minutesSent(), ["berlin 2026-03-23T07:00", "berlin 2026-03-30T06:00", "berlin 2026-04-06T06:00"]);
  });

  it("show the person's own figures in their language, and how it ends", async () => {
    begin("2026-11-23T07:30:00Z");
    world.want("anna", { language: "zh-CN" });
    world.want("bert");
    world.want("chloe", {}, { locale: "zh-CN" });
    start();
    await world.clock.advance(HOUR_MS);
    const cards = world.sent.map(({ activity }) => activity.attachments?.[0]?.content as AdaptiveCard);
    cards.forEach(assertCardRules);
    assert.deepEqual(
      cards.map(({ lang }) => lang),
      ["zh-CN", "en", "zh-CN"],
    );
    const english = cards[1];
    assert.ok(english);
    const texts = cardTexts(english);
    for (const expected of ["Your week in calls", "35", "You get this on Monday mornings because you asked for it."])
      assert.ok(texts.includes(expected), texts.join("\n"));
    assert.ok(cardQuestions(english).includes("digest off"));
    assert.match(String(world.sent[1]?.activity.summary), /^Your week in calls\. 35 calls/);
  });

  it("come late on the same Monday when the service starts late, and not after it", async () => {
    begin("2026-11-23T15:00:00Z");
    world.want("anna");
    world.want("tokyo", { timeZone: "Asia/Tokyo" });
    for (const now of ["2026-11-23T15:00:00Z", "2026-11-24T09:00:00Z", "2026-11-29T22:58:00Z", "2026-11-30T07:58:00Z"])
      await runAt(now);
    assert.deepEqual(minutesSent(), ["anna 2026-11-23T15:00", "tokyo 2026-11-29T23:00", "anna 2026-11-30T08:00"]);
  });

  it("come once, however many instances there are", async () => {
    begin("2026-11-23T07:59:00Z", ["one", "two", "three"]);
    for (let index = 0; index < 40; index += 1) world.want(`person-${index}`);
    start();
    await world.clock.advance(MINUTE_MS + 5_000);
    // The one that may be at work goes; what is left is for the others.
    await running.shift()?.stop();
    await world.clock.advance(5 * MINUTE_MS);
    assert.equal(world.sent.length, 40);
    assert.equal(new Set(world.sent.map(({ personId }) => personId)).size, 40);
  });

  it("do not come again when an instance died between its claim and the message", async () => {
    begin("2026-11-23T09:00:00Z");
    world.want("anna");
    world.want("bert");
    world.claimed.set("anna", "2026-11-23");
    start();
    await world.clock.advance(2 * HOUR_MS);
    assert.deepEqual(minutesSent(), ["bert 2026-11-23T09:00"]);
  });

  it("come a few a second", async () => {
    begin("2026-11-23T08:00:00Z");
    for (let index = 0; index < 12; index += 1) world.want(`person-${index}`);
    start();
    await world.clock.advance(MINUTE_MS / 2);
    const times = world.sentTo.map(([, at]) => Date.parse(at));
    assert.equal(times.length, 12);
    assert.ok(times.slice(1).every((at, index) => at - (times[index] ?? 0) >= 200));
  });

  it("stop between two people, and go on at the next start", async () => {
    begin("2026-11-23T08:00:00Z", ["one", "two"]);
    for (let index = 0; index < 12; index += 1) world.want(`person-${index}`);
    running[0]?.start();
    await world.clock.advance(1_000);
    await running[0]?.stop();
    const before = world.sent.length;
    assert.ok(before > 0 && before < 12, String(before));
    await world.clock.advance(HOUR_MS);
    assert.equal(world.sent.length, before);
    running[1]?.start();
    await world.clock.advance(MINUTE_MS);
    assert.equal(new Set(world.sent.map(({ personId }) => personId)).size, 12);
  });

  it("end for whoever removed the bot, and for nobody else", async () => {
    begin("2026-11-23T07:00:00Z");
    for (const personId of ["anna", "bert", "chloe"]) world.want(personId);
    world.failMessage = (personId) =>
      personId === "bert" ? answeredWith(403) : personId === "anna" ? answeredWith(404) : null;
    for (const now of ["2026-11-23T07:58:00Z", "2026-11-23T12:00:00Z", "2026-11-30T07:58:00Z"]) await runAt(now);
    assert.deepEqual(minutesSent(), ["chloe 2026-11-23T08:00", "chloe 2026-11-30T08:00"]);
    assert.deepEqual([world.preferences.get("bert")?.digest, world.chats.has("bert")], [false, false]);
    assert.deepEqual([world.preferences.get("chloe")?.digest, world.chats.has("chloe")], [true, true]);
    assert.deepEqual(Object.fromEntries(world.counts), { digest_ended: 2, digest_sent: 2 });
    assert.equal(world.attempts, 4);
  });

  it("wait as long as Teams asks, then come once", async () => {
    begin("2026-11-23T08:00:00Z");
    for (const personId of ["anna", "bert"]) world.want(personId);
    world.failMessage = () => (world.attempts === 1 ? answeredWith(429, "600") : null);
    start();
    await world.clock.advance(9 * MINUTE_MS);
    assert.equal(world.attempts, 1);
    await world.clock.advance(3 * MINUTE_MS);
    assert.deepEqual(world.sent.map(({ personId }) => personId).sort(), ["anna", "bert"]);
    assert.deepEqual(Object.fromEntries(world.counts), { digest_failed: 1, digest_sent: 2 });
  });

  it("are not repeated when nobody knows whether they arrived", async () => {
    begin("2026-11-23T08:00:00Z");
    for (const personId of ["anna", "bert"]) world.want(personId);
    world.failMessage = (personId) => (personId === "anna" ? new Error("reply_timed_out") : null);
    start();
    await world.clock.advance(HOUR_MS);
    await runAt("2026-11-23T20:00:00Z");
    assert.deepEqual(minutesSent(), ["bert 2026-11-23T08:00"]);
    assert.deepEqual(Object.fromEntries(world.counts), { digest_failed: 1, digest_sent: 1 });
    assert.equal(world.attempts, 2);
  });

  it("come to the others when one person's calls cannot be read, and to that one later", async () => {
    begin("2026-11-23T08:00:00Z");
    for (const personId of ["anna", "bert", "chloe", "dora"]) world.want(personId);
    let isMended = false;
    world.failRead = (personId) => (!isMended && personId < "chloe" ? new Error("gone") : null);
    start();
    await world.clock.advance(20 * MINUTE_MS);
    assert.deepEqual(minutesSent(), ["chloe 2026-11-23T08:00", "dora 2026-11-23T08:00"]);
    isMended = true;
    await world.clock.advance(HOUR_MS);
    assert.deepEqual(world.sent.map(({ personId }) => personId).sort(), ["anna", "bert", "chloe", "dora"]);
  });

  it("are not held up by people whose calls are never read", async () => {
    begin("2026-11-23T08:00:00Z");
    for (let index = 10; index < 30; index += 1) world.want(`person-${index}`);
    world.failRead = (personId) => (personId < "person-20" ? new Error("gone") : null);
    start();
    await world.clock.advance(2 * HOUR_MS);
    assert.equal(world.sent.length, 10);
  });

  it("are tried less and less while Teams is away, and few are lost", async () => {
    begin("2026-11-23T08:00:00Z");
    for (let index = 100; index < 200; index += 1) world.want(`person-${index}`);
    let isAway = true;
    world.failMessage = () => (isAway ? new Error("reply_timed_out") : null);
    start();
    await world.clock.advance(3 * HOUR_MS);
    const lost = world.attempts;
    assert.ok(lost > 3 && lost < 30, String(lost));
    isAway = false;
    await world.clock.advance(2 * HOUR_MS);
    assert.equal(world.sent.length, 100 - lost);
  });

  it("pass over whoever has no chat with the bot, and count them once a week", async () => {
    begin("2026-11-23T07:00:00Z");
    for (const personId of ["anna", "bert"]) world.want(personId);
    world.chats.delete("anna");
    for (const now of ["2026-11-23T07:58:00Z", "2026-11-23T12:00:00Z", "2026-11-30T07:58:00Z"]) await runAt(now);
    assert.deepEqual(minutesSent(), ["bert 2026-11-23T08:00", "bert 2026-11-30T08:00"]);
    assert.deepEqual(Object.fromEntries(world.counts), { digest_unreachable: 2, digest_sent: 2 });
  });

  it("do not come after a week without calls, but come when its records arrive on Monday after all", async () => {
    begin("2026-11-23T08:00:00Z");
    for (const personId of ["anna", "bert"]) world.want(personId);
    for (const personId of ["anna", "bert"]) world.withoutCalls.add(personId);
    start();
    await world.clock.advance(HOUR_MS / 2);
    assert.equal(world.attempts, 0);
    world.withoutCalls.delete("anna");
    await world.clock.advance(HOUR_MS + MINUTE_MS);
    assert.deepEqual(
      world.sent.map(({ personId }) => personId),
      ["anna"],
    );
    await runAt("2026-11-23T20:00:00Z");
    assert.deepEqual(Object.fromEntries(world.counts), { digest_sent: 1 });
  });

  it("do not come to whoever turns them off while they are sent", async () => {
    begin("2026-11-23T08:00:00Z");
    for (const personId of ["anna", "bert"]) world.want(personId);
    world.failMessage = () => {
      world.preferences.set("bert", { language: null, timeZone: null, digest: false });
      return null;
    };
    start();
    await world.clock.advance(HOUR_MS);
    assert.deepEqual(minutesSent(), ["anna 2026-11-23T08:00"]);
  });
});
