import type { MediaKind } from "../../src/calls/call-record.ts";
import type { OwnDirection, Quality, QualityReason } from "../../src/calls/stream-quality.ts";
import type { LocalMetric } from "../../src/calls/verdict.ts";
import type { Problem } from "./shell-messages.ts";

/** What only the tab's call page says. */
export type CallMessages = {
  backToCalls: string;
  newer: string;
  older: string;
  /** Heading in place of "Was it me?" where nothing was poor. */
  howItWas: string;
  /** Said first of a call without a verdict. */
  verdict: Record<Exclude<Quality, "poor">, string>;
  /** Of a poor call that nothing more is known of. */
  poorWithoutVerdict: string;
  proof: string;
  numbers: NumberMessages;
  timeline: TimelineMessages;
  /** Heading over when, with whom and how. */
  callFacts: string;
  facts: Record<
    "relay" | "wifi" | "address" | "machine" | "processor" | "captureDriver" | "renderDriver" | "transport",
    string
  >;
  raw: RawMessages;
  /** What is wrong with the days for which a call is sent. */
  helpDays: (least: number, most: number) => string;
  cancel: string;
  unknown: Problem & { all: string };
};

export type NumberMessages = {
  title: string;
  text: string;
  /** Heading over what was measured at the person's own end. */
  ownEnd: string;
  limit: (limit: string) => string;
  minimum: (limit: string) => string;
  within: string;
  beyond: string;
  /** Evidence without a threshold, such as the Wi-Fi band. */
  circumstance: string;
  /** What a stream's number means for whoever listens or watches. */
  ofStream: (metric: QualityReason["metric"], direction: OwnDirection, kind: MediaKind) => string;
  ofOwnEnd: Record<LocalMetric, string>;
  none: string;
};

export type TimelineMessages = {
  title: string;
  presence: string;
  /** Of the chart as a whole: from when to when. */
  span: (from: string, to: string) => string;
  columns: Record<"stream" | "from" | "to" | "measured" | "quality", string>;
  none: string;
};

export type RawMessages = {
  title: string;
  text: string;
  show: string;
  hide: string;
  copy: string;
  copied: string;
  session: (from: string, to: string) => string;
  columns: Record<"name" | "value", string>;
};
