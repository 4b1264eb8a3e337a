import type { Participation } from "../../src/calls/participation.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement } from "./adaptive-card.ts";
import { container, heading, text } from "./elements.ts";

/** More reasons than these say nothing new. */
const MOST_REASONS = 6;

/** "Was it me?" in words, with the numbers that prove it and one thing to try. Only a poor call has a verdict. */
export function verdictSection({ verdict }: Pick<Participation, "verdict">, messages: Messages): CardElement[] {
  if (verdict === null) return [];
  const { labels, quality, joins } = messages;
  const { headline, direction, evidence, advice } = quality.verdict(verdict);
  return [
    container(
      [
        text(labels.verdict, { weight: "Bolder", style: "heading" }),
        text(headline, { size: "Medium", weight: "Bolder", spacing: "Small" }),
        text(direction, { spacing: "Small" }),
        ...evidence.map((line) => text(`• ${line}`, { spacing: "None" })),
        text(joins.labeled(labels.advice, advice), { spacing: "Small", weight: "Bolder" }),
      ],
      { style: "emphasis", spacing: "Medium" },
    ),
  ];
}

/** Every metric that was beyond its limit, the worst first. */
export function reasonsSection({ reasons }: Pick<Participation, "reasons">, messages: Messages): CardElement[] {
  if (reasons.length === 0) return [];
  return [
    heading(messages.labels.reasons),
    ...reasons
      .slice(0, MOST_REASONS)
      .map((reason) => text(`• ${messages.quality.reason(reason)}`, { spacing: "None" })),
  ];
}
