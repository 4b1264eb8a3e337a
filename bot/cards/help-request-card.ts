import type { HelpRequest } from "../../src/calls/help-request.ts";
import type { Messages } from "../messages/catalog.ts";
import { actAction } from "./act-action.ts";
import type { AdaptiveCard, CardButton, CardElement } from "./adaptive-card.ts";
import { equipmentSection } from "./equipment-section.ts";
import { facts, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";
import { reasonsSection, verdictSection } from "./verdict-section.ts";

const LONGEST_NOTE = 500;
const LONGEST_NAME = 60;

/** A call that somebody sent to the helpdesk, for an admin channel. `name`: null masks who it was. */
export function helpRequestCard(
  { request, name, mayBeRepeat }: { request: HelpRequest; name: string | null; mayBeRepeat: boolean },
  messages: Messages,
): AdaptiveCard<CardButton> {
  const { sentCalls, joins, incidents, formats } = messages;
  const { evidence, endedAt } = request;
  const view = actAction(sentCalls.viewCall, { act: "viewCall", requestId: request.id }, "positive");
  return fitCard<CardButton>(messages.language, () => ({
    summary: joins.sentences([sentCalls.title, ...(request.note === null ? [] : [request.note])]),
    body: [
      ...titleLines(sentCalls.title, formats.timeZone),
      ...(mayBeRepeat ? [note(incidents.mayBeRepeat)] : []),
      ...(request.note === null ? [] : [text(joins.quoted(clip(request.note, LONGEST_NOTE)), { spacing: "Medium" })]),
      ...(endedAt === null ? [] : [text(sentCalls.ended(formats.dayTime(endedAt)), { spacing: "Medium" })]),
      ...(evidence === null ? [] : evidenceSections(evidence, messages)),
      ...requestFacts(request, name, messages),
    ],
    actions: endedAt === null ? [view] : [],
  }));
}

function evidenceSections(evidence: NonNullable<HelpRequest["evidence"]>, messages: Messages): CardElement[] {
  const { labels, words, formats, quality, joins } = messages;
  const { ratings, failure } = evidence;
  const set = facts([
    [labels.quality, words.quality[evidence.quality]],
    [labels.duration, formats.duration(evidence.durationSeconds)],
    [labels.modalities, joins.list(evidence.modalities.map((modality) => words.modality[modality]))],
    [labels.rating, joins.items(ratings.slice(0, 2).map((rating) => clip(quality.rating(rating), 160)))],
    [labels.failure, failure && clip(failure.reason ?? failure.stage, 160)],
  ]);
  return [
    ...verdictSection(evidence, messages),
    ...(set ? [set] : []),
    ...reasonsSection(evidence, messages),
    ...equipmentSection(evidence, messages),
  ];
}

function requestFacts(request: HelpRequest, name: string | null, messages: Messages): CardElement[] {
  const { sentCalls, formats } = messages;
  const set = facts([
    [sentCalls.from, name === null ? sentCalls.somebody : clip(name, LONGEST_NAME)],
    [sentCalls.startedAt, formats.dayTime(request.callStart)],
    [sentCalls.sentAt, formats.dayTime(request.at)],
    [sentCalls.until, request.endedAt === null ? formats.dayTime(request.until) : null],
  ]);
  return set ? [{ ...set, spacing: "Medium" }] : [];
}
