import type { RollupDimension } from "../../src/calls/organization.ts";

/** The whole organization's figures, for admins. */
export type OrganizationMessages = {
  calls: string;
  people: string;
  /** Everyone's time in calls, added up. */
  time: string;
  /** Each person in each call counts once. */
  poorOfJudged: string;
  ratedOfAsked: string;
  failures: string;
  poorRatings: string;
  /** Titles of the charts of the poor share in percent, and their axis with its unit. */
  poorShareByDay: string;
  poorShareByWeek: string;
  poorShareByMonth: string;
  poorShareAxis: string;
  dimension: Record<Exclude<RollupDimension, "total">, string>;
  columns: { value: string; judged: string; poorShare: string };
  /** Heading over the tables, and what is in them. */
  worst: string;
  explanation: (minimumSample: string) => string;
  /** How many values were judged too few times to be listed. */
  left: (values: string) => string;
  /** No dimension has a value with enough. */
  noneWithEnough: (minimumSample: string) => string;
  /** In anonymous mode: from how many people on a day, or a value on a day, counts. */
  minimumPeople: (people: string) => string;
  empty: string;
};
