type Element = { type?: string; text?: string; [key: string]: unknown };

/** What a card says, found by what a person would look for. */
export type CardFigures = {
  /** The big figures by the label under them. */
  figures: Map<string, string>;
  /** Fact values by title. */
  facts: Map<string, string>;
  /** Chart values by chart title, then by legend or x. */
  charts: Map<string, Map<string, number>>;
};

export function cardFigures(card: unknown): CardFigures {
  const found: CardFigures = { figures: new Map(), facts: new Map(), charts: new Map() };
  visit(card, found);
  return found;
}

function visit(value: unknown, found: CardFigures): void {
  if (Array.isArray(value)) {
    value.forEach((item) => visit(item, found));
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const element = value as Element;
  if (element.type === "Column") takeFigure(element["items"], found);
  if (element.type === "FactSet") {
    for (const { title, value: text } of element["facts"] as { title: string; value: string }[]) {
      found.facts.set(title, text.replaceAll("\\", ""));
    }
  }
  if (element.type?.startsWith("Chart.")) {
    const points = element["data"] as { legend?: string; x?: string; value?: number; y?: number }[];
    const series = points.map((point) => [point.legend ?? point.x ?? "", point.value ?? point.y ?? 0] as const);
    found.charts.set(String(element["title"]), new Map(series));
    return;
  }
  for (const [key, part] of Object.entries(element)) if (key !== "fallback") visit(part, found);
}

function takeFigure(items: unknown, found: CardFigures): void {
  const [figure, label, ...more] = items as Element[];
  if (figure?.["size"] === "ExtraLarge" && label?.type === "TextBlock" && more.length === 0) {
    found.figures.set(label.text ?? "", figure.text ?? "");
  }
}
