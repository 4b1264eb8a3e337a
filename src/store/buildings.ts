import { randomUUID } from "node:crypto";
import type { Building } from "../calls/building.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import {
  chunkKey,
  chunkKeys,
  ROWS_A_CHUNK,
  type BuildingChunkDocument,
  type BuildingUploadDocument,
} from "./building-documents.ts";
import { createBuildingReapply } from "./building-reapply.ts";
import type { CurrentBuildings } from "./current-buildings.ts";
import { NEVER, type MarkDays } from "./rollup-days.ts";
import type { StoreContext } from "./store-context.ts";

/** The building file of the tenant: which building a subnet is in. */
export type Buildings = {
  /** Null before the first upload. */
  current(): Promise<BuildingUpload | null>;
  /** Puts these lines in the place of all earlier ones, at once for every call that is saved from then on. */
  replace(rows: readonly Building[], by: string): Promise<BuildingUpload>;
  /** Some lines of the current upload, in the file's order; `networks` tells how many there are. */
  rows(from: number, limit: number): Promise<Building[]>;
  /** All lines, a part at a time. */
  allRows(): AsyncIterable<Building[]>;
  /**
   * Brings some more of the calls that were saved earlier to the current buildings, and removes lines that nobody reads
   * any more. True while there may be more to do. May be run again, also after a crash in the middle.
   */
  reapply(signal?: AbortSignal): Promise<boolean>;
};

export type BuildingUpload = {
  uploadId: string;
  at: Date;
  /** Who uploaded, or removed, it. */
  by: string;
  /** 0: it was removed. */
  networks: number;
  /** Different names. */
  buildings: number;
  /** How far earlier calls are: participations, and of how many (null: not counted yet). */
  reapplied: { looked: number; changed: number; total: number | null; finishedAt: Date | null };
};

/** Whoever began to read the lines of an earlier upload has ended by then. */
const UNREAD_AFTER_MS = 10 * 60_000;
/** Whoever writes lines has published them by then. */
const ABANDONED_AFTER_MS = 60 * 60_000;
const MAX_TRIES = 3;
const CHUNKS_AT_ONCE = 20;

/**
 * The lines of an upload are written under its id, and published by one update of the one document that names the
 * current upload; so a reader sees all of an upload or nothing. Retention does not touch them.
 */
export function createBuildings(
  context: StoreContext,
  parts: { current: CurrentBuildings; markDays: MarkDays },
): Buildings {
  const { database, tenantId, clock } = context;
  const uploads = database.collection<BuildingUploadDocument>("buildingUploads");
  const chunks = database.collection<BuildingChunkDocument>("buildingChunks");
  const reapplyDay = createBuildingReapply(context, parts);

  async function write(uploadId: string, rows: readonly Building[]): Promise<number> {
    const documents: BuildingChunkDocument[] = [];
    const writtenAt = clock.now();
    for (let from = 0; from < rows.length; from += ROWS_A_CHUNK) {
      const _id = chunkKey(tenantId, uploadId, documents.length);
      documents.push({ _id, tenantId, uploadId, rows: rows.slice(from, from + ROWS_A_CHUNK), writtenAt });
    }
    for (let from = 0; from < documents.length; from += CHUNKS_AT_ONCE) {
      await chunks.insertMany(documents.slice(from, from + CHUNKS_AT_ONCE));
    }
    return documents.length;
  }

  async function publish({ _id, ...upload }: BuildingUploadDocument): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await uploads.replaceOne({ _id }, upload, { upsert: true });
        return;
      } catch (error) {
        // Another first upload at the same moment.
        if (!isDuplicateKey(error) || tries === MAX_TRIES) throw error;
      }
    }
  }

  async function removeUnread(): Promise<void> {
    const now = clock.now().getTime();
    const held = await uploads.findOne({ _id: tenantId });
    if (held !== null && held.at.getTime() > now - UNREAD_AFTER_MS) return;
    await chunks.deleteMany({
      tenantId,
      writtenAt: { $lt: new Date(now - ABANDONED_AFTER_MS) },
      uploadId: { $ne: held?.uploadId ?? "" },
    });
  }

  return {
    async current() {
      const held = await uploads.findOne({ _id: tenantId });
      return held && uploadOf(held);
    },

    async replace(rows, by) {
      const uploadId = randomUUID();
      const written = await write(uploadId, rows);
      const upload: BuildingUploadDocument = {
        _id: tenantId,
        uploadId,
        at: clock.now(),
        by,
        networks: rows.length,
        buildings: new Set(rows.map(({ buildingName }) => buildingName).filter((name) => name !== "")).size,
        chunks: written,
        pass: { total: null, looked: 0, changed: 0, before: NEVER, changingDay: null, finishedAt: null },
      };
      await publish(upload);
      return uploadOf(upload);
    },

    async rows(from, limit) {
      const held = await uploads.findOne({ _id: tenantId });
      if (held === null || limit < 1) return [];
      const first = Math.floor(from / ROWS_A_CHUNK);
      const last = Math.floor((from + limit - 1) / ROWS_A_CHUNK);
      const ids = Array.from({ length: last - first + 1 }, (_, n) => chunkKey(tenantId, held.uploadId, first + n));
      const found = await chunks
        .find({ _id: { $in: ids } })
        .sort({ _id: 1 })
        .toArray();
      const offset = from - first * ROWS_A_CHUNK;
      return found.flatMap(({ rows }) => rows).slice(offset, offset + limit);
    },

    async *allRows() {
      const held = await uploads.findOne({ _id: tenantId });
      if (held === null) return;
      const found = chunks
        .find({ _id: chunkKeys(tenantId, held.uploadId) })
        .sort({ _id: 1 })
        .batchSize(CHUNKS_AT_ONCE);
      for await (const { rows } of found) yield rows;
    },

    async reapply(signal) {
      const more = await reapplyDay(signal);
      if (!more) await removeUnread();
      return more;
    },
  };
}

function uploadOf({ uploadId, at, by, networks, buildings, pass }: BuildingUploadDocument): BuildingUpload {
  const { looked, changed, total, finishedAt } = pass;
  return { uploadId, at, by, networks, buildings, reapplied: { looked, changed, total, finishedAt } };
}
