import type { Building } from "../calls/building.ts";
import { key } from "./key.ts";

/** The tenant's one current building file, by `_id` = tenant. After a removal it stays, without networks. */
export type BuildingUploadDocument = {
  _id: string;
  /** Another with every upload and removal. */
  uploadId: string;
  at: Date;
  by: string;
  networks: number;
  /** Different names. */
  buildings: number;
  chunks: number;
  /** Where the calls that were saved before it are, see building-reapply.ts. */
  pass: BuildingPass;
};

export type BuildingPass = {
  /** Participations at its beginning; null: not begun. */
  total: number | null;
  looked: number;
  changed: number;
  /** All calls that started from here on are done. */
  before: Date;
  /** The local day whose participations are being changed, so that a crash does not lose that they were. */
  changingDay: string | null;
  finishedAt: Date | null;
};

/** Some consecutive lines of an upload. */
export type BuildingChunkDocument = {
  _id: string;
  tenantId: string;
  uploadId: string;
  rows: Building[];
  writtenAt: Date;
};

export const ROWS_A_CHUNK = 500;

export function chunkKey(tenantId: string, uploadId: string, chunk: number): string {
  return key(tenantId, uploadId, String(chunk).padStart(6, "0"));
}

/** Every chunk of an upload, in order when sorted. */
export function chunkKeys(tenantId: string, uploadId: string): { $gte: string; $lt: string } {
  const AFTER_DIGITS = ":";
  return { $gte: key(tenantId, uploadId, "0"), $lt: key(tenantId, uploadId, AFTER_DIGITS) };
}
