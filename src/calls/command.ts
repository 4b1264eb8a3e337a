import type { CallFilter } from "./call-filter.ts";
import type { PeriodName } from "./period.ts";

/**
 * What a person asks, in any language: what the grammars make of a text, what an answer says it understood, and what a
 * chip changes one part of. Every command has a phrase in every language that its grammar reads back to it.
 */
export type Command =
  | CallsCommand
  | { intent: "call"; /** "last", an id, or the beginning of one */ asked: string }
  | OfPeriod<"compareDevices" | "compareNetworks" | "export" | "organization">
  | { intent: "person"; /** a name, a part of one, or an id */ name: string; periodName: PeriodName }
  | { intent: "forgetMe"; isConfirmed: boolean }
  | { intent: "language"; /** as it was asked for; null: tell and offer */ language: string | null }
  | { intent: "digest"; change: "on" | "off" | null }
  | Alone<"whoLooked" | "help" | "status" | "alertsHere" | "alertsOff" | "alertRules">;

/** One type for each intent, so that a `switch` tells them apart. */
type OfPeriod<Name> = Name extends string ? { intent: Name; periodName: PeriodName } : never;
type Alone<Name> = Name extends string ? { intent: Name } : never;

/** About one's own calls in a period, or those of them that a filter leaves. */
export type CallsCommand = {
  intent: "calls" | "poorCalls" | "feedback" | "callsWith";
  periodName: PeriodName;
  filter: CallFilter;
  /** Figures, or the calls themselves, newest first. */
  view: "summary" | "list";
  /** Of the list, from 1. */
  page: number;
};

export type CommandOf<Name extends Command["intent"]> = Extract<Command, { intent: Name }>;
