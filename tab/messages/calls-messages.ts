import type { CallFilter } from "../../src/calls/call-filter.ts";
import type { CallConditions } from "../../src/calls/call-conditions.ts";
import type { Problem } from "./shell-messages.ts";

/** What only the tab's calls page says. */
export type CallsMessages = {
  /** Label and hint of the search field. */
  search: string;
  searchHint: string;
  filters: string;
  /** "Filters (2)" */
  filtersOn: (count: number) => string;
  closeFilters: string;
  clearAll: string;
  /** Label of the row of conditions that hold. */
  conditions: string;
  /** In a list of choices: no condition. */
  any: string;
  /** "Megan Bowen (12)": what may be asked for, and how many calls of the period have it. */
  choice: (name: string, calls: number) => string;
  labels: Record<"person" | "device" | "feedback" | "connection" | "missed", string>;
  modality: Record<NonNullable<CallFilter["modality"]>, string>;
  feedback: Record<NonNullable<CallConditions["feedback"]>, string>;
  onAPhone: string;
  missedOnly: string;
  /** Of a condition that holds. */
  deviceCondition: (name: string) => string;
  searchCondition: (text: string) => string;
  exportFile: string;
  exporting: string;
  columns: Record<"time" | "company" | "media" | "duration" | "quality" | "rating" | "reason", string>;
  /** Name of the list, for screen readers, with how it is used. */
  list: string;
  moreLoading: string;
  noMatch: Problem & { clear: string };
};
