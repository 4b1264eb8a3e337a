import assert from "node:assert/strict";
import fc from "fast-check";
import type { AdaptiveCard } from "../../../../bot/cards/adaptive-card.ts";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { errorCard } from "../../../../bot/cards/error-card.ts";
import { cardBytes, LARGEST_CARD_BYTES } from "../../../../bot/cards/fit-card.ts";
import { welcomeCard } from "../../../../bot/cards/help-card.ts";
import { answerQuestion } from "../../../../bot/commands/answer-question.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer, CallDetail } from "../../../../src/calls/answer.ts";
import { resolvePeriod } from "../../../../src/calls/period.ts";
import { summarize } from "../../../../src/calls/summary.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { ALEX, SAMPLE_NOW, sampleDetails, sampleReads } from "../../../support/sample-calls.ts";

const TIME_ZONE = "Europe/Berlin";
const messages = messagesFor("en-GB", TIME_ZONE);

async function cardFor(text: string, details?: CallDetail[]): Promise<AdaptiveCard> {
  const question = { text, viewer: { personId: ALEX.id, isAdmin: false }, personId: ALEX.id };
  const answer = await answerQuestion({ ...question, now: SAMPLE_NOW, timeZone: TIME_ZONE }, sampleReads(details));
  return answerCard(answer, messages);
}

/** Every text a person can read on the card, in order, without Markdown's escapes. */
function textsOf(card: unknown): string[] {
  const texts: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === "string" && ["text", "title", "value"].includes(key))
      texts.push(value.replace(/\\([^A-Za-z0-9])/g, "$1"));
    else if (Array.isArray(value)) value.forEach((item) => visit(item, key));
    else if (typeof value === "object" && value !== null) {
      for (const [name, member] of Object.entries(value))
        if (name !== "fallback" && name !== "data") visit(member, name);
    }
  };
  visit(card, "");
  return texts;
}

function questionsOf(card: AdaptiveCard): string[] {
  return (card.actions ?? []).map(({ data }) => data.text);
}

describe("cards", () => {
  const questions = [
    "my calls this week",
    "my calls last 30 days",
    "my calls since 1 January",
    "my calls since 2019-01-01",
    "my calls today",
    "my calls last week",
    "poor calls this week",
    "poor calls last week",
    "poor calls today",
    "call last",
    "call c0000000-0000-4000-8000-000000000002",
    "call c0000000-0000-4000-8000-000000000004",
    "call no-such-call",
    "help",
    "make me a coffee",
    "",
  ];
  for (const question of questions) {
    it(`keeps every rule: "${question}"`, async () => assertCardRules(await cardFor(question)));
  }

  it("keeps every rule for greeting and errors", () => {
    assertCardRules(welcomeCard(messages));
    assertCardRules(errorCard("request-1", "my calls", messages));
    assertCardRules(errorCard("request-1", null, messages));
  });
});

