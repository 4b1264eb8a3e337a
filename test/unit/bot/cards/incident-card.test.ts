import assert from "node:assert/strict";
import type { AdaptiveCard, CardButton } from "../../../../bot/cards/adaptive-card.ts";
import { incidentCard, type ShownIncident } from "../../../../bot/cards/incident-card.ts";
import { LANGUAGE_TAGS } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { CALL_FACTOR_KINDS } from "../../../../src/calls/call-factor.ts";
import type { HandledIncident } from "../../../../src/calls/incident-handling.ts";
import { cardFigures } from "../../../support/card-figures.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { AFFECTED_PEOPLE, buildCallIncident, CALL_CONTENTS } from "../../../support/call-incident-builder.ts";
import {
  buildBrokenIngestion,
  buildGivenUp,
  buildHandledIncident as buildIncident,
  INCIDENT_AT,
} from "../../../support/incident-builder.ts";

const minutesOn = (minutes: number): Date => new Date(INCIDENT_AT.getTime() + minutes * 60_000);
const HEALTH = buildIncident({ ruleId: "ingestionHealth", content: buildBrokenIngestion() });
const RESOLVED: Partial<HandledIncident> = {
  state: "resolved",
  revision: 4,
  revisedAt: minutesOn(100),
  resolvedAt: minutesOn(90),
  reopened: 2,
};

const ANNA = { id: "anna", displayName: "Anna Schmidt" };

