import type { Quality } from "../../src/calls/stream-quality.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, ColumnSet, DonutChart } from "./adaptive-card.ts";
import { heading, text } from "./elements.ts";

const ORDER = ["good", "poor", "unclassified"] as const;
/** The word always says it; the color, which is the chart's, only repeats it. */
export const QUALITY_COLORS = { good: "Good", poor: "Attention", unclassified: "Default" } as const;
const CHART_COLORS = { good: "good", poor: "attention", unclassified: "neutral" } as const;

/** Calls by quality: always in words with their numbers, and as a donut where charts are shown. */
export function qualitySection(counts: Record<Quality, number>, messages: Messages): CardElement[] {
  const { labels, words, quality } = messages;
  const shown = ORDER.filter((name) => counts[name] > 0);
  if (shown.length === 0) return [];
  const total = ORDER.reduce((sum, name) => sum + counts[name], 0);
  const inWords: ColumnSet = {
    type: "ColumnSet",
    columns: shown.map((name) => ({
      type: "Column",
      width: "stretch",
      items: [
        text(words.quality[name], { weight: "Bolder", color: QUALITY_COLORS[name] }),
        text(share(counts[name], total, messages), { spacing: "None" }),
      ],
    })),
  };
  const elements: CardElement[] = [heading(labels.quality)];
  // Under each other: beside anything else the chart has no room for its legend.
  if (shown.length > 1) elements.push(donut(counts, shown, total, messages));
  elements.push(inWords);
  if (counts.poor > 0) {
    elements.push(text(quality.explanation.poor, { isSubtle: true, size: "Small", spacing: "Small" }));
  }
  return elements;
}

function donut(
  counts: Record<Quality, number>,
  shown: Quality[],
  total: number,
  { labels, words, callCount }: Messages,
): DonutChart {
  return {
    type: "Chart.Donut",
    title: labels.quality,
    value: callCount(total),
    data: shown.map((name) => ({ legend: words.quality[name], value: counts[name], color: CHART_COLORS[name] })),
    // The words stand under it in any case; the fallback only says what they are about.
    fallback: text(callCount(total), { isSubtle: true }),
  };
}

/** "9 calls, 75%" */
function share(calls: number, total: number, { callCount, formats, joins }: Messages): string {
  return joins.facts([callCount(calls), formats.percentage(calls / total)]);
}
