import type { Answer } from "../../src/calls/answer.ts";
import type { ComparisonDimension, ComparisonGroup, DimensionComparison } from "../../src/calls/comparison.ts";
import type { Interval } from "../../src/calls/proportion.ts";
import type { ComparedGroup } from "../messages/comparison-messages.ts";
import type { Messages } from "../messages/catalog.ts";
import { comparedValue } from "../messages/compared-value.ts";
import { describePeriod } from "../messages/describe-period.ts";
import { alignCells } from "./text-lines.ts";

const MOST_GROUPS = 8;

/** Each dimension as a small table, and what may be said about it. */
export function comparisonLines(
  answer: Extract<Answer, { intent: "compareDevices" | "compareNetworks" }>,
  messages: Messages,
): string[] {
  const { comparison, titles, joins, formats, empty } = messages;
  const { intent, period, now, calls } = answer;
  const { minimumSample, dimensions } = answer.comparison;
  const heading = joins.labeled(titles[intent], describePeriod(period, now, messages));
  const told = dimensions.filter(({ groups }) => groups.length > 0);
  if (calls === 0) return [heading, "", empty.calls(period, period.start <= now)];
  if (told.length === 0) return [heading, "", comparison.nothing];
  return [
    heading,
    comparison.explanation(formats.count(minimumSample)),
    ...told.flatMap((dimension) => ["", ...dimensionLines(dimension, minimumSample, messages)]),
  ];
}

function dimensionLines(
  { dimension, groups, finding }: DimensionComparison,
  minimumSample: number,
  messages: Messages,
): string[] {
  const { comparison, formats } = messages;
  const shown = groups.slice(0, MOST_GROUPS);
  const rows = shown.map((group) => [
    `  ${comparedValue(dimension, group.value, messages)}`,
    formats.count(group.good + group.poor),
    group.poorShare === null ? comparison.tooFewCalls : shareText(group.poorShare, messages),
  ]);
  const { value, judged, poorShare } = comparison.columns;
  return [
    comparison.dimension[dimension],
    ...alignCells([[`  ${value}`, judged, poorShare], ...rows]),
    ...(groups.length > shown.length ? [`  ${messages.more(groups.length - shown.length)}`] : []),
    `  ${findingText(dimension, groups, finding, minimumSample, messages)}`,
  ];
}

function findingText(
  dimension: ComparisonDimension,
  groups: readonly ComparisonGroup[],
  finding: DimensionComparison["finding"],
  minimumSample: number,
  messages: Messages,
): string {
  const { comparison, formats } = messages;
  switch (finding.kind) {
    case "different": {
      const named = (value: string): ComparedGroup => {
        const group = groups.find((each) => each.value === value);
        const judged = group ? group.good + group.poor : 0;
        const share = group?.poorShare?.value ?? 0;
        return {
          name: comparedValue(dimension, value, messages),
          poorShare: formats.percentage(share),
          calls: formats.count(judged),
        };
      };
      return comparison.different(named(finding.worse), named(finding.better));
    }
    case "similar":
      return comparison.similar;
    case "tooFew":
      return comparison.tooFew(formats.count(minimumSample));
  }
}

function shareText({ value, low, high }: Interval, { comparison, formats }: Messages): string {
  return comparison.share(formats.percentage(value), formats.percentage(low), formats.percentage(high));
}
