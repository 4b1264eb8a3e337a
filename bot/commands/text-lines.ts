/** Letters that a terminal shows two columns wide: Chinese, Japanese and Korean ones, and their punctuation. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** A label and its value; the value may go on in further lines. */
export type LabeledLine = [label: string, value: string | readonly string[]];

/** Labels in one column, values in the next, further lines of a value under its first. */
export function alignLabels(lines: readonly LabeledLine[]): string[] {
  const width = Math.max(0, ...lines.map(([label]) => widthOf(label)));
  return lines.flatMap(([label, value]) => {
    const values = typeof value === "string" ? [value] : value;
    return values.map((text, index) => `${padded(index === 0 ? label : "", width)}  ${text}`);
  });
}

/** Cells in columns, each as wide as its widest cell; empty columns vanish. */
export function alignCells(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  return rows.map((row) =>
    widths
      .map((width, column) => (width === 0 ? null : padded(row[column] ?? "", width)))
      .filter((cell) => cell !== null)
      .join("  ")
      .trimEnd(),
  );
}

/** A bar whose length is the value's part of the largest; never empty unless the value is zero. */
export function bar(value: number, largest: number, width: number): string {
  if (value <= 0 || largest <= 0) return "";
  return "█".repeat(Math.max(1, Math.round((value / largest) * width)));
}

/**
 * Text without control characters and direction overrides: names and feedback come from outside, and a terminal would
 * obey what they say.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** Several lines as one, for who reads an answer a line. */
export function oneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" · ");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
