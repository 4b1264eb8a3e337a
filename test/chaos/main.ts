import { parseArgs } from "node:util";
import { runChaos } from "./run-chaos.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const calls = Number(values.calls);
const seed = Number(values.seed);
if (!Number.isInteger(calls) || calls < 100 || !Number.isInteger(seed) || seed < 0) {
  process.stderr.write("--calls takes a whole number from 100 on, --seed one from 0 on.\n");
  process.exit(2);
}
const report = await runChaos({
  mongodbUri: process.env.TEST_MONGODB_URI ?? null,
  calls,
  seed,
  patienceSeconds: 120 + calls / 10,
  say: (line) => process.stderr.write(`${line}\n`),
});
const { budget, ledger, faults, differing, folder, ...figures } = report;
process.stderr.write(`budget ${JSON.stringify(budget)}\nwhat went wrong ${JSON.stringify(faults)}\n`);
const wrongHours = ledger.flatMap(({ wrong }) => wrong);
for (const { complete, incomplete } of ledger) {
  process.stderr.write(`ledger: ${complete} hours complete, ${incomplete} incomplete\n`);
}
for (const hour of wrongHours) process.stderr.write(`the ledger is wrong: ${hour}\n`);
for (const one of differing) process.stderr.write(`differs ${JSON.stringify(one)}\n`);
if (folder !== null) process.stderr.write(`the instances' logs are in ${folder}\n`);
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${JSON.stringify(figures, null, 2)}\n`);
const { missing, doubled, stale, lostRatings } = figures;
process.exitCode = missing + doubled + stale + lostRatings + wrongHours.length === 0 ? 0 : 1;
