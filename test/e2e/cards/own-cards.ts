import assert from "node:assert/strict";
import { messagesFor } from "../../../bot/messages/messages.ts";
import type { TrueSummary } from "../../../src/simulator/true-summary.ts";
import { secondsOf } from "../../support/duration-text.ts";
import type { ShownCard } from "../../support/shown-card.ts";
import { STAGE_TIME_ZONE, type TeamsStage } from "../../support/teams-stage.ts";

const { labels, cards, lists, words, titles, feedback, privacy, comparison, settings } = messagesFor(
  "en",
  STAGE_TIME_ZONE,
);
const THIS_WEEK = { kind: "thisWeek" } as const;
const LAST_WEEK = { kind: "lastWeek" } as const;
const LAST_14_DAYS = { kind: "lastDays", count: 14 } as const;

/** What a person asks of their own calls, in the personal chat. */
export function ownCards(stage: TeamsStage): void {
  it("welcomes who opens it", async () => {
    const card = stage.page.cards.first();
    await card.getByText("Welcome to Callwise").waitFor();
    await stage.shoot(card, "welcome");
  });

  for (const [text, period, name] of [
    ["my calls this week", THIS_WEEK, "my-calls-this-week"],
    ["How were my calls last week?", LAST_WEEK, "my-calls-last-week"],
  ] as const) {
    it(`shows the true figures of “${text}”`, async () => {
      const truth = stage.truth(period);
      assert.ok(truth.calls > 3 && truth.quality.poor > 0 && truth.feedback.rated > 0, "there is something to compare");
      const { shown } = await stage.ask(text, name);
      assertSummary(shown, truth);
      assert.match(shown.understood, /^(This|Last) week, Mon Nov \d+ – Sun Nov \d+, Europe\/Berlin$/);
      const byDay = [...(shown.chart(cards.callsByDay)?.values() ?? [])];
      assert.deepEqual(
        byDay,
        truth.byDay.map(({ calls }) => calls),
      );
      const [most] = truth.people;
      assert.ok(most?.displayName && shown.fact(most.displayName)?.startsWith(`${most.calls} call`));
    });
  }

  it("replaces a card by the answer of its chips, in place", async () => {
    const { card } = await stage.ask("my calls this week", "my-calls-this-week");
    const truth = stage.truth(THIS_WEEK);
    const poor = await stage.page.replaced(card, titles.poorCalls, titles.poorCalls);
    assert.equal(poor.figure(lists.poorOfJudged), poorOfJudged(truth));
    await stage.shoot(card, "poor-calls");
    // Not every call of the list was poor: some were only rated so.
    const judged = card.getByText(new RegExp(`^${labels.quality}: ${words.quality.poor}`));
    const one = await stage.page.replaced(card, judged, labels.verdict);
    assert.equal(one.figure(labels.quality), words.quality.poor);
    await stage.shoot(card, "poor-call");
  });

  it("lists calls page by page", async () => {
    const calls = stage.calls(LAST_14_DAYS);
    const { card, shown } = await stage.ask("list my calls last 14 days", "list");
    assert.ok(shown.texts.includes(lists.range("1", "10", String(calls.length))), shown.texts.join("\n"));
    const next = await stage.page.replaced(card, lists.older, lists.range("11", "20", String(calls.length)));
    assert.equal(next.understood, shown.understood);
  });

  it("shows the last call", async () => {
    const [last] = stage.calls(LAST_14_DAYS);
    const own = last?.participations.find(({ personId }) => personId === stage.person.id);
    assert.ok(last && own);
    const { shown } = await stage.ask("call last", "last-call");
    assert.equal(shown.fact(cards.callId), last.callId);
    assert.equal(shown.figure(labels.quality), words.quality[own.quality]);
    assertSeconds(shown.figure(labels.duration), own.durationSeconds);
  });

  it("shows the ratings that were given", async () => {
    const { feedback: truth } = stage.truth(LAST_14_DAYS);
    const { shown } = await stage.ask("my feedback last 14 days", "feedback");
    assert.equal(shown.figure(cards.ratedOfAsked), `${truth.rated} of ${truth.rated + truth.notRated}`);
    assert.equal(shown.figure(labels.poorFeedback), `${truth.poor} of ${truth.rated}`);
    const bars = [...(shown.chart(feedback.distribution)?.values() ?? [])];
    assert.equal(
      bars.reduce((sum, count) => sum + count, 0),
      truth.rated,
    );
  });

  it("shows the calls with somebody", async () => {
    const other = stage.running.tenant.people.find(({ displayName }) => displayName.startsWith("Owen"));
    assert.ok(other);
    const together = stage
      .calls(LAST_14_DAYS)
      .filter(({ participations }) => participations.some(({ personId }) => personId === other.id));
    const { shown } = await stage.ask("calls with Owen last 14 days", "calls-with");
    assert.equal(shown.title, lists.callsWith(other.displayName));
    assert.equal(shown.figure(labels.calls), String(together.length));
  });

  for (const what of ["devices", "networks"] as const) {
    it(`compares ${what}`, async () => {
      const { shown } = await stage.ask(`compare ${what} last 14 days`, `compare-${what}`);
      assert.ok(shown.understood.endsWith(`${stage.calls(LAST_14_DAYS).length} calls`));
      assert.ok(shown.texts.includes(comparison.columns.judged));
    });
  }

  it("shows how the digest would look", async () => {
    const { shown } = await stage.ask("digest", "digest");
    assert.equal(shown.title, titles.digest);
    assert.ok(shown.texts.includes(settings.digest.off));
    assertSummary(shown, stage.truth(LAST_WEEK));
  });

  it("asks before it erases", async () => {
    const { card, shown } = await stage.ask("forget me", "forget-me");
    assert.equal(shown.fact(privacy.forgetMe.stored.participations), String(stage.calls(LAST_14_DAYS).length));
    assert.ok(shown.buttons.includes(privacy.forgetMe.confirm));
    await stage.page.replaced(card, privacy.forgetMe.cancel, titles.help);
  });

  it("offers a file for an export", async () => {
    const { shown } = await stage.ask("export last 14 days", "export");
    assert.equal(shown.fact(privacy.export.calls), String(stage.calls(LAST_14_DAYS).length));
  });

  it("answers what is typed into the client", async () => {
    const card = await stage.page.cardAfter(() => stage.page.type("help"));
    await card.getByText(titles.help, { exact: true }).waitFor();
    await stage.shoot(card, "help");
  });

  it("offers the nearest questions for what it does not understand", async () => {
    const { shown } = await stage.ask("what is the meaning of it all", "not-understood");
    assert.ok(shown.buttons.length > 1);
  });
}

