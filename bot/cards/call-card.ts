import type { Answer, CallDetail } from "../../src/calls/answer.ts";
import type { JudgedSession } from "../../src/calls/judged-call-record.ts";
import { isPoorFeedback } from "../../src/calls/feedback.ts";
import { ownSide } from "../../src/calls/own-side.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import type { Messages } from "../messages/catalog.ts";
import { phoneFacts } from "../messages/phone-facts.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { actionSet } from "./act-action.ts";
import { commandAction } from "./ask-action.ts";
import { companyOf, nameOf } from "./call-row.ts";
import { plainCalls } from "./chips.ts";
import { equipmentSection } from "./equipment-section.ts";
import { facts, figures, heading, moreLine, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";
import { sendCallAction } from "./send-call.ts";
import { streamSection } from "./stream-table.ts";
import { reasonsSection, verdictSection } from "./verdict-section.ts";

/** One call as this person saw it: verdict, own joins, streams against their thresholds, device and network. */
export function callCard(answer: Extract<Answer, { intent: "call" }>, messages: Messages): AdaptiveCard {
  const { found, asked } = answer;
  const { titles, joins } = messages;
  const last30Days: PeriodName = { kind: "lastDays", count: 30 };
  const actions = [
    ...(found && asked === "last"
      ? []
      : [commandAction(messages.cards.lastCall, { intent: "call", asked: "last" }, messages)]),
    commandAction(titles.poorCalls, plainCalls("poorCalls", last30Days), messages),
    commandAction(titles.calls, plainCalls("calls"), messages),
    commandAction(titles.compareNetworks, { intent: "compareNetworks", periodName: last30Days }, messages),
  ];
  if (found === null) {
    const reason = messages.empty.call(asked === "last" ? asked : clip(asked, 60));
    return fitCard(messages.language, () => ({
      summary: reason,
      body: [...titleLines(titles.call, null), text(reason)],
      actions,
    }));
  }

  const { participation } = found;
  const when = messages.formats.dayTime(found.call.start);
  const title = joins.labeled(titles.call, companyOf(participation, messages));
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([title, when, messages.words.quality[participation.quality]]),
    body: [
      ...titleLines(title, joins.facts([when, messages.formats.timeZone, ...remarks(participation, messages)])),
      ...verdictSection(participation, messages),
      ...keyFigures(participation, messages),
      ...reasonsSection(participation, messages),
      ...(isWorthHelp(participation) ? [actionSet([sendCallAction(participation.callId, messages)])] : []),
      ...callFacts(found, messages),
      ...phoneSection(found, messages),
      ...feedbackLines(participation, messages),
      ...timeline(found.sessions, participation.personId, length, messages),
      ...streamSection(participation.personId, found.sessions, length, messages),
      ...equipmentSection(participation, messages),
    ],
    actions,
  }));
}

/** A call that was poor, rated poorly, or failed: somebody can be asked to look at it. */
function isWorthHelp({ quality, ratings, failure }: Participation): boolean {
  return quality === "poor" || failure !== null || ratings.some(({ rating }) => isPoorFeedback(rating));
}

/** What makes the call an unusual one. */
function remarks({ isLikelyMissed, isTest, sessionCount }: Participation, { labels }: Messages): string[] {
  return [
    ...(isLikelyMissed ? [labels.likelyMissed] : []),
    ...(isTest ? [labels.testCall] : []),
    ...(sessionCount === 0 ? [labels.noSession] : []),
  ];
}

function keyFigures(participation: Participation, messages: Messages): CardElement[] {
  const { labels, words, formats, quality } = messages;
  return [
    ...figures([
      { value: formats.duration(participation.durationSeconds), label: labels.duration },
      {
        value: words.quality[participation.quality],
        label: labels.quality,
        ...(participation.quality === "poor" && { color: "Attention" as const }),
        ...(participation.quality === "good" && { color: "Good" as const }),
      },
    ]),
    text(quality.explanation[participation.quality], { isSubtle: true, size: "Small", spacing: "Small" }),
  ];
}

function callFacts({ call, participation, participantCount }: CallDetail, messages: Messages): CardElement[] {
  const { titles, labels, words, formats, peopleCount, joins } = messages;
  const { others, failure } = participation;
  const set = facts([
    [labels.start, formats.dayTime(call.start)],
    [labels.end, formats.dayTime(call.end)],
    [labels.type, words.callType[call.type]],
    [labels.modalities, joins.list(call.modalities.map((modality) => words.modality[modality]))],
    [labels.participants, peopleCount(participantCount)],
    [labels.otherPerson, others.person && nameOf(others.person.displayName, messages)],
    [labels.role, words.role[participation.role]],
    [labels.failure, failure && clip(failure.reason ?? failure.stage, 160)],
    [messages.cards.callId, call.callId],
  ]);
  return set ? [heading(titles.call), set] : [];
}

function phoneSection({ phoneCall }: CallDetail, messages: Messages): CardElement[] {
  if (phoneCall === null) return [];
  const set = facts(phoneFacts(phoneCall, messages).map(([label, value]) => [label, clip(value, 120)]));
  const certainty = messages.phone.joinedBy(phoneCall.joinedBy);
  const lines = certainty === null ? [] : [text(certainty, { isSubtle: true, size: "Small", spacing: "Small" })];
  return set ? [heading(messages.phone.telephone), set, ...lines] : [];
}

function feedbackLines({ ratings }: Participation, messages: Messages): CardElement[] {
  if (ratings.length === 0) return [];
  return [
    heading(messages.labels.feedback),
    ...ratings.slice(0, 3).map((rating) => text(clip(messages.quality.rating(rating), 400), { spacing: "Small" })),
    ...moreLine(ratings.length - 3, messages),
  ];
}

/** Own sessions in order of time: from when to when, on what, and how a session failed. */
function timeline(sessions: JudgedSession[], personId: string, length: number, messages: Messages): CardElement[] {
  const { labels, words, formats, joins } = messages;
  const inOrder = [...sessions].sort((a, b) => a.start.getTime() - b.start.getTime());
  const shown = inOrder.slice(0, length);
  const set = facts(
    shown.map((session) => {
      const own = session[ownSide(session, personId)];
      const parts = [
        formats.duration((session.end.getTime() - session.start.getTime()) / 1000),
        words.platform[own.platform],
        ...(session.failure
          ? [joins.labeled(labels.failure, clip(session.failure.reason ?? session.failure.stage, 100))]
          : []),
      ];
      return [`${formats.time(session.start)} – ${formats.time(session.end)}`, joins.facts(parts)];
    }),
  );
  if (set === null) return [];
  return [heading(labels.timeline), set, ...moreLine(inOrder.length - shown.length, messages)];
}
