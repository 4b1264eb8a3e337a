import type { CallRuleKind, CallRuleSettings } from "./alert-rule.ts";
import { EVERYBODY } from "./rule-scope.ts";

const DAY_MINUTES = 1_440;
const SHARED = { scope: EVERYBODY, counts: "measured", quietHours: null } as const;

/**
 * How the rules about calls are before anybody sets them. What is on finds trouble that several people have and is
 * silent on an ordinary day; a single poorly rated call is ordinary.
 */
export const CALL_RULE_DEFAULTS: Record<CallRuleKind, { isOn: boolean; settings: CallRuleSettings }> = {
  poorShareAboveBaseline: {
    isOn: true,
    settings: {
      ...SHARED,
      threshold: 0.15,
      windowMinutes: DAY_MINUTES,
      minimumCalls: 4,
      minimumPeople: 3,
      minimumSample: 6,
      coolDownMinutes: 60,
    },
  },
  poorShare: {
    isOn: true,
    settings: {
      ...SHARED,
      threshold: 0.3,
      windowMinutes: 240,
      minimumCalls: 12,
      minimumPeople: 6,
      minimumSample: 40,
      coolDownMinutes: 240,
    },
  },
  callFailures: {
    isOn: true,
    settings: {
      ...SHARED,
      threshold: 0.15,
      windowMinutes: 240,
      minimumCalls: 6,
      minimumPeople: 4,
      minimumSample: 30,
      coolDownMinutes: 240,
    },
  },
  repeatedPoorCalls: {
    isOn: true,
    settings: {
      ...SHARED,
      // Less is what a tunnel or a sick subnet does to many, which is another rule's to tell.
      threshold: 0.8,
      windowMinutes: DAY_MINUTES,
      minimumCalls: 6,
      minimumPeople: 1,
      minimumSample: 6,
      coolDownMinutes: 7 * DAY_MINUTES,
    },
  },
  poorCall: {
    isOn: false,
    settings: {
      ...SHARED,
      counts: "rated",
      threshold: 0,
      windowMinutes: DAY_MINUTES,
      minimumCalls: 1,
      minimumPeople: 1,
      minimumSample: 1,
      coolDownMinutes: 60,
    },
  },
};
