import assert from "node:assert/strict";
import type { AdaptiveCard, VerticalBarChart } from "../../../../bot/cards/adaptive-card.ts";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import type { CallsCommand } from "../../../../src/calls/command.ts";
import type { Participation } from "../../../../src/calls/participation.ts";
import type { PeriodName } from "../../../../src/calls/period.ts";
import { cardFigures } from "../../../support/card-figures.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardQuestions, cardTexts } from "../../../support/card-texts.ts";
import { callsAnswer, many, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";
import { MEGAN, sampleDetails } from "../../../support/sample-calls.ts";

const messages = messagesFor("en-GB", SAMPLE_TIME_ZONE);
const CALLS = sampleDetails().map(({ participation }) => participation);
const THIS_WEEK: PeriodName = { kind: "thisWeek" };

function cardOf(calls: Participation[], over: Partial<CallsCommand> = {}): AdaptiveCard {
  const { intent = "calls", periodName = THIS_WEEK } = over;
  return answerCard(callsAnswer(intent, periodName, calls, over), messages);
}

function chartOf(card: AdaptiveCard): VerticalBarChart {
  const chart = card.body.find(({ type }) => type === "Chart.VerticalBar");
  assert.ok(chart?.type === "Chart.VerticalBar");
  return chart;
}

function barsOf(periodName: PeriodName): string[] {
  return chartOf(cardOf(CALLS, { periodName })).data.map(({ x, y }) => `${x} ${y}`);
}

describe("calls card", () => {
  it("says how it was understood and shows the week's figures with their units", () => {
    const card = cardOf(CALLS);
    const texts = cardTexts(card);
    assert.deepEqual(texts.slice(0, 2), ["My calls", "This week, Mon 16 – Sun 22 Nov, Europe/Berlin"]);
    assert.deepEqual(Object.fromEntries(cardFigures(card).figures), {
      Calls: "6",
      "Time in calls": "2 h 45 min",
      "Poor, of those judged": "1 of 5",
      "Rated, of those asked": "2 of 3",
    });
    for (const line of ["4 calls, 67%", "2.5 of 5", "3 calls, 40 min", "One-to-one 4, Group call 2", "Windows 6"]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
  });

  it("has a bar a day, then a week, then a month, as long as their labels have room", () => {
    assert.deepEqual(barsOf(THIS_WEEK), ["Mon 1", "Tue 2", "Wed 1", "Thu 1", "Fri 1"]);
    assert.deepEqual(barsOf({ kind: "lastDays", count: 10 }).slice(-2), ["19 1", "20 1"]);
    assert.deepEqual(barsOf({ kind: "lastDays", count: 30 }), ["22/10 0", "26/10 0", "02/11 0", "09/11 0", "16/11 6"]);
    assert.deepEqual(barsOf({ kind: "since", from: "2026-08-20" }), ["Aug 0", "Sept 0", "Oct 0", "Nov 6"]);
  });

  it("tells that older months are left out of the chart", () => {
    const card = cardOf(CALLS, { periodName: { kind: "since", from: "2019-01-01" } });
    assert.equal(chartOf(card).data.length, 12);
    assert.ok(cardTexts(card).includes("Only the newest 12 months are shown."));
    assert.ok(!cardTexts(cardOf(CALLS)).some((line) => line.startsWith("Only the newest")));
  });

  it("says the days in words where charts are not shown", () => {
    const { fallback } = chartOf(cardOf(CALLS));
    assert.ok(fallback.type === "FactSet");
    assert.deepEqual(fallback.facts[1], { title: "Tue 17 Nov", value: "2 calls, 1 h 20 min, 1 poor" });
  });

  it("says the filter in words, and offers to drop each condition and to keep the others for another period", () => {
    const filter = { ...ANY_CALL, longerThanSeconds: 600, modality: "video" as const };
    const card = cardOf(CALLS, { filter });
    const [, understood] = cardTexts(card);
    assert.equal(understood, "This week, Mon 16 – Sun 22 Nov, Europe/Berlin: longer than 10 min, with video");
    const titles = (card.actions ?? []).map(({ title }) => title);
    assert.ok(
      titles.includes("Without “longer than 10 min”") && titles.includes("Without “with video”"),
      titles.join(),
    );
    const commandOf = (over: Partial<CallsCommand>): string =>
      messages.commands.phrase({ intent: "calls", periodName: THIS_WEEK, filter, view: "summary", page: 1, ...over });
    const questions = cardQuestions(card);
    assert.ok(questions.includes(commandOf({ filter: { ...filter, modality: null } })), questions.join("\n"));
    assert.ok(questions.includes(commandOf({ periodName: { kind: "lastWeek" } })), questions.join("\n"));
    assert.ok(questions.includes(commandOf({ view: "list" })), questions.join("\n"));
  });

  it("does not offer the period that it is about, nor poor calls where there is none", () => {
    const good = CALLS.filter(({ quality }) => quality === "good");
    const titles = (cardOf(good).actions ?? []).map(({ title }) => title);
    assert.deepEqual(titles, ["List the calls", "Last week", "Last 30 days", "Today"]);
  });

  it("says why it is empty instead of showing zeros", () => {
    const why = (over: Partial<CallsCommand>): string => cardTexts(cardOf([], over))[2] ?? "";
    assert.match(why({}), /No call records in this period yet/);
    assert.match(why({ periodName: { kind: "day", date: "2026-12-24" } }), /not begun/);
    assert.match(why({ filter: { ...ANY_CALL, modality: "video" } }), /None of your calls/);
    const answer = callsAnswer("callsWith", THIS_WEEK, [], { filter: { ...ANY_CALL, person: "Zoe" } });
    const [title, , nobody] = cardTexts(answerCard({ ...answer, people: [] }, messages));
    assert.equal(title, "Calls with Zoe");
    assert.match(nobody ?? "", /Nobody in your calls of this period is named “Zoe”/);
  });

  it("shows a name with Markdown in it as it is, and keeps figures in place beside a right-to-left one", () => {
    const name = "[Ann](http://example.com) *B* <b>C</b> {{DATE(2026-11-16)}} # _d_ e_f";
    const card = cardOf(CALLS.map((call) => withOtherName(call, name)));
    assert.ok(cardTexts(card).includes(name), cardTexts(card).join("\n"));
    assert.ok(!JSON.stringify(card.body).includes("[Ann]("));
    assertCardRules(card);
    const arabic = cardTexts(cardOf(CALLS.map((call) => withOtherName(call, "محمد"))));
    assert.ok(arabic.includes("\u2068محمد\u2069"), arabic.join("\n"));
  });
});

describe("calls card with somebody", () => {
  it("names the person, and lists the newest calls under the totals", () => {
    const answer = callsAnswer("callsWith", THIS_WEEK, many(CALLS, 3), { filter: { ...ANY_CALL, person: "megan" } });
    const texts = cardTexts(answerCard(answer, messages));
    assert.equal(texts[0], "Calls with Megan Bowen");
    assert.match(texts[1] ?? "", /: with Megan Bowen$/);
    assert.ok(texts.includes("Newest calls") && texts.includes("… and 13 more"), texts.join("\n"));
    assert.ok(texts.some((line) => line.includes(MEGAN.displayName ?? "") && line.endsWith("5 min")));
  });
});

describe("list of calls", () => {
  const all = many(CALLS, 4).slice(0, 23);

  function pageCard(page: number): AdaptiveCard {
    return cardOf(all, { view: "list", page });
  }

  it("shows ten calls a page, says which, and opens each", () => {
    const texts = cardTexts(pageCard(2));
    assert.ok(texts.includes("11–20 of 23 calls"), texts.join("\n"));
    const rows = pageCard(2).body.filter(({ type }) => type === "Container");
    assert.equal(rows.length, 10);
    const [first] = rows;
    assert.ok(first?.type === "Container");
    assert.equal(
      first.selectAction?.data.text,
      messages.commands.phrase({ intent: "call", asked: all[10]?.callId ?? "" }),
    );
  });

  it("offers newer and older calls where there are any", () => {
    const pages = (page: number): string[] =>
      (pageCard(page).actions ?? []).map(({ title }) => title).filter((title) => /Newer|Older/.test(title));
    assert.deepEqual(pages(1), ["Older"]);
    assert.deepEqual(pages(2), ["Newer", "Older"]);
    assert.deepEqual(pages(3), ["Newer"]);
  });

  it("takes the last page for one beyond it", () => {
    assert.ok(cardTexts(pageCard(99)).includes("21–23 of 23 calls"));
    assert.deepEqual(cardQuestions(pageCard(99))[0], cardQuestions(pageCard(3))[0]);
  });
});

describe("poor calls card", () => {
  it("gives each call its reasons with unit and threshold, the verdict and the rating", () => {
    const texts = cardTexts(cardOf(CALLS, { intent: "poorCalls" }));
    for (const line of [
      "Tue 17 Nov, 10:00 · 5 people · 1 h",
      "Quality: Poor. Jitter 62 ms (limit 30 ms), sent; Packet loss 12% (limit 10%), sent",
      "Likely: a weak Wi-Fi signal at your end",
    ]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
    assert.ok(texts.some((line) => line.startsWith("Rating: Bad: distorted speech")));
  });

  it("shows them page by page", () => {
    const card = cardOf(many(CALLS, 8), { intent: "poorCalls", page: 2 });
    assert.ok(cardTexts(card).includes("7–8 of 8 calls"), cardTexts(card).join("\n"));
    assert.equal(card.actions?.[0]?.title, "Newer");
  });

  it("says how many calls could not be judged when none is poor", () => {
    const texts = cardTexts(
      cardOf(
        CALLS.filter(({ quality }) => quality !== "poor"),
        { intent: "poorCalls" },
      ),
    );
    assert.ok(texts.includes("No poor calls in this period; 1 of 5 could not be judged."), texts.join("\n"));
  });
});

describe("feedback card", () => {
  it("shows the ratings from 1 to 5, and what was measured beside a poor one", () => {
    const card = cardOf(CALLS, { intent: "feedback" });
    const { figures, charts } = cardFigures(card);
    assert.equal(figures.get("Rated, of those asked"), "2 of 3");
    assert.equal(figures.get("Average rating"), "2.5 of 5");
    assert.deepEqual(Object.fromEntries(charts.get("Ratings you gave") ?? []), { 1: 1, 2: 0, 3: 0, 4: 1, 5: 0 });
    const texts = cardTexts(card);
    assert.ok(texts.includes("1 Bad, 2 Poor, 3 Fair, 4 Good, 5 Excellent"), texts.join("\n"));
    assert.ok(texts.includes("distorted speech 1×, interruptions 1×"), texts.join("\n"));
    assert.ok(texts.includes("The measurements agree: poor quality was measured too."));
    assert.ok(texts.includes("The measurements agree with this rating."));
  });

  it("says so when a call that was rated poorly was measured good", () => {
    const calls = CALLS.map((call) => ({ ...call, quality: "good" as const }));
    const texts = cardTexts(cardOf(calls, { intent: "feedback" }));
    assert.ok(texts.includes("The measurements disagree: nothing measured was over a limit."), texts.join("\n"));
    assert.ok(texts.includes("The measurements do not agree with this rating."));
  });

  it("tells apart not asked and not answered", () => {
    const asked = CALLS.filter(({ ratings }) => ratings.some(({ rating }) => rating === "notRated"));
    assert.ok(
      cardTexts(cardOf(asked, { intent: "feedback" })).includes("Teams asked you to rate 1 call, and you rated none."),
    );
    const notAsked = CALLS.filter(({ ratings }) => ratings.length === 0);
    assert.match(cardTexts(cardOf(notAsked, { intent: "feedback" }))[2] ?? "", /did not ask you/);
  });
});

function withOtherName(call: Participation, displayName: string): Participation {
  const { person } = call.others;
  return person ? { ...call, others: { count: 1, person: { ...person, displayName } } } : call;
}
