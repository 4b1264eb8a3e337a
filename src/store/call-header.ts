import type { AnyBulkWriteOperation, Collection } from "mongodb";
import type { CallRecord } from "../calls/call-record.ts";
import { bulkUpsert, insertAbsent } from "./bulk-upsert.ts";
import type { CallRevision } from "./call-revision.ts";
import { shareTrip } from "./shared-trip.ts";

/** The header: small, whatever the meeting's size. Participants are kept with their participations. */
export type CallRecordDocument = Omit<CallRecord, "participants" | "sessions"> &
  CallRevision & {
    _id: string;
    tenantId: string;
    revision: string;
    savedAt: Date;
    expireAt: Date;
    /** The call is so old that only what was measured is kept, see personal-fields.ts. */
    isWithoutPersonalFields?: boolean;
  };

export type HeaderTrips = {
  readHeader: (_id: string) => Promise<CallRecordDocument | null>;
  /**
   * False when a later revision is held.
   *
   * @param isFirst whether none is expected to be held
   */
  writeHeader: (written: { header: CallRecordDocument; isFirst: boolean }) => Promise<boolean>;
};

/** The headers of calls; those that are read or written at the same time share a trip. */
export function createHeaderTrips(headers: Collection<CallRecordDocument>): HeaderTrips {
  /** Those that later revisions are held of. Written once only: what an erasure changes meanwhile must stay changed. */
  async function write(documents: readonly CallRecordDocument[]): Promise<CallRecordDocument[]> {
    const byOperation = new Map(documents.map((document) => [replaceOlder(document), document]));
    const refused = await bulkUpsert(headers, [...byOperation.keys()]);
    return refused.flatMap((operation) => byOperation.get(operation) ?? []);
  }

  return {
    readHeader: shareTrip(async (ids: string[]) => {
      const found = await headers.find({ _id: { $in: ids } }).toArray();
      const byId = new Map(found.map((header) => [header._id, header]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    writeHeader: shareTrip(async (written: { header: CallRecordDocument; isFirst: boolean }[]) => {
      const first = written.flatMap(({ header, isFirst }) => (isFirst ? [header] : []));
      const taken = new Set(await insertAbsent(headers, first));
      const rest = written.flatMap(({ header, isFirst }) => (isFirst && !taken.has(header) ? [] : [header]));
      const refused = new Set(await write(rest));
      return written.map(({ header }) => !refused.has(header));
    }),
  };
}

function replaceOlder({ _id, ...replacement }: CallRecordDocument): AnyBulkWriteOperation<CallRecordDocument> {
  return { replaceOne: { filter: { _id, revision: { $lte: replacement.revision } }, replacement, upsert: true } };
}
