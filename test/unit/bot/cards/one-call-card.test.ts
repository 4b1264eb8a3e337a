import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { callAnswer, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";
import { sampleDetails } from "../../../support/sample-calls.ts";

const messages = messagesFor("en-GB", SAMPLE_TIME_ZONE);

function textsOf(callId: string): string[] {
  const found = sampleDetails().find(({ call }) => call.callId === callId) ?? null;
  assert.ok(found);
  return cardTexts(answerCard(callAnswer(found), messages));
}

describe("card of one call", () => {
  it("answers “was it me?” in words before any number, then with the numbers that prove it", () => {
    const texts = textsOf("c0000000-0000-4000-8000-000000000002");
    assert.deepEqual(texts.slice(0, 8), [
      "Call: 5 people",
      "Tue 17 Nov, 10:00, Europe/Berlin",
      "Was it me?",
      "Likely: a weak Wi-Fi signal at your end",
      "What you sent was poor",
      "• Wi-Fi signal 28% (at least 50%)",
      "• Wi-Fi band 2.4 GHz",
      "Try this: Move closer to the access point, or use a cable.",
    ]);
  });

  it("shows each stream's numbers against the threshold that decided, own joins, device and network", () => {
    const texts = textsOf("c0000000-0000-4000-8000-000000000002");
    for (const line of [
      "Jitter 62 ms (limit 30 ms): beyond the limit",
      "Round-trip time 47 ms (limit 500 ms)",
      "Frame rate 24 fps (at least 7 fps)",
      // Frame loss was reported and decides alone: the low frame rate beside it does not make the stream poor.
      "Frame loss 4% (limit 50%)",
      "10:00 – 11:00",
      "1 h, Windows",
      "Jabra Evolve 65",
      "Wi-Fi, 2.4 GHz, Wi-Fi signal 28%, UDP",
      "10.1.20.0",
    ]) {
      assert.ok(texts.includes(line), `${line} in ${texts.join("\n")}`);
    }
    assert.ok(!texts.some((line) => line.startsWith("Frame rate 5 fps")));
  });

  it("shows no limit for a stream that no rule decided about, and no verdict", () => {
    const texts = textsOf("c0000000-0000-4000-8000-000000000004");
    assert.ok(texts.includes("Jitter 8 ms"), texts.join("\n"));
    assert.ok(!texts.some((line) => line.includes("limit 30 ms") || line === "Was it me?"));
    assert.ok(texts.includes("Not judged"));
  });

  it("says in the person's words that there is no such call", () => {
    assert.ok(cardTexts(answerCard(callAnswer(null, "last"), messages)).includes("You have no call yet."));
    assert.ok(
      cardTexts(answerCard(callAnswer(null, "8fdf2a1c"), messages)).includes("You were in no call with this id."),
    );
  });
});