describe("calls card", () => {
  it("says how it was understood and shows the week's figures with their units", async () => {
    const texts = textsOf(await cardFor("my calls this week"));
    assert.ok(texts.includes("This week, Mon 16 – Sun 22 Nov, Europe/Berlin"), texts.join("\n"));
    assert.deepEqual(texts.slice(2, 10), [
      "6",
      "Calls",
      "2 h 45 min",
      "Time in calls",
      "1 of 6",
      "Calls of poor quality",
      "2 of 3",
      "Rated, of those asked",
    ]);
    for (const line of ["4 calls, 67%", "2.5 of 5", "3 calls, 40 min", "One-to-one 4, Group call 2", "Windows 6"]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
  });

  it("has a bar a day for a week and a bar a week for thirty days", async () => {
    const week = (await cardFor("my calls this week")).body.find(({ type }) => type === "Chart.VerticalBar");
    assert.ok(week?.type === "Chart.VerticalBar");
    assert.deepEqual(
      week.data.map(({ x, y }) => `${x} ${y}`),
      ["Mon 1", "Tue 2", "Wed 1", "Thu 1", "Fri 1"],
    );
    const month = (await cardFor("my calls last 30 days")).body.find(({ type }) => type === "Chart.VerticalBar");
    assert.ok(month?.type === "Chart.VerticalBar");
    assert.deepEqual(
      month.data.map(({ x, y }) => `${x} ${y}`),
      ["22/10 0", "26/10 0", "02/11 0", "09/11 0", "16/11 6"],
    );
  });

  it("says the days in words where charts are not shown", async () => {
    const chart = (await cardFor("my calls this week")).body.find(({ type }) => type === "Chart.VerticalBar");
    assert.ok(chart?.type === "Chart.VerticalBar" && chart.fallback.type === "FactSet");
    assert.deepEqual(chart.fallback.facts[1], { title: "Tue", value: "2 calls, 1 h 20 min, Poor: 1" });
  });

  it("offers other periods and the poor calls of this one", async () => {
    assert.deepEqual(questionsOf(await cardFor("my calls yesterday")), [
      "my calls today",
      "my calls this week",
      "my calls last week",
      "my calls last 30 days",
      "poor calls yesterday",
    ]);
  });

  it("says why it is empty instead of showing zeros", async () => {
    const card = await cardFor("my calls last week");
    assert.deepEqual(
      card.body.map(({ type }) => type),
      ["TextBlock", "TextBlock", "TextBlock"],
    );
    assert.match(textsOf(card).join(" "), /No calls in this period/);
  });

  it("shows a name with Markdown in it as it is", async () => {
    const name = "[Ann](http://example.com) *B* <b>C</b> {{DATE(2026-11-16)}} # _d_ e_f";
    const details = sampleDetails().map((detail) => withOtherName(detail, name));
    const card = await cardFor("my calls this week", details);
    assert.ok(textsOf(card).includes(name), textsOf(card).join("\n"));
    assert.ok(!JSON.stringify(card.body).includes("[Ann]("));
    assertCardRules(card);
  });
});

describe("poor calls card", () => {
  it("gives each call its reasons with unit and threshold, the verdict and the rating", async () => {
    const texts = textsOf(await cardFor("poor calls this week"));
    for (const line of [
      "Tue 17 Nov, 10:00 · 5 people · 1 h",
      "Quality: Poor. Jitter 62 ms (limit 30 ms), sent; Packet loss 12% (limit 10%), sent",
      "Likely: a weak Wi-Fi signal at your end",
    ]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
    assert.ok(texts.some((line) => line.startsWith("Rating: Bad: distorted speech")));
  });

  it("opens a call by its id", async () => {
    const card = await cardFor("poor calls this week");
    const row = card.body.find(({ type }) => type === "Container");
    assert.ok(row?.type === "Container");
    assert.equal(row.selectAction?.data.text, "call c0000000-0000-4000-8000-000000000002");
  });

  it("says how many calls could not be judged when none is poor", async () => {
    const details = sampleDetails().filter(({ participation }) => participation.quality !== "poor");
    const texts = textsOf(await cardFor("poor calls this week", details));
    assert.ok(texts.includes("No poor calls in this period; 1 of 5 could not be judged."), texts.join("\n"));
  });
});

describe("call card", () => {
  it("shows each stream's numbers against the threshold that decided", async () => {
    const texts = textsOf(await cardFor("call c0000000-0000-4000-8000-000000000002"));
    for (const line of [
      "Jitter 62 ms (limit 30 ms): beyond the limit",
      "Round-trip time 47 ms (limit 500 ms)",
      "Frame rate 24 fps (at least 7 fps)",
      // Frame loss was reported and decides alone: the low frame rate beside it does not make the stream poor.
      "Frame loss 4% (limit 50%)",
      "Jabra Evolve 65",
      "10.1.20.0",
    ]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
    assert.ok(!texts.some((line) => line.startsWith("Frame rate 5 fps")));
  });

  it("shows no limit for a stream that no rule decided about", async () => {
    const texts = textsOf(await cardFor("call c0000000-0000-4000-8000-000000000004"));
    assert.ok(texts.includes("Jitter 8 ms"), texts.join("\n"));
    assert.ok(!texts.some((line) => line.includes("limit 30 ms")));
    assert.ok(texts.includes("Unclassified"));
  });

  it("says in the person's words that there is no such call", async () => {
    assert.ok(textsOf(await cardFor("call last", [])).includes("You have no call yet."));
  });
});

describe("help card", () => {
  it("repeats what was not understood and offers the nearest commands", async () => {
    const card = await cardFor("my cals");
    assert.ok(textsOf(card).includes("I did not understand “my cals”."));
    assert.ok(questionsOf(card).length >= 2);
    assert.equal(questionsOf(card).at(-1), "help");
  });
});

describe("error card", () => {
  it("offers the question again under its request id", () => {
    const card = errorCard("request-7", "my calls this week", messages);
    assert.ok(textsOf(card).includes("request-7"));
    assert.deepEqual(questionsOf(card), ["my calls this week", "help"]);
  });
});

describe("card size", () => {
  // By name, so that a failing run prints what a person can read.
  const long = {
    surrogates: "𝕏".repeat(5000),
    cjk: "会議".repeat(3000),
    markdown: "*_[]()`\\".repeat(2000),
    direction: "\u202e".repeat(50),
    empty: "",
  };
  const hostileText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom("surrogates", "cjk", "markdown", "direction", "empty").map((name) => `long:${name}`),
  );
  const written = (text: string): string => Object.entries(long).find(([name]) => text === `long:${name}`)?.[1] ?? text;

  it("stays within the limit and the rules whatever Graph delivered", () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.integer({ min: 1, max: 60 }), (name, text, copies) => {
        for (const answer of hostileAnswers(written(name), written(text), copies)) {
          const card = answerCard(answer, messages);
          assert.ok(cardBytes(card) <= LARGEST_CARD_BYTES);
          assertCardRules(card);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("says how many are left out", () => {
    const [, poorCalls] = hostileAnswers("Ann", "bad", 100);
    assert.ok(poorCalls);
    assert.ok(textsOf(answerCard(poorCalls, messages)).includes("… and 88 more"));
  });
});

function withOtherName(detail: CallDetail, displayName: string): CallDetail {
  const { participation } = detail;
  const { person } = participation.others;
  const others = person ? { count: 1, person: { ...person, displayName } } : participation.others;
  return { ...detail, participation: { ...participation, others } };
}

/** A summary, poor calls, and one call, with long texts everywhere and as many calls, sessions and people as asked for. */
function hostileAnswers(name: string, text: string, copies: number): Answer[] {
  const poor = sampleDetails().find(({ participation }) => participation.quality === "poor");
  if (!poor) throw new Error("no poor sample");
  const details = Array.from({ length: copies }, (_, index): CallDetail => {
    const rating = { sessionId: "s", rating: "bad" as const, tokens: [text, `${index}${name}`], text };
    const person = { id: `p${index}`, kind: "user" as const, displayName: name };
    return {
      ...poor,
      sessions: Array.from({ length: Math.min(copies, 40) }, () => poor.sessions).flat(),
      participation: {
        ...poor.participation,
        callId: `${index}`,
        others: { count: 1, person },
        ratings: [rating, rating, rating, rating, rating],
        device: { ...emptyDevice, captureDeviceName: name, renderDeviceName: text },
        failure: { stage: name, reason: text },
      },
    };
  });
  const calls = details.map(({ participation }) => participation);
  const period = resolvePeriod({ kind: "thisWeek" }, SAMPLE_NOW, TIME_ZONE);
  const common = { now: SAMPLE_NOW, timeZone: TIME_ZONE };
  const summary = summarize(calls, period, SAMPLE_NOW, TIME_ZONE);
  return [
    { intent: "calls", period, summary, calls, ...common },
    { intent: "poorCalls", period, summary, calls, ...common },
    { intent: "call", found: details[0] ?? null, asked: text, ...common },
    { intent: "call", found: null, asked: text, ...common },
    { intent: "help", notUnderstood: text, nearest: ["my calls today"], ...common },
  ];
}

const emptyDevice = {
  captureDeviceName: null,
  captureDeviceDriver: null,
  renderDeviceName: null,
  renderDeviceDriver: null,
  machineName: null,
  cpuName: null,
};
