import type { AdaptiveCard } from "../../bot/cards/adaptive-card.ts";

/** Every text a person can read on a card, in order, without Markdown's escapes; not what stands in for a chart. */
export function cardTexts(card: unknown): string[] {
  const texts: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === "string" && ["text", "title", "value"].includes(key))
      texts.push(value.replace(/\\([^A-Za-z0-9])/g, "$1"));
    else if (Array.isArray(value)) value.forEach((item) => visit(item, key));
    else if (typeof value === "object" && value !== null) {
      for (const [name, member] of Object.entries(value))
        if (name !== "fallback" && name !== "data") visit(member, name);
    }
  };
  visit(card, "");
  return texts;
}

/** What the buttons under a card ask. */
export function cardQuestions(card: AdaptiveCard): string[] {
  return (card.actions ?? []).map(({ data }) => data.text);
}
