import assert from "node:assert/strict";
import { Answering } from "../../../../bot/conversation/answering.ts";
import type { Question } from "../../../../bot/commands/answer-parts.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { createLog } from "../../../../src/log.ts";
import { DrivenClock } from "../../../support/driven-clock.ts";
import { sampleAnswers } from "../../../support/sample-answers.ts";

describe("answering", () => {
  const clock = new DrivenClock();
  const whoLooked = theFirst(sampleAnswers().whoLooked);

  async function cardIn(
    type: "personal" | "channel" | null,
    tabLink: ((place: string) => string) | null,
  ): Promise<string> {
    const answering = new Answering({
      answer: () => Promise.resolve(whoLooked),
      tabLink,
      createRequestId: () => "request",
      count: () => undefined,
      clock,
      log: createLog("silent"),
    });
    const asker = {
      viewer: { personId: "anna", isAdmin: false },
      since: clock.now(),
      locale: "en",
      timeZone: "Europe/Berlin",
      messages: messagesFor("en", "Europe/Berlin"),
      newTimeZone: null,
    };
    const conversation: Question["conversation"] = type && { id: "chat", type };
    const { card, answer } = await answering.answer("who looked", asker, conversation);
    assert.equal(answer, whoLooked);
    return JSON.stringify(card);
  }

  it("leads to the tab from one's own chat, and from nowhere where others read along", async () => {
    const tabLink = (place: string): string => `https://example.org/tab/${place}`;
    assert.match(await cardIn("personal", tabLink), /"https:\/\/example\.org\/tab\/privacy"/);
    assert.doesNotMatch(await cardIn("channel", tabLink), /OpenUrl/);
    assert.doesNotMatch(await cardIn(null, tabLink), /OpenUrl/);
    assert.doesNotMatch(await cardIn("personal", null), /OpenUrl/);
  });
});

function theFirst<Value>([first]: readonly Value[]): Value {
  assert.ok(first !== undefined);
  return first;
}
