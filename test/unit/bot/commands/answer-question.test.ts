import assert from "node:assert/strict";
import type { Question } from "../../../../bot/commands/answer-parts.ts";
import { answerQuestion } from "../../../../bot/commands/answer-question.ts";
import type { Answer } from "../../../../src/calls/answer.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import { judgeCallRecord } from "../../../../src/calls/judge-call-record.ts";
import {
  buildFeedback,
  buildGroupCall,
  buildMedia,
  buildParticipantEndpoint,
  buildPerson,
  buildStream,
} from "../../../support/call-record-builder.ts";
import { answerPartsOn } from "../../../support/answer-parts-builder.ts";
import { openTestStore } from "../../../support/test-store.ts";
import { twoPartyCallAt } from "../../../support/two-party-calls.ts";

const NOW = new Date("2026-11-18T10:00:00Z");
const anna = buildPerson("anna");
const ben = buildPerson("ben");
const cleo = buildPerson("cleo");

const ids = {
  earlier: "aaaaaaaa-0000-4000-8000-000000000001",
  poor: "aaaaaaaa-1111-4000-8000-000000000002",
  rated: "bbbbbbbb-0000-4000-8000-000000000003",
  others: "cccccccc-0000-4000-8000-000000000004",
  later: "dddddddd-0000-4000-8000-000000000005",
};

const poorMedia = buildMedia({
  streams: [buildStream("callerToCallee", { averageJitterMs: 62 }), buildStream("calleeToCaller")],
});
const ratedPoor = { ...buildParticipantEndpoint(anna), feedback: buildFeedback("bad", { tokens: ["Echo"] }) };

const RECORDS = [
  twoPartyCallAt(ids.earlier, [anna, ben], "2026-11-10T09:00:00Z"),
  twoPartyCallAt(ids.poor, [anna, ben], "2026-11-16T09:00:00Z", { media: [poorMedia] }),
  twoPartyCallAt(ids.rated, [anna, ben], "2026-11-17T09:00:00Z", { session: { caller: ratedPoor } }),
  buildGroupCall([ben, cleo], { callId: ids.others }),
  twoPartyCallAt(ids.later, [anna, ben], "2026-11-18T11:00:00Z"),
];

