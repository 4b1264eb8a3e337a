import assert from "node:assert/strict";
import { MongoClient } from "mongodb";
import { answerQuestion } from "../../bot/commands/answer-question.ts";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import { INDEXES } from "../../src/store/indexes.ts";
import { answerPartsOn } from "../support/answer-parts-builder.ts";
import { BotChat } from "../support/bot-chat.ts";
import { buildCallRecord, buildParticipantEndpoint, buildSession } from "../support/call-record-builder.ts";
import { ALEX, MEGAN, SAMPLE_NOW } from "../support/sample-calls.ts";
import { openTestStore } from "../support/test-store.ts";

const COLLECTIONS = [...new Set(INDEXES.map(({ collection }) => collection))];
const WITH_PEOPLE = ["callRecords", "callSessions", "conversations", "participations", "people", "preferences"];

describe("forget me, in the chat", function () {
  this.timeout(30_000);

  it("leaves nothing in the store that names the person, until they write again", async () => {
    const opened = await openTestStore();
    const { store, uri } = opened;
    const client = await new MongoClient(uri).connect();
    const parts = answerPartsOn(store);
    const chat = await BotChat.open({
      answer: (question) => answerQuestion(question, parts),
      preferences: store.preferences,
      conversations: store.conversations,
    });
    const namingAlex = async (): Promise<string[]> => {
      const found = await Promise.all(
        COLLECTIONS.map((name) => client.db("callwise").collection(name).find().toArray()),
      );
      return COLLECTIONS.filter((_name, index) => JSON.stringify(found[index]).includes(ALEX.id)).sort();
    };
    try {
      await store.callRecords.save(judgeCallRecord(callOfAlex()));
      await chat.say("language en");
      assert.deepEqual(await namingAlex(), WITH_PEOPLE);
      const click = await chat.click({ text: "yes, forget me" }, { localTimezone: "Asia/Tokyo" });
      assert.match(JSON.stringify(click.value), /Receipt/);
      assert.deepEqual(await namingAlex(), []);
      await chat.say("help");
      assert.deepEqual(await namingAlex(), ["conversations", "preferences"]);
    } finally {
      await chat.close();
      await client.close();
      await opened.close();
    }
  });
});

function callOfAlex(): ReturnType<typeof buildCallRecord> {
  const end = SAMPLE_NOW;
  const start = new Date(end.getTime() - 1_800_000);
  const caller = buildParticipantEndpoint(ALEX);
  const session = buildSession({ start, end, caller, callee: buildParticipantEndpoint(MEGAN) });
  return buildCallRecord({ start, end, organizer: ALEX, participants: [ALEX, MEGAN], sessions: [session] });
}
