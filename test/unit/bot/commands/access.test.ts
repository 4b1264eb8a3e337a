import assert from "node:assert/strict";
import { answerJson } from "../../../../bot/commands/answer-json.ts";
import type { AnswerParts } from "../../../../bot/commands/answer-parts.ts";
import { answerCommand } from "../../../../bot/commands/answer-question.ts";
import { answerText } from "../../../../bot/commands/answer-text.ts";
import { englishCommands } from "../../../../bot/messages/english-commands.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer } from "../../../../src/calls/answer.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../../../src/calls/command.ts";
import { judgeCallRecord } from "../../../../src/calls/judge-call-record.ts";
import type { Viewer } from "../../../../src/calls/viewer.ts";
import { errorCode } from "../../../../src/service-error.ts";
import { answerPartsOn } from "../../../support/answer-parts-builder.ts";
import { buildMedia, buildPerson, buildStream } from "../../../support/call-record-builder.ts";
import { openTestStore } from "../../../support/test-store.ts";
import { twoPartyCallAt } from "../../../support/two-party-calls.ts";

const NOW = new Date("2026-11-18T10:00:00Z");
const THIS_WEEK = { kind: "thisWeek" } as const;
const ANNAS_CALL = "aaaaaaaa-1111-4000-8000-00000000000a";
const SHARED_CALL = "aaaaaaaa-2222-4000-8000-00000000000b";
const anna = buildPerson("anna", { displayName: "Anna Schmidt" });
const ben = buildPerson("ben", { displayName: "Ben Arnold" });
const cleo = buildPerson("cleo", { displayName: "Cleo Martin" });

/** What is Anna's alone: her call with Ben, her microphone, also in the call with Cleo. */
const SECRETS = [ANNAS_CALL, "ANNAS MICROPHONE"];
const media = [
  buildMedia({
    callerDevice: { captureDeviceName: "ANNAS MICROPHONE" },
    streams: [buildStream("callerToCallee", { averageJitterMs: 62 }), buildStream("calleeToCaller")],
  }),
];

const RECORDS = [
  twoPartyCallAt(ANNAS_CALL, [anna, ben], "2026-11-16T09:00:00Z", { media }),
  twoPartyCallAt(SHARED_CALL, [anna, cleo], "2026-11-17T09:00:00Z", { media }),
];

function calls(intent: CallsCommand["intent"], person: string | null): CallsCommand {
  return { intent, periodName: THIS_WEEK, filter: { ...ANY_CALL, person }, view: "list", page: 1 };
}

/** Every intent, about whatever of Anna's it can be turned to. */
const COMMANDS: { [Name in Command["intent"]]: Command[] } = {
  calls: [calls("calls", null), calls("calls", "anna")],
  poorCalls: [calls("poorCalls", null), calls("poorCalls", "ben")],
  feedback: [calls("feedback", null)],
  callsWith: [calls("callsWith", "anna"), calls("callsWith", "Anna Schmidt"), calls("callsWith", "ben")],
  call: ["last", ANNAS_CALL, ANNAS_CALL.slice(0, 12), "aaaaaaaa"].map((asked) => ({ intent: "call", asked })),
  compareDevices: [{ intent: "compareDevices", periodName: THIS_WEEK }],
  compareNetworks: [{ intent: "compareNetworks", periodName: THIS_WEEK }],
  export: [{ intent: "export", periodName: THIS_WEEK }],
  organization: [{ intent: "organization", periodName: THIS_WEEK }],
  person: ["anna", "Anna Schmidt", "a"].map((name) => ({ intent: "person", name, periodName: THIS_WEEK })),
  forgetMe: [{ intent: "forgetMe", isConfirmed: false }],
  language: [{ intent: "language", language: "anna" }],
  digest: [{ intent: "digest", change: null }],
  whoLooked: [{ intent: "whoLooked" }],
  help: [{ intent: "help" }],
  status: [{ intent: "status" }],
  alertsHere: [{ intent: "alertsHere" }],
  alertsOff: [{ intent: "alertsOff" }],
  alertRules: [{ intent: "alertRules" }],
};

describe("nobody sees another person's call without an entry in that person's access log", () => {
  let close: () => Promise<void>;
  let parts: AnswerParts;

  before(async () => {
    const opened = await openTestStore();
    close = () => opened.close();
    for (const record of RECORDS) await opened.store.callRecords.save(judgeCallRecord(record));
    await opened.store.rollups.refresh(100);
    parts = answerPartsOn(opened.store);
  });
  after(() => close());

  async function looksAtAnna(): Promise<number> {
    const { looks, more } = await parts.accessLog.of({ personId: "anna", isAdmin: false }, 1);
    return looks.length + more;
  }

  /** Everything that an answer can show, or the code of its refusal. */
  async function shown(command: Command, viewer: Viewer, personId: string): Promise<string> {
    const question = {
      text: englishCommands.phrase(command),
      viewer,
      personId,
      now: NOW,
      timeZone: "Europe/Berlin",
      locale: "en",
      conversation: null,
    };
    let answer: Answer;
    try {
      answer = await answerCommand(command, englishCommands, question, parts);
    } catch (error) {
      return errorCode(error);
    }
    const rest = { ...answer, command: null };
    const messages = messagesFor("en", "Europe/Berlin");
    const texts = [JSON.stringify(rest), JSON.stringify(answerJson(answer, messages)), answerText(answer, messages)];
    // What was asked for may be said back; it is no sight of anything.
    return texts.join("\n").replaceAll(command.intent === "call" ? command.asked : "\n\n\n", "");
  }

  function showsAnnas(text: string): boolean {
    return SECRETS.some((secret) => text.includes(secret));
  }

  for (const [intent, commands] of Object.entries(COMMANDS)) {
    for (const personId of ["cleo", "anna"]) {
      it(`${intent}, about ${personId}, by somebody who is no admin: shows nothing`, async () => {
        const before = await looksAtAnna();
        for (const command of commands) {
          const text = await shown(command, { personId: "cleo", isAdmin: false }, personId);
          assert.ok(!showsAnnas(text), text);
        }
        assert.equal(await looksAtAnna(), before);
      });

      it(`${intent}, about ${personId}, by an admin: shows only what is logged`, async () => {
        for (const command of commands) {
          const before = await looksAtAnna();
          const text = await shown(command, { personId: "cleo", isAdmin: true }, personId);
          const isLogged = (await looksAtAnna()) > before;
          assert.ok(!showsAnnas(text) || isLogged, text);
        }
      });
    }
  }

  it("would notice: an admin sees Anna's calls by asking for her, and that is logged", async () => {
    const before = await looksAtAnna();
    const command: Command = { intent: "person", name: "anna", periodName: THIS_WEEK };
    assert.ok(showsAnnas(await shown(command, { personId: "cleo", isAdmin: true }, "cleo")));
    assert.equal(await looksAtAnna(), before + 1);
  });

  it("logs no more than a look at that call when an admin asks for one by the beginning of its id", async () => {
    for (const asked of [ANNAS_CALL.slice(0, 12), "aaaaaaaa"]) {
      await shown({ intent: "call", asked }, { personId: "cleo", isAdmin: true }, "anna");
      const { looks } = await parts.accessLog.of({ personId: "anna", isAdmin: false }, 1);
      assert.deepEqual(looks[0]?.look, { what: "call", callId: asked });
    }
  });
});
