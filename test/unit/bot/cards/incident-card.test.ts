import assert from "node:assert/strict";
import type { AdaptiveCard } from "../../../../bot/cards/adaptive-card.ts";
import { incidentCard } from "../../../../bot/cards/incident-card.ts";
import { LANGUAGE_TAGS } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Incident } from "../../../../src/calls/incident.ts";
import { cardFigures } from "../../../support/card-figures.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { buildBrokenIngestion, buildGivenUp, buildIncident, INCIDENT_AT } from "../../../support/incident-builder.ts";

const minutesOn = (minutes: number): Date => new Date(INCIDENT_AT.getTime() + minutes * 60_000);
const HEALTH = buildIncident({ ruleId: "ingestionHealth", content: buildBrokenIngestion() });
const RESOLVED: Partial<Incident> = {
  state: "resolved",
  revision: 4,
  revisedAt: minutesOn(100),
  resolvedAt: minutesOn(90),
  reopened: 2,
};

function cardOf(incident: Incident, { mayBeRepeat = false, locale = "en-GB" } = {}): AdaptiveCard {
  const card = incidentCard({ incident, mayBeRepeat }, messagesFor(locale, "Europe/Berlin"));
  assertCardRules(card);
  return card;
}

describe("incident card", () => {
  it("tells what is wrong, since when, and what to do about it first", () => {
    const card = cardOf({ ...HEALTH, revisedAt: minutesOn(2) });
    assert.deepEqual(cardTexts(card).slice(0, 6), [
      "Arrival of call records",
      "Europe/Berlin",
      "Broken",
      "Calls are missing, or will be, until somebody mends it.",
      "What to do: Grant the application permission CallRecords.Read.All with admin consent.",
      "Calls cannot be listed: Microsoft Graph refuses the application.",
    ]);
    assert.deepEqual(
      [...cardFigures(card).facts],
      [
        ["Since", "Mon 2 Mar, 09:00"],
        ["Last change", "Mon 2 Mar, 09:02"],
      ],
    );
    assert.equal(
      card.fallbackText,
      "Arrival of call records: Broken. Calls cannot be listed: Microsoft Graph refuses the application.",
    );
  });

  it("tells why calls were given up, and how to try again", () => {
    const texts = cardTexts(cardOf(buildIncident()));
    assert.ok(texts.includes("10 calls were given up within a day."));
    assert.ok(
      texts.includes(
        "9 calls: Microsoft Graph refuses the application: a permission is missing, or a quota is used up.",
      ),
    );
    assert.ok(texts.some((text) => text.includes("callwise replay --all")));
    const [one] = cardTexts(cardOf(buildIncident({ content: { ...buildGivenUp(1), reasons: [] } }))).slice(2);
    assert.equal(one, "1 call was given up within a day.");
    const most = buildIncident({ content: { ...buildGivenUp(200), isAtLeast: true } });
    assert.ok(cardTexts(cardOf(most)).includes("At least 200 calls were given up within a day."));
  });

  it("tells in the end what it was and how long it lasted, with nothing left to do", () => {
    const card = cardOf({ ...HEALTH, ...RESOLVED });
    const texts = cardTexts(card);
    assert.deepEqual(texts.slice(2, 4), ["Resolved", "Nothing has been wrong since Mon 2 Mar, 10:30."]);
    assert.ok(!texts.some((text) => text.startsWith("What to do")));
    const { facts } = cardFigures(card);
    assert.deepEqual([facts.get("Lasted"), facts.get("Came back")], ["1 h 30 min", "2 times"]);
    assert.match(card.fallbackText, /^Arrival of call records: Resolved\./);
  });

  it("says that it may be a repeat only when it may", () => {
    const isSaid = (mayBeRepeat: boolean): boolean =>
      cardTexts(cardOf(HEALTH, { mayBeRepeat })).some((text) => /repeat/.test(text));
    assert.deepEqual([isSaid(true), isSaid(false)], [true, false]);
  });

  it("has no buttons, whose answers would take its place for everyone", () => {
    assert.equal(cardOf(HEALTH).actions, undefined);
  });

  for (const locale of LANGUAGE_TAGS) {
    it(`fits whatever it has to tell (${locale})`, () => {
      const [finding] = buildBrokenIngestion().findings;
      assert.ok(finding);
      const long = { ...finding, code: "unheard_of", problem: "p".repeat(5_000), remedy: "r".repeat(5_000) };
      const findings = Array.from({ length: 80 }, () => long);
      const reasons = Array.from({ length: 80 }, (_, index) => ({
        code: `code_${index}`,
        calls: 1,
        reason: "x".repeat(5_000),
        remedy: "y".repeat(5_000),
      }));
      for (const over of [{}, RESOLVED]) {
        for (const mayBeRepeat of [true, false]) {
          cardOf({ ...HEALTH, ...over, content: { ...buildBrokenIngestion(), findings } }, { mayBeRepeat, locale });
          cardOf(buildIncident({ ...over, content: { ...buildGivenUp(80), reasons } }), { mayBeRepeat, locale });
        }
      }
    });
  }

  it("speaks Chinese", () => {
    const texts = cardTexts(cardOf({ ...HEALTH, ...RESOLVED }, { locale: "zh-CN", mayBeRepeat: true }));
    assert.ok(texts.includes("通话记录的接收状况"));
    assert.ok(texts.includes("已恢复"));
    assert.ok(texts.some((text) => text.startsWith("此卡片可能重复")));
    assert.ok(texts.includes("2 次"));
  });
});