function cardOf(
  incident: HandledIncident,
  { locale = "en-GB", ...over }: Partial<ShownIncident> & { locale?: string } = {},
): AdaptiveCard<CardButton> {
  const shown = { mayBeRepeat: false, names: new Map(), admins: [ANNA], people: null };
  const reader = { isRevealed: false, mayReveal: true };
  const card = incidentCard(
    { ...shown, ...reader, incident, now: minutesOn(1), ...over },
    messagesFor(locale, "Europe/Berlin"),
  );
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
        ["State", "Open"],
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

  it("tells what poor calls have in common, how sure that is, and where to look", () => {
    const card = cardOf(buildCallIncident());
    const texts = cardTexts(card);
    assert.deepEqual(texts.slice(0, 5), [
      "What poor calls have in common",
      "Europe/Berlin",
      "12 calls poor with the same subnet 10.1.2.0",
      "Likely cause: Something is wrong with subnet 10.1.2.0.",
      "What to do: Look at this network’s switch, router and way to the internet, and at what else uses it.",
    ]);
    const evidence = texts.indexOf("Evidence");
    assert.deepEqual(texts.slice(evidence + 1, evidence + 6), [
      "12 of 40 calls were poor: 30%.",
      "With 95% certainty between 18% and 45.5%.",
      "Usual here: 5% of 900 calls in the last 28 days.",
      "That is 6 times as many as usual.",
      "Nearly the same calls also have this in common, so it may be that instead: building Harbor House.",
    ]);
    const { figures, facts, charts } = cardFigures(card);
    assert.deepEqual([figures.get("Calls affected"), figures.get("People affected")], ["12", "5"]);
    assert.deepEqual(
      [...(charts.get("Poor calls over time") ?? [])].map(([, value]) => value),
      [0, 2, 4, 6],
    );
    assert.equal(facts.get("Audio, Jitter, heard"), "9 calls");
    assert.equal(facts.get("Looked at"), "Mon 2 Mar, 05:00 – Mon 2 Mar, 09:00");
  });

  it("tells of every other rule about calls what it found", () => {
    const headlines = (["poorCall", "repeatedPoorCalls", "poorShare", "callFailures"] as const).map((kind) => {
      const texts = cardTexts(cardOf(buildCallIncident(kind)));
      return [texts[2], texts[texts.indexOf("Evidence") + 1]];
    });
    assert.deepEqual(headlines, [
      ["12 poor calls", "4 rated bad or poor, 9 measured poor."],
      ["One person had 12 poor calls", cardTexts(cardOf(buildCallIncident("repeatedPoorCalls")))[0]],
      ["12 of 40 calls were poor: 30%.", "With 95% certainty between 18% and 45.5%."],
      ["12 of 40 calls failed: 30%.", "With 95% certainty between 18% and 45.5%."],
    ]);
    assert.ok(cardTexts(cardOf(buildCallIncident("callFailures"))).includes("callSetup: No route to the trunk"));
    for (const kind of CALL_FACTOR_KINDS) {
      const content = { ...CALL_CONTENTS.poorShareAboveBaseline, factor: { kind, value: "wifi" } };
      assert.match(cardTexts(cardOf(buildCallIncident(undefined, { content })))[2] ?? "", /wifi|Wi-Fi/);
    }
  });

  it("masks who is affected, unless they are shown or revealed", () => {
    const incident = buildCallIncident();
    const masked = JSON.stringify(cardOf(incident));
    assert.match(masked, /5 people, masked in this channel/);
    assert.ok(AFFECTED_PEOPLE.personIds.every((personId) => !masked.includes(personId)));
    const people = ["Ben Braun", null];
    const shown = cardTexts(cardOf(incident, { people }));
    assert.ok(shown.includes("Ben Braun") && shown.includes("Unknown name"));
    assert.ok(!shown.some((text) => /Only you see/.test(text)));
    const revealed = cardTexts(cardOf(incident, { people, isRevealed: true }));
    assert.ok(revealed.some((text) => /^Only you see these names/.test(text)));
    assert.ok(revealed.includes("Mask people") && !revealed.includes("Reveal people"));
  });

  it("tells who did what about it, by name where it is known", () => {
    const at = minutesOn(0);
    const handling = {
      acknowledged: { by: "anna", at },
      muted: { by: "ben", at, until: minutesOn(60) },
      assigned: { to: "anna", by: "ben", at },
    };
    const handled = buildCallIncident(undefined, { handling });
    const names = new Map([[ANNA.id, ANNA.displayName]]);
    const state = (over: Partial<ShownIncident>): string | undefined =>
      cardFigures(cardOf(handled, { names, ...over })).facts.get("State");
    assert.equal(
      state({}),
      "Open; Acknowledged by Anna Schmidt, Mon 2 Mar, 09:00; Assigned to Anna Schmidt; Muted by an admin until Mon 2 Mar, 10:00",
    );
    assert.doesNotMatch(state({ now: minutesOn(60) }) ?? "", /Muted/);
  });

  it("offers no names in anonymous mode, in which nobody is shown any", () => {
    const titles = (mayReveal: boolean): string[] =>
      (cardOf(buildCallIncident(), { mayReveal }).actions ?? []).map(({ title }) => title);
    assert.deepEqual(titles(true).slice(0, -1), titles(false));
    assert.ok(!titles(false).includes("Reveal people"));
  });

  it("offers what can still be done, and nothing that answers a question", () => {
    const titles = (incident: HandledIncident): string[] => (cardOf(incident).actions ?? []).map(({ title }) => title);
    const all = ["Acknowledge", "Assign to me", "Assign…", "Mute…", "Reveal people"];
    assert.deepEqual(titles(buildCallIncident()), all);
    assert.deepEqual(titles(HEALTH), all.slice(0, 4));
    const at = minutesOn(0);
    const handling = { acknowledged: { by: "anna", at }, muted: { by: "a", at, until: minutesOn(60) }, assigned: null };
    assert.deepEqual(titles(buildCallIncident(undefined, { handling })), [
      "Assign to me",
      "Assign…",
      "Unmute",
      "Reveal people",
    ]);
    assert.deepEqual(titles({ ...buildCallIncident(), ...RESOLVED }), ["Reveal people"]);
    assert.doesNotMatch(JSON.stringify(cardOf(buildCallIncident())), /"verb":"ask"/);
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
          for (const content of Object.values(CALL_CONTENTS)) {
            const people = Array.from({ length: 500 }, () => "n".repeat(500));
            const failures = reasons.map(({ calls, reason }) => ({ calls, reason, stage: reason }));
            const series = Array.from({ length: 300 }, (_, index) => ({
              start: minutesOn(index),
              calls: index,
              of: 999,
            }));
            const admins = people.map((displayName, index) => ({ id: `${index}`.padStart(36, "0"), displayName }));
            const factor = { kind: "relay" as const, value: "x".repeat(5_000) };
            const large = { ...content, series, failures, factor, alike: Array.from({ length: 80 }, () => factor) };
            const affected = { personIds: people, callIds: [] };
            const incident = buildIncident({ ...over, content: large as typeof content, affected });
            cardOf(incident, { mayBeRepeat, locale, people, admins, isRevealed: true });
          }
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

  it("offers nobody to assign it to while no admin's name is known", () => {
    const buttons = (admins: readonly { id: string; displayName: string }[]): (string | undefined)[] =>
      (cardOf(HEALTH, { admins }).actions ?? []).map(({ title }) => title);
    assert.deepEqual(buttons([]), ["Acknowledge", "Assign to me", "Mute…"]);
    assert.deepEqual(buttons([ANNA]), ["Acknowledge", "Assign to me", "Assign…", "Mute…"]);
  });
});
