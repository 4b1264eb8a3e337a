import type { Building } from "../../src/calls/building.ts";
import type { BuildingFinding } from "../../src/calls/building-finding.ts";

/** What only the tab's page of buildings says. */
export type BuildingsMessages = {
  upload: {
    title: string;
    /** When there is a file already. */
    replaceTitle: string;
    /** What the file is for, and of what kind it is: a line each. */
    explanation: readonly [string, string];
    drop: string;
    choose: string;
    checking: (file: string) => string;
    taken: (networks: number, buildings: number) => string;
    tooLarge: string;
    sample: string;
  };
  columns: {
    title: string;
    column: string;
    holds: string;
    example: string;
    required: string;
    yes: string;
    no: string;
    /** What stands in each column. */
    of: Record<keyof Building, string>;
  };
  findings: {
    /** Nothing was stored, for so many reasons. */
    refused: (file: string, count: number) => string;
    /** When not all are shown. */
    shown: (shown: number, count: number) => string;
    title: string;
    line: string;
    column: string;
    what: string;
    wholeLine: string;
    sentence: (finding: BuildingFinding) => string;
  };
  inUse: {
    title: string;
    at: string;
    by: string;
    unknownPerson: string;
    networks: string;
    buildings: string;
    earlierCalls: string;
    counting: string;
    looked: (looked: number, total: number) => string;
    done: (changed: number) => string;
  };
  none: { title: string; text: string };
  rows: {
    title: string;
    network: string;
    networkName: string;
    building: string;
    city: string;
    country: string;
    kind: string;
    insideCorp: string;
    expressRoute: string;
    vpn: string;
    shown: (shown: number, total: number) => string;
    more: string;
  };
  download: string;
  remove: { button: string; title: string; text: string; confirm: string; cancel: string; failed: string };
};
