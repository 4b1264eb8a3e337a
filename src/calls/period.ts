/** A half-open interval of instants, and how it was named. */
export type Period = {
  start: Date;
  end: Date;
  name: PeriodName;
};

/** What the person said, so that an answer can say it back in any language. Dates are local, "YYYY-MM-DD". */
export type PeriodName =
  | { kind: "today" | "yesterday" | "thisWeek" | "lastWeek" | "thisMonth" | "lastMonth" }
  | { kind: "lastDays" | "lastWeeks"; count: number }
  | { kind: "month"; year: number; month: number }
  | { kind: "day"; date: string }
  | { kind: "since"; from: string }
  | { kind: "range"; from: string; to: string };
