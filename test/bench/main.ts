import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { z } from "zod";
import { isMet, type BenchResult } from "./bench-part.ts";
import { figuresTable } from "./figures-table.ts";
import { writeFigures } from "./performance-document.ts";
import { isPartName, PART_NAMES, type PartName } from "./part-names.ts";

const RUN_PART = fileURLToPath(new URL("run-part.ts", import.meta.url));

export type PartReport = BenchResult & { ratioOf: string };

const REPORT = z.custom<PartReport>((value) => typeof value === "object" && value !== null && "figures" in value);

const command = new Command("bench")
  .usage("[options] [part…]")
  .description("Measures how fast the service is, in ratios to what is possible and to what people do today.")
  .argument("[part...]", `which parts: ${PART_NAMES.join(", ")}; all unless given`)
  .option("--json", "one JSON object with a key per part, and nothing else, on standard output", false)
  .option("--document", "also write the figures into docs/performance.md", false)
  .option("--brief", "small sizes, about a minute a part: to try the suite, not to measure", false)
  .addHelpText(
    "after",
    "\nTEST_MONGODB_URI names a MongoDB to measure on beside the embedded default. Exit code 1: a target was missed.",
  )
  .action(async (named: string[], { json, brief, document }: { json: boolean; brief: boolean; document: boolean }) => {
    const unknown = named.find((name) => !isPartName(name));
    if (unknown !== undefined) command.error(`There is no part "${unknown}". Parts: ${PART_NAMES.join(", ")}.`);
    if (brief && document) command.error("Brief figures do not go into the document: --brief or --document.");
    const parts = PART_NAMES.filter((name) => named.length === 0 || named.includes(name));
    const [processor] = cpus();
    process.stderr.write(
      `Node.js ${process.version}, ${cpus().length} × ${processor?.model.trim() ?? "processor"}, ` +
        `${Math.round(totalmem() / 2 ** 30)} GB of memory\n`,
    );
    const reports: Partial<Record<PartName, PartReport>> = {};
    for (const name of parts) {
      const report = await runPart(name, brief);
      reports[name] = report;
      const table = figuresTable(name, report);
      if (!json) process.stdout.write(`\n${table}\n`);
      if (document) await writeFigures(name, table);
    }
    if (json) process.stdout.write(`${JSON.stringify(reports)}\n`);
    const figures = Object.values(reports).flatMap((report) => Object.values(report.figures));
    process.exitCode = brief || figures.every(isMet) ? 0 : 1;
  });
await command.parseAsync();

async function runPart(name: PartName, isBrief: boolean): Promise<PartReport> {
  const flags = ["--expose-gc", "--import", "tsx", RUN_PART, name, isBrief ? "brief" : "whole"];
  const child = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The part ${name} ended with ${code}.`);
  return REPORT.parse(JSON.parse(output));
}
