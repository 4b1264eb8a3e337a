import assert from "node:assert/strict";
import type { AdaptiveCard } from "../../../../bot/cards/adaptive-card.ts";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { answerText } from "../../../../bot/commands/answer-text.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer, Intent } from "../../../../src/calls/answer.ts";
import { cardFigures } from "../../../support/card-figures.ts";
import { cardQuestions, cardTexts } from "../../../support/card-texts.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

const messages = messagesFor("en-GB", SAMPLE_TIME_ZONE);
const ANSWERS = sampleAnswers();

function cardOf(answer: Answer | undefined): AdaptiveCard {
  assert.ok(answer);
  return answerCard(answer, messages);
}

function textsOf(intent: Intent, index = 0): string[] {
  return cardTexts(cardOf(ANSWERS[intent][index]));
}

function assertSays(texts: string[], ...lines: string[]): void {
  for (const line of lines) assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
}

describe("organization card", () => {
  it("shows everyone's figures, the poor share by day in percent, and the worst values with their samples", () => {
    const card = cardOf(ANSWERS.organization[0]);
    const { figures, charts } = cardFigures(card);
    assert.deepEqual(Object.fromEntries(figures), {
      Calls: "300",
      "People in calls": "48",
      "Time in calls, everyone's": "500 h",
      "Poor, of those judged": "120 of 820",
      "Rated, of those asked": "60 of 90",
      "Ratings bad or poor": "9",
      Failures: "12",
    });
    assert.equal(charts.get("Poor share by day (%)")?.get("Mon"), 10);
    const texts = cardTexts(card);
    const row = texts.indexOf("10.1.20.0");
    assert.deepEqual(texts.slice(row, row + 4), [
      "10.1.20.0",
      "820",
      "14.6%",
      "3 more were judged too few times to tell.",
    ]);
    assert.ok(texts.some((line) => line.includes("at least 100 times")));
  });

  it("says why it is empty", () => {
    assert.match(textsOf("organization", 1)[2] ?? "", /up to 150 minutes after a call/);
  });

  it("says in anonymous mode what is left out, in the text too, whether there are calls or not", () => {
    for (const sample of ANSWERS.organization) {
      assert.ok(sample.intent === "organization");
      const organization = { ...sample.organization, minimumPeople: 5 };
      for (const [locale, said] of [
        ["en-GB", /fewer than 5 people were in calls are left out/],
        ["zh-CN", /不足 5 人的日期不计入/],
      ] as const) {
        const inLanguage = messagesFor(locale, SAMPLE_TIME_ZONE);
        const answer = { ...sample, organization };
        assert.ok(cardTexts(answerCard(answer, inLanguage)).some((text) => said.test(text)));
        assert.match(answerText(answer, inLanguage), said);
        assert.doesNotMatch(answerText(sample, inLanguage), said);
      }
    }
  });

  it("says the days in words where charts are not shown", () => {
    const chart = cardOf(ANSWERS.organization[0]).body.find(({ type }) => type === "Chart.VerticalBar");
    assert.ok(chart?.type === "Chart.VerticalBar" && chart.fallback.type === "FactSet");
    assert.deepEqual(chart.fallback.facts[0], { title: "Mon 16 Nov", value: "9.8%, 16 of 164" });
  });
});

describe("status card", () => {
  it("begins with the health and what to do, before what is wrong", () => {
    const texts = textsOf("status", 1);
    assert.equal(texts[2], "Broken");
    const remedy = texts.findIndex((line) => line.startsWith("What to do: Grant the application permission"));
    const problem = texts.findIndex((line) => line.startsWith("The subscription is not kept"));
    assert.ok(remedy > 0 && remedy < problem, texts.join("\n"));
  });

  it("never says 100% when a call is missing, and shows days, delays and jobs given up with their reasons", () => {
    const texts = textsOf("status", 1);
    assertSays(
      texts,
      "Held 99.3% of the 2,104 calls Graph lists for 30 days; 4 missing.",
      "Fri 20 Nov",
      "2,100 of 2,104",
      "half within 1 s, 95% within 40 s (300 calls)",
      "8fdf2a1c-0000-4000-8000-000000000000 · Fri 20 Nov, 16:00",
    );
    assert.ok(texts.some((line) => line.startsWith("Graph announced the call but did not deliver its record")));
  });

  it("says so when nothing was listed, notified or measured yet", () => {
    assertSays(
      textsOf("status"),
      "Healthy",
      "Graph has listed no calls yet for the last 30 days.",
      "Not measured within 24 hours",
      "Never",
    );
  });
});

