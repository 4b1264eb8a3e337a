import { eraseFromPhoneCall } from "../calls/erase-person.ts";
import { namedCallId } from "../calls/phone-call-join.ts";
import type { PhoneCall, PhoneCallKind } from "../calls/phone-call.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import type { KeptFields } from "./personal-fields.ts";
import { pickPhoneCall, type PhoneCallDocument } from "./phone-call-document.ts";
import { expiryOfCall } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";

/** How far one telephone log has been read. */
export type CallLogProgress = {
  kind: PhoneCallKind;
  /** Everything that started before this instant was read, as far as the log showed it; null before the first pull. */
  readThrough: Date | null;
  /** When the last complete pull ended. */
  pulledAt: Date | null;
  /** The pull at work, or cut short: from `place` to `end` is left. */
  pull: { place: Date; end: Date } | null;
  /** What the last pull brought, or the one at work so far; rows that were read again included. */
  rows: number;
  /** When the next pull is due. */
  dueAt: Date;
  lastError: { code: string; at: Date } | null;
};

export type PhoneCalls = {
  /** Durable when it resolves; a row that is held already is replaced. Any number of rows. */
  save(rows: readonly PhoneCall[]): Promise<void>;
  saveProgress(progress: CallLogProgress): Promise<void>;
  /** Of the logs that were ever asked for. */
  progress(): Promise<CallLogProgress[]>;
};

type ProgressDocument = CallLogProgress & { _id: string; tenantId: string };

const ROWS_A_WRITE = 1_000;
const KINDS: readonly PhoneCallKind[] = ["pstn", "directRouting"];

/**
 * The write model of telephone log rows, which are kept as long as calls are. They are read with the call that they
 * belong to (`participations.call`), so that whose rows may be seen is decided in one place.
 */
export function createPhoneCalls(
  { database, tenantId, clock, retentionDays }: StoreContext,
  { erasedPeople, personalFields }: { erasedPeople: Pick<ErasedPeople, "among">; personalFields: KeptFields },
): PhoneCalls {
  const phoneCalls = database.collection<PhoneCallDocument>("phoneCalls");
  const pulls = database.collection<ProgressDocument>("callLogPulls");
  const progressKey = (kind: PhoneCallKind): string => key(tenantId, kind);

  return {
    async save(rows) {
      const now = clock.now();
      for (let from = 0; from < rows.length; from += ROWS_A_WRITE) {
        const some = rows.slice(from, from + ROWS_A_WRITE);
        const pseudonyms = await erasedPeople.among(new Set(some.flatMap(({ personId }) => personId ?? [])));
        const operations = some.map((row) => ({
          replaceOne: {
            filter: { _id: key(tenantId, row.kind, row.rowId) },
            replacement: {
              tenantId,
              ...pickPhoneCall(personalFields.ofPhoneCall(eraseFromPhoneCall(row, pseudonyms))),
              callId: namedCallId(row),
              expireAt: expiryOfCall(row.start, now, retentionDays),
            },
            upsert: true,
          },
        }));
        await bulkUpsert(phoneCalls, operations);
      }
    },

    async saveProgress(progress) {
      const _id = progressKey(progress.kind);
      await pulls.replaceOne({ _id }, { tenantId, ...pickProgress(progress) }, { upsert: true });
    },

    async progress() {
      const found = await pulls
        .find({ _id: { $in: KINDS.map(progressKey) } })
        .sort({ _id: 1 })
        .toArray();
      return found.map(pickProgress);
    },
  };
}

/** Exactly the value's own fields: what goes in and what comes out. */
function pickProgress(from: CallLogProgress): CallLogProgress {
  return {
    kind: from.kind,
    readThrough: from.readThrough ?? null,
    pulledAt: from.pulledAt ?? null,
    pull: from.pull ?? null,
    rows: from.rows,
    dueAt: from.dueAt,
    lastError: from.lastError ?? null,
  };
}
