import type { AlertRuleKind, CallRuleKind, CallRuleSettings, QuietHours } from "./alert-rule.ts";
import { CALL_RULE_KINDS } from "./alert-rule.ts";
import { isTimeZone } from "./local-time.ts";

const LONGEST_TEXT = 200;
const MOST_PEOPLE = 5_000;
const SHORTEST_WINDOW_MINUTES = 15;
/** Calls further back are the baseline's. */
const LONGEST_WINDOW_MINUTES = 7 * 1_440;
const LONGEST_COOL_DOWN_MINUTES = 28 * 1_440;
const HIGHEST_MINIMUM = 100_000;

export function isCallRuleKind(kind: AlertRuleKind): kind is CallRuleKind {
  return CALL_RULE_KINDS.some((known) => known === kind);
}

/** The settings that cannot be, by their names; none when all is well. */
export function faultsOf(kind: CallRuleKind, settings: CallRuleSettings): string[] {
  const { scope, counts, threshold, windowMinutes, coolDownMinutes, quietHours } = settings;
  const faults: string[] = [];
  const check = (name: string, isRight: boolean): void => void (isRight || faults.push(name));
  check(
    "threshold",
    Number.isFinite(threshold) && threshold >= 0 && threshold <= 1 && (threshold > 0 || !needsThreshold(kind)),
  );
  check("windowMinutes", isWhole(windowMinutes, SHORTEST_WINDOW_MINUTES, LONGEST_WINDOW_MINUTES));
  check("coolDownMinutes", isWhole(coolDownMinutes, 0, LONGEST_COOL_DOWN_MINUTES));
  for (const name of ["minimumCalls", "minimumPeople", "minimumSample"] as const) {
    check(name, isWhole(settings[name], 1, HIGHEST_MINIMUM));
  }
  // Baselines hold what was measured; a share of ratings has too few of them.
  check("counts", kind !== "poorShareAboveBaseline" || counts === "measured");
  for (const name of ["subnet", "building", "device", "country"] as const) {
    check(`scope.${name}`, scope[name] === null || isText(scope[name]));
  }
  const group = scope.personGroup;
  check("scope.personGroup", group === null || (isText(group.name) && isPeople(group.personIds)));
  check("quietHours", quietHours === null || areQuietHours(quietHours));
  return faults;
}

function needsThreshold(kind: CallRuleKind): boolean {
  return kind !== "poorCall" && kind !== "repeatedPoorCalls";
}

function isWhole(value: number, least: number, most: number): boolean {
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
