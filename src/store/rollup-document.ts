import { createHash } from "node:crypto";
import type { Binary } from "mongodb";
import type { TallyDimension } from "../calls/organization.ts";
import type { FiguresTally, ValueTally } from "../calls/organization-tally.ts";
import { key } from "./key.ts";

/** What one value of a dimension came to on one day. */
export type RollupDocument = {
  _id: string;
  tenantId: string;
  day: string;
  /** Names one computation of the day. */
  generation: string;
  /** The changes of the day that it knows of. */
  changes: number;
  dimension: TallyDimension;
  /** A digest of the value, the same on every day. */
  valueKey: string;
  /** Null when so few had it that day that it may be somebody's own: a headset is easily named after its owner. */
  value: string | null;
  /** Different users and guests who had it that day, counted to MINIMUM_GROUP only. */
  people: number;
  /** Of "total": the day's calls. */
  calls: number;
  figures: FiguresTally;
  /** Of "total": everybody who was there, see person-marks.ts; absent of other values. */
  personMarks?: Binary;
  expireAt: Date;
};

/** Names a value, the same on every day. */
export function valueKeyOf(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 24);
}

/** Where a day's total stands. */
export const EVERYBODY = { dimension: "total", valueKey: valueKeyOf("all") } as const;

export function rollupDocument(
  of: Pick<RollupDocument, "tenantId" | "day" | "generation" | "changes" | "expireAt">,
  { dimension, value, isShared, people, figures }: ValueTally,
  { calls, personMarks }: Required<Pick<RollupDocument, "calls" | "personMarks">>,
): RollupDocument {
  const valueKey = valueKeyOf(value);
  return {
    _id: key(of.tenantId, of.day, of.generation, dimension, valueKey),
    ...of,
    dimension,
    valueKey,
    value: isShared || dimension === "total" ? value : null,
    people,
    calls: dimension === "total" ? calls : 0,
    figures,
    ...(dimension === "total" && { personMarks }),
  };
}
