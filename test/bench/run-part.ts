import type { BenchPart } from "./bench-part.ts";
import { isPartName, type PartName } from "./part-names.ts";

/** A process for one part, so that no part runs on the memory and the compiled code of another. */
const PARTS: Record<PartName, () => Promise<BenchPart>> = {
  webhook: async () => (await import("./parts/webhook.ts")).webhook,
  ingest: async () => (await import("./parts/ingest.ts")).ingest,
  answers: async () => (await import("./parts/answers.ts")).answers,
  delay: async () => (await import("./parts/delay.ts")).delay,
  footprint: async () => (await import("./parts/footprint.ts")).footprint,
  growth: async () => (await import("./parts/growth.ts")).growth,
};

const [name = "", size] = process.argv.slice(2);
if (!isPartName(name)) throw new Error(`There is no part "${name}".`);
const part = await PARTS[name]();
const result = await part.run({
  isBrief: size === "brief",
  mongodbUri: process.env.TEST_MONGODB_URI ?? null,
  say: (line) => process.stderr.write(`${name.padEnd(9)} ${line}\n`),
});
process.stdout.write(`${JSON.stringify({ ratioOf: part.ratioOf, ...result })}\n`);
// What a part has forgotten to close does not keep the next one waiting.
process.exit(0);
