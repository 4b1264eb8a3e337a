import type { Answer } from "../../src/calls/answer.ts";
import type { ComparisonDimension, ComparisonGroup, DimensionComparison } from "../../src/calls/comparison.ts";
import { comparedValue } from "../messages/compared-value.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { periodChips, plainCalls } from "./chips.ts";
import { heading, moreLine, note, table, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

/** Values of a dimension that are shown, those with the most calls. */
const MOST_GROUPS = 5;

type ComparisonAnswer = Extract<Answer, { intent: "compareDevices" | "compareNetworks" }>;

/** Own calls side by side, by what was used: counts, shares with their intervals, and one careful sentence each. */
export function comparisonCard(answer: ComparisonAnswer, messages: Messages): AdaptiveCard {
  const { intent, period, calls, comparison, now } = answer;
  const { titles, formats, joins } = messages;
  const title = titles[intent];
  const understood = joins.facts([describePeriod(period, now, messages), messages.callCount(calls)]);
  const other = intent === "compareDevices" ? "compareNetworks" : "compareDevices";
  const actions = [
    ...periodChips(period.name, 3, (periodName) => ({ intent, periodName }), messages),
    commandAction(titles[other], { intent: other, periodName: period.name }, messages),
    commandAction(titles.calls, plainCalls("calls", period.name), messages),
  ];
  const dimensions = comparison.dimensions.filter(({ groups }) => groups.length > 0);
  if (dimensions.length === 0) {
    const reason = calls === 0 ? messages.empty.calls(period, period.start <= now) : messages.comparison.nothing;
    return fitCard(messages.language, () => ({
      summary: joins.sentences([title, understood, reason]),
      body: [...titleLines(title, understood), text(reason, { spacing: "Medium" })],
      actions,
    }));
  }
  const minimum = formats.count(comparison.minimumSample);
  const findings = dimensions.map((one) => findingOf(one, minimum, messages));
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([title, understood, findings[0] ?? ""]),
    body: [
      ...titleLines(title, understood),
      note(messages.comparison.explanation(minimum)),
      ...dimensions.flatMap((one, index) => [
        heading(messages.comparison.dimension[one.dimension]),
        text(findings[index] ?? "", {
          spacing: "Small",
          ...(one.finding.kind === "different" && { weight: "Bolder" }),
        }),
        ...groupTable(one, Math.min(length, MOST_GROUPS), messages),
      ]),
    ],
    actions,
  }));
}

function findingOf({ dimension, groups, finding }: DimensionComparison, minimum: string, messages: Messages): string {
  const { comparison } = messages;
  if (finding.kind === "tooFew") return comparison.tooFew(minimum);
  if (finding.kind === "similar") return comparison.similar;
  const named = (value: string): Parameters<typeof comparison.different>[0] => {
    const group = groups.find((one) => one.value === value);
    return {
      name: nameOf(dimension, value, messages),
      poorShare: messages.formats.percentage(group?.poorShare?.value ?? 0),
      calls: messages.formats.count(group ? judged(group) : 0),
    };
  };
  return comparison.different(named(finding.worse), named(finding.better));
}

function groupTable({ dimension, groups }: DimensionComparison, length: number, messages: Messages): CardElement[] {
  const { comparison, formats } = messages;
  const { columns } = comparison;
  const shown = groups.slice(0, length);
  const rows = shown.map((group) => [
    [text(nameOf(dimension, group.value, messages))],
    [text(formats.count(judged(group)))],
    [shareOf(group, messages)],
  ]);
  return [
    ...(rows.length > 0 ? [table([columns.value, columns.judged, columns.poorShare], [5, 3, 4], rows)] : []),
    ...moreLine(groups.length - shown.length, messages),
  ];
}

function shareOf({ poorShare }: ComparisonGroup, { comparison, formats }: Messages): CardElement {
  if (poorShare === null) return text(comparison.tooFewCalls, { isSubtle: true });
  const [value, low, high] = [poorShare.value, poorShare.low, poorShare.high].map((part) => formats.percentage(part));
  return text(comparison.share(value ?? "", low ?? "", high ?? ""));
}

function judged({ good, poor }: ComparisonGroup): number {
  return good + poor;
}

function nameOf(dimension: ComparisonDimension, value: string, messages: Messages): string {
  return clip(comparedValue(dimension, value, messages), 60) || messages.labels.unknownName;
}
