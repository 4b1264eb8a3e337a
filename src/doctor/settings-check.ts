import { readConfig, type Config } from "../config/config.ts";
import type { Secrets } from "../config/secrets.ts";
import { SETTINGS } from "../config/settings.ts";
import { ServiceError } from "../service-error.ts";
import { failed, ok, warning, type CheckOutcome } from "./check.ts";
import { misspelledSettings } from "./misspelled-settings.ts";

/** The outcome, and the configuration where nothing is at fault. Checked by what `callwise serve` checks at its start. */
export function checkSettings(environment: Readonly<Record<string, string>>): {
  outcome: CheckOutcome;
  checked: { config: Config; secrets: Secrets } | null;
} {
  const known = Object.keys(SETTINGS);
  try {
    const checked = readConfig({ ...environment }, { toServe: true });
    return { outcome: goodOutcome(environment, known), checked };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== "invalid_configuration") throw error;
    const faults = error.message.split("\n");
    const told = faults.length === 1 ? "One fault" : `${faults.length} faults`;
    const remedy = "Correct each of them (README, Settings); callwise serve refuses to start until then.";
    const items = [...faults, ...oddNames(environment, known)];
    return { outcome: failed(`${told} in the settings.`, remedy, items), checked: null };
  }
}

function oddNames(environment: Readonly<Record<string, string>>, known: readonly string[]): string[] {
  return misspelledSettings(environment, known).map(({ given, meant }) => `${given} is no setting; ${meant} is`);
}

function goodOutcome(environment: Readonly<Record<string, string>>, known: readonly string[]): CheckOutcome {
  const count = known.filter((name) => environment[name] !== undefined).length;
  const found = count === 0 ? "None is set: simulated mode." : `${count} set, none at fault.`;
  const odd = oddNames(environment, known);
  if (odd.length === 0) return ok(found);
  return warning(found, "If they are meant for Callwise, correct their names; else leave them.", odd);
}
