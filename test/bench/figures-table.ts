import { isMet, type BenchResult, type Figure } from "./bench-part.ts";
import type { PartName } from "./part-names.ts";

/** A part's figures as a table in Markdown, with its ratio above and its notes below; docs/performance.md shows them so. */
export function figuresTable(name: PartName, report: BenchResult & { ratioOf: string }): string {
  const rows = Object.entries(report.figures).map(([figure, one]) => [
    `\`${figure}\``,
    `${rounded(one.value)}${unitOf(one)}`,
    targetText(one),
    one.target === undefined ? "" : isMet(one) ? "yes" : "**no**",
  ]);
  return [
    `**${name}**: ${rounded(report.ratio)} ${report.ratioOf} (${report.engine})`,
    "",
    "| Figure | Measured | Target | Met |",
    "| ------ | -------: | -----: | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    ...(report.notes.length === 0 ? [] : ["", ...report.notes.map((note) => `- ${note}`)]),
  ].join("\n");
}

function targetText({ target, unit }: Figure): string {
  if (target === undefined) return "";
  const [sign, limit] = "atLeast" in target ? ["≥", target.atLeast] : ["≤", target.atMost];
  return `${sign} ${limit}${unitOf({ unit })}`;
}

function unitOf({ unit }: Pick<Figure, "unit">): string {
  if (unit === "ratio" || unit === "count") return "";
  return unit === "percent" ? " %" : ` ${unit}`;
}

/** Three digits are more than a machine repeats. */
function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}
