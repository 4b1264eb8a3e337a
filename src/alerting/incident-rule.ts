import type { AlertRule } from "../calls/alert-rule.ts";
import type { Trouble } from "../calls/incident.ts";

/** A rule that is read again and again. All the rest, from incidents to cards in channels, follows from what it reads. */
export type IncidentRule = {
  id: AlertRule["id"];
  kind: AlertRule["kind"];
  isOn: boolean;
  /** What is wrong now: one entry for each factor, none when nothing is. */
  read(now: Date): Promise<Trouble[]>;
};
