import type { Collection } from "mongodb";
import type { CallRecord } from "../calls/call-record.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
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
  /** False when a later revision is held. */
  writeHeader: (header: CallRecordDocument) => Promise<boolean>;
};

/** The headers of calls; those that are read or written at the same time share a trip. */
export function createHeaderTrips(headers: Collection<CallRecordDocument>): HeaderTrips {
  /** How many of them later revisions are held of. */
  const write = (documents: readonly CallRecordDocument[]): Promise<number> =>
    bulkUpsert(
      headers,
      documents.map(({ _id, ...replacement }) => ({
        replaceOne: { filter: { _id, revision: { $lte: replacement.revision } }, replacement, upsert: true },
      })),
    );
  return {
    readHeader: shareTrip(async (ids: string[]) => {
      const found = await headers.find({ _id: { $in: ids } }).toArray();
      const byId = new Map(found.map((header) => [header._id, header]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    writeHeader: shareTrip(async (documents: CallRecordDocument[]) => {
      if ((await write(documents)) === 0) return documents.map(() => true);
      const isWritten: boolean[] = [];
      for (const document of documents) isWritten.push((await write([document])) === 0);
      return isWritten;
    }),
  };
}
