import assert from "node:assert/strict";
import { describeFilter } from "../../../../bot/messages/describe-filter.ts";
import { LANGUAGE_TAGS } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { ANY_CALL, type CallFilter } from "../../../../src/calls/call-filter.ts";

/** Each value matters only by being there. */
const EVERY_CONDITION: { [Condition in keyof CallFilter]: NonNullable<CallFilter[Condition]> } = {
  person: "Anna",
  longerThanSeconds: 600,
  shorterThanSeconds: 7200,
  modality: "withoutVideo",
  callType: "groupCall",
  quality: "poor",
  connection: "wifi",
  platform: "windows",
  isMissed: true,
  isRatedPoor: true,
};

describe("describe filter", () => {
  for (const tag of LANGUAGE_TAGS) {
    const messages = messagesFor(tag, "UTC");

    it(`says every condition that holds, in ${tag}`, () => {
      const described = describeFilter({ filter: EVERY_CONDITION, people: null }, messages);
      assert.deepEqual(described.map(({ condition }) => condition).sort(), Object.keys(ANY_CALL).sort());
      assert.equal(new Set(described.map(({ words }) => words)).size, described.length);
    });

    it(`says nothing of a filter without conditions, in ${tag}`, () => {
      assert.deepEqual(describeFilter({ filter: ANY_CALL, people: null }, messages), []);
    });
  }
});
