import type { MediaKind } from "../../src/calls/call-record.ts";
import type { JudgedSession, JudgedStream } from "../../src/calls/judged-call-record.ts";
import { ownDirection } from "../../src/calls/own-session.ts";
import { ownSide } from "../../src/calls/own-side.ts";
import {
  decidingMetrics,
  type DecidingMetric,
  type OwnDirection,
  type Quality,
} from "../../src/calls/stream-quality.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement } from "./adaptive-card.ts";
import { heading, moreLine, table, text } from "./elements.ts";
import { QUALITY_COLORS } from "./quality-section.ts";

type OwnStream = {
  kind: MediaKind;
  direction: OwnDirection;
  sessionStart: Date;
  stream: JudgedStream;
  deciding: DecidingMetric[];
};

/** What is shown of a stream that no rule decided about, where it was measured. */
const MEASURED = [
  "averageRoundTripTimeMs",
  "averagePacketLossRate",
  "averageJitterMs",
  "averageVideoFrameLossPercentage",
  "averageVideoFrameRate",
] as const;

const URGENCY: Record<Quality, number> = { poor: 0, good: 1, unclassified: 2 };

/** The person's streams, poor ones first: what was measured, the threshold it was held against, and the class. */
export function streamSection(
  personId: string,
  sessions: JudgedSession[],
  length: number,
  messages: Messages,
): CardElement[] {
  const streams = sessions.flatMap((session) => ownStreams(session, personId));
  if (streams.length === 0) return [];
  streams.sort((a, b) => URGENCY[a.stream.quality] - URGENCY[b.stream.quality]);
  const shown = streams.slice(0, length);
  const isOneSession = new Set(streams.map(({ sessionStart }) => sessionStart.getTime())).size === 1;
  const { columns } = messages.cards;
  const rows = shown.map((own) => cells(own, isOneSession, messages));
  return [
    heading(messages.labels.streams),
    ...(rows.length > 0 ? [table([columns.stream, columns.measured, columns.quality], [3, 5, 3], rows)] : []),
    ...moreLine(streams.length - shown.length, messages),
  ];
}

function ownStreams(session: JudgedSession, personId: string): OwnStream[] {
  const side = ownSide(session, personId);
  const ends = { caller: session.caller.kind, callee: session.callee.kind };
  return session.segments
    .flatMap(({ media }) => media)
    .flatMap(({ kind, streams }) =>
      streams.map((stream) => ({
        kind,
        direction: ownDirection(stream.direction, side),
        sessionStart: session.start,
        stream,
        deciding: decidingMetrics(stream, kind, ends),
      })),
    );
}

function cells(own: OwnStream, isOneSession: boolean, messages: Messages): CardElement[][] {
  const { words, formats, quality } = messages;
  const name = [words.mediaKind[own.kind], quality.direction(own.direction, own.kind)];
  if (!isOneSession) name.push(formats.time(own.sessionStart));
  return [[text(messages.joins.facts(name))], measured(own, messages), [qualityWord(own.stream.quality, messages)]];
}

function measured({ stream, deciding }: OwnStream, messages: Messages): CardElement[] {
  const { quality } = messages;
  if (deciding.length > 0) {
    return deciding.map(({ metric, value, threshold, poorWhen, isPoor }) => {
      const line = `${quality.metric(metric)} ${quality.metricValue(metric, value)}`;
      const limit = quality.metricValue(metric, threshold);
      const held =
        poorWhen === "over" ? messages.cards.withLimit(line, limit) : messages.cards.withMinimum(line, limit);
      return text(isPoor ? messages.cards.beyondLimit(held) : held, {
        spacing: "None",
        ...(isPoor && { weight: "Bolder" as const }),
      });
    });
  }
  const lines = MEASURED.flatMap((metric) => {
    const value = stream[metric];
    return value === undefined ? [] : [`${quality.metric(metric)} ${quality.metricValue(metric, value)}`];
  });
  return (lines.length > 0 ? lines : [messages.cards.notMeasured]).map((line) =>
    text(line, { spacing: "None", isSubtle: true }),
  );
}

function qualityWord(quality: Quality, messages: Messages): CardElement {
  return text(messages.words.quality[quality], { color: QUALITY_COLORS[quality], weight: "Bolder" });
}
