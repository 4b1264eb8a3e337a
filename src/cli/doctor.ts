import { systemClock } from "../clock.ts";
import { readEnvironment } from "../config/env.ts";
import { resultText, summaryText } from "../doctor/report.ts";
import { runDoctor } from "../service-doctor.ts";
import { progressLine } from "./progress-line.ts";

/**
 * `callwise doctor`: checks everything the service needs, and prints each result as soon as it is there, or as JSON all at
 * the end. True when nothing failed.
 */
export async function doctor(asJson: boolean): Promise<boolean> {
  const line = progressLine(process.stderr);
  const report = await runDoctor({
    environment: readEnvironment(),
    clock: systemClock,
    random: Math.random,
    onStart: (title) => line.show(`… ${title}`),
    onResult: (result) => {
      line.end();
      if (!asJson) process.stdout.write(resultText(result));
    },
  });
  process.stdout.write(asJson ? `${JSON.stringify(report)}\n` : summaryText(report));
  return report.ok;
}
