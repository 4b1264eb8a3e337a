import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { digestMessageCard } from "../../../../bot/cards/digest-card.ts";
import { errorCard } from "../../../../bot/cards/error-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Intent } from "../../../../src/calls/answer.ts";
import { cardQuestions, cardTexts } from "../../../support/card-texts.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";
import { SAMPLE_NOW } from "../../../support/sample-calls.ts";

const messages = messagesFor("en-GB", SAMPLE_TIME_ZONE);
const ANSWERS = sampleAnswers();

function cardOf(intent: Intent, index = 0): ReturnType<typeof answerCard> {
  const answer = ANSWERS[intent][index];
  assert.ok(answer);
  return answerCard(answer, messages);
}

describe("who looked card", () => {
  it("says who, when and at what, and how many looks are not shown", () => {
    const texts = cardTexts(cardOf("whoLooked"));
    for (const line of [
      "Adele Vance",
      "Fri 20 Nov, 16:00 · Calls of Mon 16 – Sun 22 Nov",
      "Reason: Ticket 4711: *drops*",
      "Fri 20 Nov, 16:00 · Last call before Fri 20 Nov, 16:00",
      "Fri 20 Nov, 16:00 · Call 8fdf2a1c",
      "… and 4 more",
    ]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
  });

  it("says that nobody did, and what is logged", () => {
    const texts = cardTexts(cardOf("whoLooked", 1));
    assert.ok(texts.includes("Nobody looked at your calls."));
    assert.ok(texts.some((line) => line.startsWith("Every look of an admin at your calls is logged here")));
  });
});

describe("forget me card", () => {
  it("says what will be erased, and asks before it does", () => {
    const card = cardOf("forgetMe");
    const texts = cardTexts(card);
    for (const line of ["Calls", "41", "Sessions with their measurements", "97"]) assert.ok(texts.includes(line), line);
    const [confirm, cancel] = card.actions ?? [];
    assert.equal(confirm?.style, "destructive");
    assert.equal(confirm.data.text, messages.commands.phrase({ intent: "forgetMe", isConfirmed: true }));
    assert.equal(cancel?.style, undefined);
    assert.notEqual(cancel?.data.text, confirm.data.text);
  });

  it("gives a receipt when it is done, and no way to do it again", () => {
    const card = cardOf("forgetMe", 2);
    assert.ok(cardTexts(card).includes("3f0c9f2e-5d52-4b8e-9a53-2b1f70f9a6d1"));
    assert.ok(!(card.actions ?? []).some(({ style }) => style === "destructive"));
  });
});

describe("digest card", () => {
  it("says whether it comes, shows the change to the week before, and offers the other", () => {
    const on = cardOf("digest");
    const texts = cardTexts(on);
    assert.ok(texts.includes("The weekly digest is on."));
    assert.ok(texts.includes("+6 against the week before"), texts.join("\n"));
    assert.ok(texts.includes("+2 h 45 min against the week before"), texts.join("\n"));
    assert.equal(cardQuestions(on)[0], messages.commands.phrase({ intent: "digest", change: "off" }));
    assert.equal(cardQuestions(cardOf("digest", 1))[0], messages.commands.phrase({ intent: "digest", change: "on" }));
  });

  it("says when a figure fell and when it stayed", () => {
    const [answer] = ANSWERS.digest;
    assert.ok(answer?.intent === "digest");
    const { summary, before } = answer.preview;
    const fewer = { ...answer.preview, summary: { ...before, calls: 4 }, before: { ...summary, calls: 9 } };
    const texts = cardTexts(digestMessageCard(fewer, SAMPLE_NOW, messages));
    assert.ok(texts.includes("−5 against the week before"), texts.join("\n"));
    const same = cardTexts(digestMessageCard({ ...answer.preview, before: summary }, SAMPLE_NOW, messages));
    assert.equal(same.filter((line) => line === "as in the week before").length, 4);
  });
});

describe("language card", () => {
  it("tells the language in force and offers the others in their own words", () => {
    const card = cardOf("language", 1);
    const texts = cardTexts(card);
    assert.ok(texts.includes("I do not know the language “tlh”."), texts.join("\n"));
    assert.ok(texts.includes("I answer in 简体中文."), texts.join("\n"));
    assert.equal(card.actions?.[0]?.title, "English");
    assert.equal(card.actions?.[0]?.data.text, messages.commands.phrase({ intent: "language", language: "en" }));
  });
});

describe("export card", () => {
  it("names the file with its rows and size", () => {
    const texts = cardTexts(cardOf("export"));
    for (const line of ["calls-2026-11-16.csv", "6", "0.1 KB"]) assert.ok(texts.includes(line), texts.join("\n"));
  });

  it("says why there is no file", () => {
    const [answer] = ANSWERS.export;
    assert.ok(answer?.intent === "export");
    const texts = cardTexts(answerCard({ ...answer, calls: 0 }, messages));
    assert.match(texts.join(" "), /No call records in this period yet/);
    assert.ok(!texts.includes("calls-2026-11-16.csv"));
  });
});

describe("admins only card", () => {
  it("says what was asked and what can be asked instead", () => {
    assert.match(cardTexts(cardOf("adminsOnly")).join(" "), /“Status” answers admins only/);
    assert.equal(cardOf("adminsOnly").actions?.length, 2);
  });
});

describe("error card", () => {
  it("offers the question again under its request id", () => {
    const card = errorCard("request-7", "my calls this week", messages);
    assert.ok(cardTexts(card).includes("request-7"));
    assert.deepEqual(cardQuestions(card), ["my calls this week", "help"]);
  });
});
