import type { CallDetail } from "../../src/calls/answer.ts";
import type { JudgedMedia, JudgedSession, JudgedStream } from "../../src/calls/judged-call-record.ts";
import { ownDirection, ownNetwork } from "../../src/calls/own-session.ts";
import { ownSide } from "../../src/calls/own-side.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { JoinedPhoneCall } from "../../src/calls/phone-call.ts";
import type { Messages } from "../messages/catalog.ts";
import { phoneFacts } from "../messages/phone-facts.ts";
import { alignLabels, type LabeledLine } from "./text-lines.ts";

/** The measurements that classes rest on, in the order people know them. */
const STREAM_METRICS = [
  "averageJitterMs",
  "averagePacketLossRate",
  "averageRoundTripTimeMs",
  "averageVideoFrameRate",
  "averageVideoFrameLossPercentage",
] as const;

/** One call of the list "poor calls": when and what, then why. */
export function poorCallLines(call: Participation, messages: Messages): string[] {
  const { formats, words, labels, quality } = messages;
  const what = [formats.dayTime(call.start), formats.duration(call.durationSeconds), words.callType[call.callType]];
  const platform = call.client === null ? labels.noClient : words.platform[call.client.platform];
  const why = [
    ...call.reasons.map((reason) => quality.reason(reason)),
    ...(call.verdict === null ? [] : [messages.joins.labeled(labels.verdict, quality.verdict(call.verdict).headline)]),
    ...call.ratings.map((rating) => messages.joins.labeled(labels.rating, quality.rating(rating))),
  ];
  return [`${[...what, platform].join(" · ")}  ${call.callId}`, ...why.map((line) => `  ${line}`)];
}

/** One call as a whole: facts, reasons and verdict, then the person's own sessions with their streams. */
export function callDetailLines(
  { participation, participantCount, sessions, phoneCall }: CallDetail,
  messages: Messages,
): string[] {
  const { formats, labels, words, quality, titles } = messages;
  const { start, end, joined, left, others, client, device, network, failure } = participation;
  const other = others.person && (others.person.displayName ?? labels.unknownName);
  const marks = [participation.isLikelyMissed && labels.likelyMissed, participation.isTest && labels.testCall];
  const facts: (LabeledLine | null)[] = [
    [labels.start, formats.dayTime(start)],
    [labels.end, formats.dayTime(end)],
    [labels.duration, joined === null ? labels.noSession : formats.duration(participation.durationSeconds)],
    joined && left && [labels.joined, `${formats.time(joined)} – ${formats.time(left)}`],
    [
      labels.type,
      messages.joins.facts([words.callType[participation.callType], ...marks.filter((mark) => mark !== false)]),
    ],
    [labels.role, words.role[participation.role]],
    [labels.participants, formats.count(participantCount)],
    other === null ? null : [labels.otherPerson, other],
    [labels.platform, client === null ? labels.noClient : words.platform[client.platform]],
    device?.captureDeviceName ? [labels.microphone, device.captureDeviceName] : null,
    device?.renderDeviceName ? [labels.speaker, device.renderDeviceName] : null,
    network === null ? null : [labels.network, networkText(network, messages)],
    failure === null
      ? null
      : [labels.failure, messages.joins.facts([failure.stage, failure.reason].filter((part) => part !== null))],
    [
      labels.quality,
      messages.joins.sentences([words.quality[participation.quality], quality.explanation[participation.quality]]),
    ],
    participation.reasons.length > 0
      ? [labels.reasons, participation.reasons.map((reason) => quality.reason(reason))]
      : null,
    ...verdictFacts(participation, messages),
    ...participation.ratings.map((rating): LabeledLine => [labels.rating, quality.rating(rating)]),
  ];
  return [
    messages.joins.labeled(
      `${titles.call} ${participation.callId}`,
      messages.joins.facts([formats.dayTime(start), formats.timeZone]),
    ),
    "",
    ...alignLabels(facts.filter((fact) => fact !== null)),
    ...(phoneCall === null ? [] : phoneLines(phoneCall, messages)),
    ...(sessions.length === 0 ? [] : ["", labels.sessions]),
    ...sessions.flatMap((session) => sessionLines(session, participation.personId, messages)),
  ];
}

function phoneLines(phoneCall: JoinedPhoneCall, messages: Messages): string[] {
  const { phone } = messages;
  const certainty = phone.joinedBy(phoneCall.joinedBy);
  return [
    "",
    phone.telephone,
    ...alignLabels(phoneFacts(phoneCall, messages)).map((line) => `  ${line}`),
    ...(certainty === null ? [] : [`  ${certainty}`]),
  ];
}

function verdictFacts({ verdict }: Participation, { labels, quality }: Messages): LabeledLine[] {
  if (verdict === null) return [];
  const { headline, direction, evidence, advice } = quality.verdict(verdict);
  return [
    [labels.verdict, [headline, direction]],
    ...(evidence.length > 0 ? [[labels.evidence, evidence] satisfies LabeledLine] : []),
    [labels.advice, advice],
  ];
}

function sessionLines(session: JudgedSession, personId: string, messages: Messages): string[] {
  const { formats, words } = messages;
  const side = ownSide(session, personId);
  const span = `${formats.time(session.start)} – ${formats.time(session.end)}`;
  const seconds = (session.end.getTime() - session.start.getTime()) / 1000;
  const media = session.segments.flatMap((segment) => segment.media);
  return [
    `  ${[span, formats.duration(seconds), words.platform[session[side].platform]].join(" · ")}`,
    ...media.flatMap((line) => [
      `    ${words.mediaKind[line.kind]} · ${networkText(ownNetwork(line, side), messages)}`,
      ...line.streams.map(
        (stream) => `      ${streamText(stream, ownDirection(stream.direction, side), line, messages)}`,
      ),
    ]),
  ];
}

function streamText(
  stream: JudgedStream,
  direction: "sent" | "heard",
  { kind }: JudgedMedia,
  messages: Messages,
): string {
  const { quality, words } = messages;
  const measured = STREAM_METRICS.flatMap((metric) => {
    const value = stream[metric];
    return value === undefined ? [] : [`${quality.metric(metric)} ${quality.metricValue(metric, value)}`];
  });
  return [quality.direction(direction, kind), words.quality[stream.quality], ...measured].join(" · ");
}

function networkText(
  network: Pick<NonNullable<Participation["network"]>, "connectionType" | "wifiBand">,
  { words }: Messages,
): string {
  const connection = words.connection[network.connectionType];
  const hasBand = network.connectionType === "wifi" && network.wifiBand !== "unknown";
  return hasBand ? `${connection} ${words.wifiBand[network.wifiBand]}` : connection;
}
