import type { AlertRuleKind, AlertScope, CallRuleKind, CallRuleSettings, QuietHours } from "./alert-rule.ts";
import { CALL_RULE_KINDS } from "./alert-rule.ts";
import { isTimeZone } from "./local-time.ts";

const LONGEST_TEXT = 200;
const MOST_PEOPLE = 5_000;
const MINIMUM_LIMITS = { least: 1, most: 100_000 };

/** Whole numbers that can be set, in the order in which they are asked for. */
export const RULE_NUMBERS = [
  "windowMinutes",
  "minimumCalls",
  "minimumPeople",
  "minimumSample",
  "coolDownMinutes",
] as const satisfies readonly (keyof CallRuleSettings)[];
export type RuleNumber = (typeof RULE_NUMBERS)[number];

/** What each of them may be, both included. */
export const RULE_NUMBER_LIMITS: Record<RuleNumber, { least: number; most: number }> = {
  // Calls further back than the longest window are the baseline's.
  windowMinutes: { least: 15, most: 7 * 1_440 },
  minimumCalls: MINIMUM_LIMITS,
  minimumPeople: MINIMUM_LIMITS,
  minimumSample: MINIMUM_LIMITS,
  coolDownMinutes: { least: 0, most: 28 * 1_440 },
};

/** What a scope names by a text. */
export const SCOPE_TEXTS = ["subnet", "building", "device", "country"] as const satisfies readonly (keyof AlertScope)[];

/** Of each kind of rule, what decides nothing and so is not asked for. */
const NOT_ASKED: Partial<Record<AlertRuleKind, readonly (keyof CallRuleSettings)[]>> = {
  poorCall: ["threshold"],
  repeatedPoorCalls: ["minimumPeople"],
  // Baselines hold what was measured.
  poorShareAboveBaseline: ["counts"],
  callFailures: ["counts"],
};

/** Whether a setting decides anything by rules of this kind. */
export function isAsked(kind: AlertRuleKind, name: keyof CallRuleSettings): boolean {
  return !NOT_ASKED[kind]?.includes(name);
}

export function isCallRuleKind(kind: AlertRuleKind): kind is CallRuleKind {
  return CALL_RULE_KINDS.some((known) => known === kind);
}

/** The settings that cannot be, by their names; none when all is well. */
export function faultsOf(kind: CallRuleKind, settings: CallRuleSettings): string[] {
  const { scope, counts, threshold, quietHours } = settings;
  const faults: string[] = [];
  const check = (name: string, isRight: boolean): void => void (isRight || faults.push(name));
  check(
    "threshold",
    Number.isFinite(threshold) && threshold >= 0 && threshold <= 1 && (threshold > 0 || !needsThreshold(kind)),
  );
  for (const name of RULE_NUMBERS) check(name, isWhole(settings[name], RULE_NUMBER_LIMITS[name]));
  // Baselines hold what was measured; a share of ratings has too few of them.
  check("counts", kind !== "poorShareAboveBaseline" || counts === "measured");
  for (const name of SCOPE_TEXTS) check(`scope.${name}`, scope[name] === null || isText(scope[name]));
  const group = scope.personGroup;
  check("scope.personGroup", group === null || (isText(group.name) && isPeople(group.personIds)));
  check("quietHours", quietHours === null || areQuietHours(quietHours));
  return faults;
}

function needsThreshold(kind: CallRuleKind): boolean {
  return kind !== "poorCall" && kind !== "repeatedPoorCalls";
}

function isWhole(value: number, { least, most }: { least: number; most: number }): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isText(text: string): boolean {
  return text.trim() !== "" && text.length <= LONGEST_TEXT;
}

function isPeople(personIds: readonly string[]): boolean {
  return personIds.length > 0 && personIds.length <= MOST_PEOPLE && personIds.every(isText);
}

function areQuietHours({ from, to, timeZone }: QuietHours): boolean {
  return [from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) && isTimeZone(timeZone);
}
