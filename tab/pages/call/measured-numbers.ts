import type { MediaKind } from "../../../src/calls/call-record.ts";
import {
  exceedance,
  type DecidingMetric,
  type OwnDirection,
  type QualityReason,
} from "../../../src/calls/stream-quality.ts";
import type { LocalMetric, Verdict, VerdictEvidence } from "../../../src/calls/verdict.ts";
import type { StreamLane } from "./own-streams.ts";

/** A number of a stream beside the threshold that it was held against. */
export type StreamNumber = DecidingMetric & { id: string; kind: MediaKind; direction: OwnDirection };

/** A number or word of the person's own end that the verdict rests on. */
export type OwnEndNumber = { id: string; metric: LocalMetric; value: number | string; threshold: number | null };

const STREAM_METRICS: Readonly<Record<QualityReason["metric"], true>> = {
  averageRoundTripTimeMs: true,
  averagePacketLossRate: true,
  averageJitterMs: true,
  averageVideoFrameLossPercentage: true,
  averageVideoFrameRate: true,
  postForwardErrorCorrectionPacketLossRate: true,
};

/** The worst value of every metric that decided, by kind and direction: poor ones first, those furthest beyond. */
export function streamNumbers(lanes: readonly StreamLane[]): StreamNumber[] {
  const worst = new Map<string, StreamNumber>();
  for (const { kind, direction, parts } of lanes) {
    for (const deciding of parts.flatMap((part) => part.deciding)) {
      const id = `number-${kind}-${direction}-${deciding.metric}`;
      const held = worst.get(id);
      if (held === undefined || exceedance(deciding) > exceedance(held))
        worst.set(id, { ...deciding, id, kind, direction });
    }
  }
  return [...worst.values()].sort((a, b) => Number(b.isPoor) - Number(a.isPoor) || exceedance(b) - exceedance(a) || 0);
}

/** What the verdict found at the person's own end. */
export function ownEndNumbers(verdict: Verdict | null): OwnEndNumber[] {
  return (verdict?.evidence ?? []).flatMap(({ metric, value, threshold }) =>
    isLocal(metric) ? [{ id: `number-own-${metric}`, metric, value, threshold }] : [],
  );
}

/** Where on the page the number stands that a piece of evidence names; null when it does not. */
export function idOfEvidence({ metric, value }: VerdictEvidence, numbers: readonly StreamNumber[]): string | null {
  if (isLocal(metric)) return `number-own-${metric}`;
  const named = numbers.filter((number) => number.metric === metric && number.isPoor);
  return (named.find((number) => number.value === value) ?? named[0])?.id ?? null;
}

function isLocal(metric: VerdictEvidence["metric"]): metric is LocalMetric {
  return !(metric in STREAM_METRICS);
}
