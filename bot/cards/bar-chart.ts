import type { CardElement, VerticalBarChart } from "./adaptive-card.ts";
import { heading } from "./elements.ts";

export type Bar = { label: string; value: number };

/** Bars under a heading, because Teams shows a chart's own title to screen readers only. */
export function barChart(title: string, axis: string, bars: Bar[], fallback: CardElement): CardElement[] {
  const chart: VerticalBarChart = {
    type: "Chart.VerticalBar",
    title,
    yAxisTitle: axis,
    showBarValues: true,
    color: "categoricalBlue",
    data: bars.map(({ label, value }) => ({ x: label, y: value })),
    fallback,
  };
  return [heading(title), chart];
}
