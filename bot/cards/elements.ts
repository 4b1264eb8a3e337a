import type {
  CardElement,
  Column,
  ColumnSet,
  Container,
  ElementFrame,
  Fact,
  FactSet,
  Table,
  TableRow,
  TextBlock,
  TextLook,
} from "./adaptive-card.ts";
import type { Messages } from "../messages/catalog.ts";
import { escapeMarkdown } from "./plain-text.ts";

type TextOptions = TextLook & ElementFrame & Pick<TextBlock, "style" | "horizontalAlignment">;

/** A text shown exactly as given. Texts are never empty: leave the element out instead. */
export function text(plain: string, options: TextOptions = {}): TextBlock {
  return { type: "TextBlock", text: escapeMarkdown(plain), wrap: true, ...options };
}

export function heading(plain: string): TextBlock {
  return text(plain, { weight: "Bolder", style: "heading", spacing: "Large", separator: true });
}

/** A small line that explains what stands above it. */
export function note(plain: string): TextBlock {
  return text(plain, { isSubtle: true, size: "Small", spacing: "Small" });
}

/** The card's title and, under it, how the question was understood. */
export function titleLines(title: string, understood: string | null): TextBlock[] {
  const lines = [text(title, { size: "Large", weight: "Bolder", style: "heading" })];
  if (understood !== null) lines.push(text(understood, { isSubtle: true, spacing: "None" }));
  return lines;
}

/** `note` stands under the label: how the figure changed. */
export type Figure = { value: string; label: string; color?: TextLook["color"]; note?: string | null };

/** Figures two in a row, so that they keep their size on a phone. */
export function figures(items: Figure[]): ColumnSet[] {
  const rows: ColumnSet[] = [];
  for (let start = 0; start < items.length; start += 2) {
    const columns = items.slice(start, start + 2).map(figureColumn);
    rows.push({ type: "ColumnSet", spacing: start === 0 ? "Medium" : "Small", columns });
  }
  return rows;
}

function figureColumn({ value, label, color, note: change }: Figure): Column {
  return {
    type: "Column",
    width: "stretch",
    items: [
      text(value, { size: "ExtraLarge", weight: "Bolder", ...(color && { color }) }),
      text(label, { isSubtle: true, spacing: "None" }),
      ...(change ? [text(change, { isSubtle: true, size: "Small", spacing: "None" })] : []),
    ],
  };
}

/** Label and value pairs; pairs without a value are left out. Null when nothing is left. */
export function facts(pairs: [title: string, value: string | null][]): FactSet | null {
  const shown = pairs.flatMap(([title, value]): Fact[] =>
    value === null || value === "" ? [] : [{ title: escapeMarkdown(title), value: escapeMarkdown(value) }],
  );
  return shown.length > 0 ? { type: "FactSet", facts: shown } : null;
}

export function container(items: CardElement[], options: Omit<Container, "type" | "items"> = {}): Container {
  return { type: "Container", items, ...options };
}

/** "… and 4 more" under a list that was cut; nothing when nothing was. */
export function moreLine(count: number, messages: Messages): TextBlock[] {
  return count > 0 ? [text(`… ${messages.more(count)}`, { isSubtle: true, spacing: "Small" })] : [];
}

/** At most three columns, the first one of words, so that it can be read on a phone. `widths` are proportions. */
export function table(titles: string[], widths: number[], rows: CardElement[][][]): Table {
  const heads = titles.map((title) => [text(title, { weight: "Bolder", style: "columnHeader" })]);
  return {
    type: "Table",
    columns: widths.map((width) => ({ width })),
    firstRowAsHeaders: true,
    showGridLines: false,
    rows: [heads, ...rows].map(tableRow),
  };
}

function tableRow(contents: CardElement[][]): TableRow {
  return { type: "TableRow", cells: contents.map((items) => ({ type: "TableCell", items })) };
}