describe("answer question", () => {
  let close: () => Promise<void>;
  let ask: (text: string, over?: Partial<Question>) => Promise<Answer>;

  before(async () => {
    const opened = await openTestStore();
    const { store } = opened;
    close = () => opened.close();
    for (const record of RECORDS) await store.callRecords.save(judgeCallRecord(record));
    ask = (text, over = {}) =>
      answerQuestion(
        {
          text,
          viewer: { personId: "anna", isAdmin: false },
          personId: "anna",
          now: NOW,
          timeZone: "Europe/Berlin",
          locale: "en",
          conversation: null,
          ...over,
        },
        answerPartsOn(store),
      );
  });
  after(() => close());

  it("sums up the calls of the whole week, newest first, also those to come", async () => {
    const answer = await ask("my calls this week");
    assert.ok(answer.intent === "calls");
    assert.deepEqual(
      answer.calls.map(({ callId }) => callId),
      [ids.later, ids.rated, ids.poor],
    );
    assert.equal(answer.summary.calls, 3);
    assert.equal(answer.summary.durationSeconds, 3 * 3600);
    assert.deepEqual(answer.summary.quality, { good: 2, poor: 1, unclassified: 0 });
    assert.deepEqual(answer.summary.people, [
      { id: "ben", displayName: "Person ben", calls: 3, durationSeconds: 3 * 3600 },
    ]);
    assert.deepEqual(answer.period.start, new Date("2026-11-15T23:00:00Z"));
    assert.deepEqual(answer.period.name, { kind: "thisWeek" });
    assert.equal(answer.timeZone, "Europe/Berlin");
    assert.deepEqual(answer.now, NOW);
  });

  it("lists calls of poor quality and of poor feedback, in proportion to all", async () => {
    const answer = await ask("poor calls this week");
    assert.ok(answer.intent === "poorCalls");
    assert.deepEqual(
      answer.calls.map(({ callId }) => callId),
      [ids.rated, ids.poor],
    );
    assert.equal(answer.summary.calls, 3);
  });

  it("reads the period in the person's time zone", async () => {
    const inBerlin = await ask("my calls yesterday");
    const inApia = await ask("my calls yesterday", { timeZone: "Pacific/Apia" });
    assert.ok(inBerlin.intent === "calls" && inApia.intent === "calls");
    assert.deepEqual(inBerlin.period.start, new Date("2026-11-16T23:00:00Z"));
    assert.deepEqual(inApia.period.start, new Date("2026-11-16T11:00:00Z"));
  });

  it("finds the last call that has begun", async () => {
    const answer = await ask("call last");
    assert.ok(answer.intent === "call");
    assert.equal(answer.asked, "last");
    assert.equal(answer.found?.participation.callId, ids.rated);
    assert.equal(answer.found.sessions.length, 1);
  });

  it("has no last call before the first", async () => {
    const answer = await ask("call last", { now: new Date("2026-01-01T00:00:00Z") });
    assert.ok(answer.intent === "call");
    assert.equal(answer.found, null);
  });

  it("finds a call by its id, in any case, and by an unambiguous beginning", async () => {
    for (const asked of [ids.earlier, ids.earlier.toUpperCase(), "aaaaaaaa-0000", "bbbbbbbb", "DDDDDDDD"]) {
      const answer = await ask(`call ${asked}`);
      assert.ok(answer.intent === "call");
      assert.equal(answer.found?.participation.callId.startsWith(asked.toLowerCase()), true, asked);
    }
  });

  it("offers the calls that an ambiguous beginning may mean", async () => {
    const answer = await ask("call aaaaaaaa");
    assert.ok(answer.intent === "help");
    assert.equal(answer.notUnderstood, "call aaaaaaaa");
    assert.deepEqual(answer.nearest, [`call ${ids.poor}`, `call ${ids.earlier}`]);
  });

  it("does not look for a short beginning", async () => {
    const answer = await ask("call bbbb1");
    assert.ok(answer.intent === "call");
    assert.equal(answer.found, null);
  });

  it("answers a call of others exactly as one that nobody knows", async () => {
    const others = await ask(`call ${ids.others}`);
    const unknown = await ask("call cccccccc-0000-4000-8000-00000000ffff");
    assert.ok(others.intent === "call" && unknown.intent === "call");
    assert.equal(others.found, null);
    assert.deepEqual({ ...others, asked: "", command: null }, { ...unknown, asked: "", command: null });
    const byPrefix = await ask("call cccccccc");
    assert.ok(byPrefix.intent === "call");
    assert.equal(byPrefix.found, null);
  });

  it("refuses another person's calls in every way of asking", async () => {
    const notAdmin = { viewer: { personId: "cleo", isAdmin: false } };
    for (const text of ["my calls", "poor calls", "call last", `call ${ids.poor}`, "call bbbbbbbb"]) {
      await assert.rejects(ask(text, notAdmin), { code: "not_allowed" }, text);
    }
  });

  it("lets an admin look", async () => {
    const answer = await ask("my calls", { viewer: { personId: "cleo", isAdmin: true } });
    assert.ok(answer.intent === "calls");
    assert.equal(answer.summary.calls, 3);
  });

  it("helps when asked, and when it did not understand says what and what is near", async () => {
    assert.deepEqual(await ask("help"), {
      intent: "help",
      command: { intent: "help" },
      notUnderstood: null,
      nearest: [],
      isAdmin: false,
      now: NOW,
      timeZone: "Europe/Berlin",
    });
    const lost = await ask("colorless green ideas");
    assert.ok(lost.intent === "help");
    assert.equal(lost.notUnderstood, "colorless green ideas");
    assert.equal(lost.command, null);
    assert.ok(lost.nearest.length > 0);
  });

  it("says in every answer what was understood", async () => {
    const { command } = await ask("poor calls last week");
    assert.deepEqual(command, {
      intent: "poorCalls",
      periodName: { kind: "lastWeek" },
      filter: ANY_CALL,
      view: "summary",
      page: 1,
    });
  });
});
