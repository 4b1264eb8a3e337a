import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { LARGEST_CARD_BYTES } from "../../../../bot/cards/fit-card.ts";
import { withTabLink } from "../../../../bot/cards/tab-link.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer } from "../../../../src/calls/answer.ts";
import { ANY_CALL, type CallFilter } from "../../../../src/calls/call-filter.ts";
import type { PeriodName } from "../../../../src/calls/period.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { sampleAnswers } from "../../../support/sample-answers.ts";

const messages = messagesFor("en", "Europe/Berlin");
const ANSWERS = sampleAnswers();

/** Where the card's button leads; null when it has none. */
function placeOf(answer: Answer | undefined): string | null {
  assert.ok(answer);
  const card = withTabLink(
    answerCard(answer, messages),
    answer,
    (place) => `https://example.org/tab/${place}`,
    messages,
  );
  assertCardRules(card);
  const urls = [...JSON.stringify(card).matchAll(/"type":"Action.OpenUrl","title":"Open in tab","url":"([^"]+)"/g)];
  assert.ok(urls.length <= 1);
  return urls[0]?.[1]?.replace("https://example.org/tab/", "") ?? null;
}

function callsAnswer(filter: Partial<CallFilter>, periodName: PeriodName = { kind: "lastWeek" }): Answer {
  const [answer] = ANSWERS.calls;
  assert.ok(answer?.intent === "calls");
  const people = [{ id: "anna id", displayName: "Anna", calls: 1, command: answer.command }];
  const command = { ...answer.command, periodName, filter: { ...ANY_CALL, ...filter } };
  return { ...answer, command, people: filter.person === undefined ? null : people };
}

describe("a card's way into the tab", () => {
  it("leads to the call", () => {
    const answer = ANSWERS.call.find((one) => one.intent === "call" && one.found !== null);
    assert.ok(answer?.intent === "call" && answer.found);
    assert.equal(placeOf(answer), `calls/${answer.found.participation.callId}`);
    const unknown = ANSWERS.call.find((one) => one.intent === "call" && one.found === null);
    assert.equal(placeOf(unknown), null);
  });

  it("leads to the list of the same period under the same conditions", () => {
    assert.equal(placeOf(callsAnswer({})), "calls?period=lastWeek");
    assert.equal(
      placeOf(callsAnswer({ quality: "poor", callType: "peerToPeer", isRatedPoor: true, isMissed: true })),
      "calls?period=lastWeek&missed=true&feedback=poor&type=peerToPeer&quality=poor",
    );
    assert.equal(placeOf(callsAnswer({ person: "anna" })), "calls?period=lastWeek&person=anna+id");
    assert.equal(
      placeOf(callsAnswer({}, { kind: "range", from: "2026-11-01", to: "2026-11-05" })),
      "calls?period=2026-11-01..2026-11-05",
    );
  });

  it("leads nowhere rather than to other calls", () => {
    assert.equal(placeOf(callsAnswer({ longerThanSeconds: 600 })), null);
    assert.equal(placeOf(callsAnswer({}, { kind: "lastDays", count: 900 })), null);
    assert.equal(placeOf(ANSWERS.help[0]), null);
    assert.equal(placeOf(ANSWERS.export[0]), null);
  });

  it("leads to feedback and to who looked", () => {
    for (const answer of [ANSWERS.poorCalls[0], ANSWERS.feedback[0]])
      assert.match(placeOf(answer) ?? "", /^feedback\?period=/);
    assert.equal(placeOf(ANSWERS.whoLooked[0]), "privacy");
  });

  it("is left out where the card would grow too large", () => {
    const [answer] = ANSWERS.whoLooked;
    assert.ok(answer);
    const card = answerCard(answer, messages);
    const large = (place: string): string => `https://example.org/${place}${"x".repeat(LARGEST_CARD_BYTES)}`;
    assert.equal(withTabLink(card, answer, large, messages), card);
  });
});