describe("person card", () => {
  it("says whose calls they are and that the look is logged, before any figure", () => {
    const texts = textsOf("person");
    assert.equal(texts[0], "Calls of Megan Bowen");
    assert.match(texts[2] ?? "", /This look is logged. Megan Bowen sees it/);
    assert.equal(texts[3], "6");
  });

  it("offers no button that would open a call of the admin's own", () => {
    assert.ok(!JSON.stringify(cardOf(ANSWERS.person[0]).body).includes("selectAction"));
  });

  it("never says “you” about somebody else's ratings", () => {
    const texts = textsOf("person");
    assertSays(texts, "Feedback given");
    assert.ok(!texts.some((line) => /you gave/.test(line)), texts.join("\n"));
  });

  it("says so when the person has no calls", () => {
    assertSays(textsOf("person", 1), "No calls of this person in this period.");
  });
});

describe("choose person card", () => {
  it("asks back with a button a person, and says how many more could be meant", () => {
    assertSays(textsOf("choosePerson", 1), "More than one person could be “Megan”.");
    assertSays(textsOf("choosePerson", 1), "6 more could be meant: type more of the name.");
    assert.equal(cardQuestions(cardOf(ANSWERS.choosePerson[1])).length, 6);
  });

  it("tells two people of one name apart", () => {
    const [answer] = ANSWERS.choosePerson;
    assert.ok(answer?.intent === "choosePerson");
    const choices = answer.choices.map((choice, index) => ({ ...choice, displayName: "Megan", id: `id-${index}` }));
    const titles = (cardOf({ ...answer, choices }).actions ?? []).map(({ title }) => title);
    assert.deepEqual(titles, ["Megan (id-0)", "Megan (id-1)"]);
  });

  it("says among whom nobody was found", () => {
    assert.match(textsOf("choosePerson", 2).join(" "), /among the people whose calls are held/);
    const [answer] = ANSWERS.choosePerson;
    assert.ok(answer?.intent === "choosePerson");
    assert.match(
      cardTexts(cardOf({ ...answer, command: null, choices: [] })).join(" "),
      /among those you had calls with/,
    );
  });
});

describe("alerts cards", () => {
  it("says whether this channel is told, and how to end it", () => {
    assertSays(textsOf("alertsHere"), "Alerts are sent to this channel.", "Fri 20 Nov, 16:00");
    assert.match(textsOf("alertsHere", 1).join(" "), /Mention me in one/);
    assertSays(textsOf("alertsOff", 1), "No alerts were sent to this channel.");
  });

  it("lists the rules with their state", () => {
    assertSays(
      textsOf("alertRules", 1),
      "Sent to 2 channels.",
      "Arrival of call records: On; something has been wrong since Fri 20 Nov, 16:00",
      "Calls given up: Off",
    );
    assert.match(textsOf("alertRules").join(" "), /Sent to no channel yet/);
  });
});

describe("help card", () => {
  it("shows admins' commands to admins only", () => {
    const [forAdmin] = ANSWERS.help;
    assert.ok(forAdmin?.intent === "help");
    assertSays(cardTexts(cardOf(forAdmin)), "For admins", "org [period]");
    const texts = cardTexts(cardOf({ ...forAdmin, isAdmin: false }));
    assert.ok(!texts.includes("For admins") && !texts.includes("org [period]"));
    assertSays(texts, "Your calls", "calls with <name> [period]");
  });

  it("repeats what was not understood and offers the nearest commands", () => {
    const answer: Answer = {
      intent: "help",
      timeZone: SAMPLE_TIME_ZONE,
      now: new Date(0),
      command: null,
      notUnderstood: "my *cals*",
      nearest: ["my calls this week"],
      isAdmin: false,
    };
    assertSays(cardTexts(cardOf(answer)), "I did not understand “my *cals*”.");
    assert.deepEqual(cardQuestions(cardOf(answer)), ["my calls this week", "help"]);
  });
});
