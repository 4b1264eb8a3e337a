import { canonicalId } from "../calls/canonical-id.ts";
import type { Participation } from "../calls/participation.ts";
import { JOIN_TOLERANCE_MS, joinByPersonAndStart } from "../calls/phone-call-join.ts";
import type { JoinedPhoneCall } from "../calls/phone-call.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import { pickPhoneCall, type PhoneCallDocument } from "./phone-call-document.ts";
import type { StoreContext } from "./store-context.ts";

type OwnCall = Pick<Participation, "callId" | "personId" | "start" | "others">;

/**
 * Finds the person's own row of a telephone log that belongs to a call: the one that names the call (the earliest where
 * there are several), else the one that fits by person and start. The latter is decided when it is asked for and not
 * kept: call records arrive before and after the log's rows. Whoever asks must have been admitted to the call.
 */
export function createPhoneCallLookup({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): (call: OwnCall) => Promise<JoinedPhoneCall | null> {
  const phoneCalls = database.collection<PhoneCallDocument>("phoneCalls");
  const participations = database.collection<ParticipationDocument>("participations");

  async function named({ callId, personId }: OwnCall): Promise<JoinedPhoneCall | null> {
    const rows = await phoneCalls
      .find({ tenantId, callId: canonicalId(callId), personId: canonicalId(personId) })
      .toArray();
    const [first] = rows.sort((a, b) => a.start.getTime() - b.start.getTime() || (a._id < b._id ? -1 : 1));
    return first ? { ...pickPhoneCall(first), joinedBy: "correlationId" } : null;
  }

  async function fitting(call: OwnCall): Promise<JoinedPhoneCall | null> {
    const { personId } = call;
    if ((await withTelephone([call])).length === 0) return null;
    const rows = await phoneCalls
      .find({ tenantId, personId: canonicalId(personId), start: around(call.start, JOIN_TOLERANCE_MS) })
      .toArray();
    if (rows.length === 0) return null;
    const rivals = await participations
      .find({ tenantId, personId, start: around(call.start, 2 * JOIN_TOLERANCE_MS) })
      .toArray();
    const joined = joinByPersonAndStart(rows, await withTelephone(rivals));
    const row = rows.find(({ rowId }) => joined.get(rowId) === call.callId);
    return row ? { ...pickPhoneCall(row), joinedBy: "personAndStart" } : null;
  }

  /** Those in which a telephone took part besides the person. */
  async function withTelephone(calls: readonly OwnCall[]): Promise<OwnCall[]> {
    const unsure = calls.filter(({ others }) => others.count > 1).map(({ callId }) => callId);
    const telephones =
      unsure.length === 0
        ? []
        : await participations.find({ tenantId, callId: { $in: unsure }, personKind: "phone" }).toArray();
    const found = new Set(telephones.map(({ callId }) => callId));
    return calls.filter(({ callId, others }) => others.person?.kind === "phone" || found.has(callId));
  }

  return async (call) => (await named(call)) ?? (await fitting(call));
}

function around(instant: Date, ms: number): { $gte: Date; $lte: Date } {
  return { $gte: new Date(instant.getTime() - ms), $lte: new Date(instant.getTime() + ms) };
}
