import type { Problem } from "./shell-messages.ts";

/** What only the tab's overview page says. */
export type OverviewMessages = {
  poorShare: string;
  /** "Average call 14 min" */
  averageCall: (duration: string) => string;
  /** "12 people": with whom one had one-to-one calls. */
  groupAndPairs: (group: number, pairs: number) => string;
  people: {
    title: string;
    text: string;
    columns: { person: string; calls: string; time: string };
    all: string;
    none: string;
  };
  devices: string;
  networks: string;
  heatMap: {
    title: string;
    /** Of the table; `zone` is an IANA name. */
    caption: (zone: string) => string;
    cell: (calls: number, poor: number) => string;
    none: string;
    /** "Fewer" and "more", at the ends of the colors. */
    text: (zone: string) => string;
  };
  poorCalls: { title: string; all: string };
  /** Nobody's first day has a call. */
  firstDay: Problem;
  /** Calls there were, but not in this period. */
  emptyPeriod: Problem & { lastCall: (when: string) => string; show: (month: string) => string };
};
