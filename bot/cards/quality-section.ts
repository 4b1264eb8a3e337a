import type { Quality } from "../../src/calls/stream-quality.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, DonutChart } from "./adaptive-card.ts";
import { facts, heading, text } from "./elements.ts";

const ORDER = ["good", "poor", "unclassified"] as const;
const CHART_COLORS = { good: "good", poor: "attention", unclassified: "neutral" } as const;

/** Calls by quality: always in words with their numbers, and as a donut where charts are shown. */
export function qualitySection(counts: Record<Quality, number>, messages: Messages): CardElement[] {
  const { labels, words, callCount, quality } = messages;
  const total = ORDER.reduce((sum, name) => sum + counts[name], 0);
  const shown = ORDER.filter((name) => counts[name] > 0);
  const inWords = facts(shown.map((name) => [words.quality[name], share(counts[name], total, messages)]));
  if (inWords === null) return [];
  const elements: CardElement[] = [heading(labels.quality)];
  if (shown.length > 1) {
    const donut: DonutChart = {
      type: "Chart.Donut",
      title: labels.quality,
      value: callCount(total),
      data: shown.map((name) => ({ legend: words.quality[name], value: counts[name], color: CHART_COLORS[name] })),
      // The words follow in any case; the fallback only says what they are about.
      fallback: text(callCount(total), { isSubtle: true }),
    };
    elements.push(donut);
  }
  elements.push(inWords);
  const explained = counts.poor > 0 ? quality.explanation.poor : null;
  if (explained !== null) elements.push(text(explained, { isSubtle: true, size: "Small", spacing: "Small" }));
  return elements;
}

/** "9 calls, 75%" */
function share(calls: number, total: number, { callCount, formats }: Messages): string {
  return `${callCount(calls)}, ${formats.percentage(calls / total)}`;
}