/** The figures that every summary shows. */
export function assertSummary(
  shown: ShownCard,
  truth: TrueSummary,
  messages = messagesFor("en", STAGE_TIME_ZONE),
): void {
  const { quality, feedback: ratings } = truth;
  const { part } = messages.cards;
  assert.equal(shown.figure(messages.labels.calls), String(truth.calls));
  assertSeconds(shown.figure(messages.labels.timeInCalls), truth.durationSeconds);
  const judged = String(quality.good + quality.poor);
  assert.equal(shown.figure(messages.lists.poorOfJudged), part(String(quality.poor), judged));
  const asked = String(ratings.rated + ratings.notRated);
  assert.equal(shown.figure(messages.cards.ratedOfAsked), part(String(ratings.rated), asked));
  const chart = shown.chart(messages.labels.quality);
  for (const name of ["good", "poor", "unclassified"] as const) {
    assert.equal(chart?.get(messages.words.quality[name]) ?? 0, quality[name], name);
  }
}

function poorOfJudged({ quality }: TrueSummary): string {
  return cards.part(String(quality.poor), String(quality.good + quality.poor));
}

/** Long durations are shown in minutes. */
function assertSeconds(shown: string | undefined, seconds: number): void {
  assert.ok(Math.abs(secondsOf(shown) - seconds) <= 30, `${shown} for ${seconds} seconds`);
}
