import type { Problem } from "./shell-messages.ts";

/** What only the tab's page about the organization says. */
export type OrganizationPageMessages = {
  poorShare: string;
  /** "1,204 participations": each person in each call counts once. */
  participations: (participations: number) => string;
  failureShare: string;
  ofParticipations: (failures: number, participations: number) => string;
  /** "31 of 120 rated bad or poor" */
  ratedPoor: (poor: number, rated: number) => string;
  /** "24 min per participation" */
  averageTime: (duration: string) => string;
  findings: {
    title: string;
    text: string;
    /** `value` is a subnet, a device, …; `dimension` says which of them; shares with their samples. */
    finding: (finding: { value: string; dimension: string; share: string; judged: string; others: string }) => string;
    none: string;
  };
  comparison: {
    title: string;
    /** Label of the choice of what is compared. */
    by: string;
    failures: string;
    /** In place of values, when the organization's calls tell none. */
    nothing: string;
    /** Label of a header: "Sort by judged" */
    sortBy: (column: string) => string;
  };
  empty: Problem;
};
