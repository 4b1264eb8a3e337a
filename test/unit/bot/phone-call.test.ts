import assert from "node:assert/strict";
import { answerCard } from "../../../bot/cards/answer-card.ts";
import { answerJson } from "../../../bot/commands/answer-json.ts";
import { answerText } from "../../../bot/commands/answer-text.ts";
import { messagesFor } from "../../../bot/messages/messages.ts";
import { formatMoney } from "../../../bot/messages/money.ts";
import { phoneFacts } from "../../../bot/messages/phone-facts.ts";
import type { Answer } from "../../../src/calls/answer.ts";
import type { JoinedPhoneCall } from "../../../src/calls/phone-call.ts";
import { assertCardRules } from "../../support/card-rules.ts";
import { buildDirectRoutingCall, buildPstnCall } from "../../support/phone-call-builder.ts";
import { SAMPLE_NOW, sampleDetails } from "../../support/sample-calls.ts";

const messages = messagesFor("en-GB", "Europe/Berlin");

function answerWith(phoneCall: JoinedPhoneCall | null): Answer {
  const [sample] = sampleDetails();
  assert.ok(sample);
  return {
    command: { intent: "call", asked: "last" },
    intent: "call",
    asked: "last",
    found: { ...sample, phoneCall },
    now: SAMPLE_NOW,
    timeZone: "Europe/Berlin",
  };
}

const outgoing: JoinedPhoneCall = {
  ...buildPstnCall("row-1", {
    callType: "user_out",
    callerNumber: "+493012345678",
    calleeNumber: "+4915112345***",
    charge: { amount: 0.37, connectionAmount: 0.05, currency: "EUR" },
  }),
  joinedBy: "personAndStart",
};
const trunked: JoinedPhoneCall = {
  ...buildDirectRoutingCall("row-2", "call", { callType: "ByotIn", direction: "incoming" }),
  callerNumber: "+4915112345***",
  calleeNumber: "+49301234***",
  joinedBy: "correlationId",
};

describe("a call's telephone row", () => {
  it("is shown with number, direction and charge, and how it was found", () => {
    const text = answerText(answerWith(outgoing), messages);
    for (const part of ["Telephone", "+4915112345***", "Outgoing", "€0.42, of which €0.05 for the connection"]) {
      assert.ok(text.includes(part), part);
    }
    assert.ok(text.includes("Found by the time of the call"));
    assert.ok(!text.includes("SIP result"));
  });

  it("is shown with SIP result and trunk", () => {
    const text = answerText(answerWith(trunked), messages);
    for (const part of ["Incoming", "0 BYE (sub reason 540000)", "sbc.example.org"])
      assert.ok(text.includes(part), part);
    assert.ok(!text.includes("Charge") && !text.includes("Found by"));
  });

  it("stands on the card, with the mask as it came", () => {
    const card = answerCard(answerWith(trunked), messages);
    assertCardRules(card);
    const text = JSON.stringify(card);
    assert.ok(text.includes("sbc.example.org") && text.includes("Telephone"));
    // Markdown would take the stars for itself.
    assert.ok(text.includes("+4915112345\\\\*\\\\*\\\\*") || text.includes("\\\\+4915112345\\\\*\\\\*\\\\*"));
    assertCardRules(answerCard(answerWith(outgoing), messages));
  });

  it("is left out everywhere where there is none", () => {
    assert.ok(!answerText(answerWith(null), messages).includes("Telephone"));
    assert.ok(!JSON.stringify(answerCard(answerWith(null), messages)).includes("Telephone"));
    const json = answerJson(answerWith(null), messages);
    assert.ok("call" in json && json.call?.phoneCall === null);
  });

  it("is plain values in JSON, without the person", () => {
    const json = answerJson(answerWith(trunked), messages);
    assert.ok("call" in json);
    assert.deepEqual(json.call?.phoneCall, {
      kind: "directRouting",
      direction: "incoming",
      callType: "ByotIn",
      number: "+4915112345***",
      callerNumber: "+4915112345***",
      calleeNumber: "+49301234***",
      start: "2026-11-16T09:00:00.000Z",
      end: "2026-11-16T09:01:00.000Z",
      durationSeconds: 60,
      charge: null,
      sip: { finalCode: 0, finalCodePhrase: "BYE", callEndSubReason: 540000 },
      isSuccessful: true,
      trunk: "sbc.example.org",
      joinedBy: "correlationId",
    });
    const charged = answerJson(answerWith(outgoing), messages);
    assert.ok("call" in charged);
    assert.deepEqual(charged.call?.phoneCall?.charge, { amount: 0.37, connectionAmount: 0.05, currency: "EUR" });
  });

  it("says what it can when the log says little", () => {
    const bare = {
      callerNumber: null,
      calleeNumber: null,
      charge: null,
      callType: null,
      direction: "unknown",
    } as const;
    assert.deepEqual(phoneFacts({ ...outgoing, ...bare }, messages), [["Direction", "Unknown direction"]]);
    const odd = { ...bare, callType: "teleport", callerNumber: "+1", calleeNumber: "+2" };
    assert.deepEqual(phoneFacts({ ...outgoing, ...odd }, messages), [
      ["Number", "+1 → +2"],
      ["Direction", "teleport"],
    ]);
    const { phone } = messages;
    assert.equal(phone.sipText({ code: null, phrase: null, subReason: null }), null);
    assert.equal(phone.sipText({ code: 486, phrase: null, subReason: null }), "486");
    assert.equal(phone.sipText({ code: null, phrase: null, subReason: 560486 }), "Sub reason 560486");
    assert.equal(phone.chargeText({ amount: 0, connectionAmount: null, currency: null }), "No charge");
  });

  it("names a charge in any currency, and in none", () => {
    assert.equal(formatMoney(messages.formats, 1.5, "USD"), "US$1.50");
    assert.equal(formatMoney(messages.formats, 0.0125, "EUR"), "€0.0125");
    assert.equal(formatMoney(messages.formats, 2, "not a currency"), "2 not a currency");
    assert.equal(formatMoney(messages.formats, 2, null), "2");
  });
});
