import { ServiceError } from "../service-error.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";
import type { ListingPass, Progress } from "./store.ts";

type PassDocument = ListingPass & { _id: string; tenantId: string; expireAt: Date };
type HeartbeatDocument = { _id: string; tenantId: string; at: Date };

const MAX_TRIES = 5;
const HEARTBEAT = "heartbeat";

/** Where listing passes are, and when the service was last alive; one small document each. */
export function createProgress({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): Progress {
  const passes = database.collection<PassDocument>("progress");
  const heartbeats = database.collection<HeartbeatDocument>("heartbeats");
  const idOf = (name: string): string => key(tenantId, name);

  const contentOf = (pass: ListingPass): Omit<PassDocument, "_id"> => ({
    tenantId,
    ...pickPass(pass),
    expireAt: afterDays(pass.requestedAt, KEPT_DAYS.listingPasses),
  });

  /** False when a pass of this name was opened between the two steps. */
  async function tryToWiden(pass: ListingPass): Promise<boolean> {
    const _id = idOf(pass.name);
    const { requestId, planVersion, start, end } = pass;
    const { matchedCount } = await passes.updateOne(
      { _id, finishedAt: null },
      { $min: { start }, $max: { end, place: end }, $set: { requestId, planVersion } },
    );
    if (matchedCount === 1) return true;
    try {
      await passes.replaceOne({ _id, finishedAt: { $ne: null } }, contentOf(pass), { upsert: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    async save(pass) {
      await passes.replaceOne({ _id: idOf(pass.name) }, contentOf(pass), { upsert: true });
    },

    async widen(pass) {
      for (let tries = 1; !(await tryToWiden(pass)); tries += 1) {
        if (tries === MAX_TRIES) throw new ServiceError("store_busy", "A gap was not noted.", { remedy: "retry" });
      }
    },

    async advance(pass, step) {
      const { matchedCount } = await passes.updateOne(
        { _id: idOf(pass.name), requestId: pass.requestId, place: pass.place },
        { $set: step },
      );
      return matchedCount === 1;
    },

    async pass(name) {
      const found = await passes.findOne({ _id: idOf(name) });
      return found && pickPass(found);
    },

    async passes() {
      const found = await passes.find({ tenantId }).sort({ requestedAt: 1 }).toArray();
      return found.map(pickPass);
    },

    async beat(at) {
      await heartbeats.updateOne({ _id: idOf(HEARTBEAT) }, { $max: { at }, $set: { tenantId } }, { upsert: true });
    },

    async lastBeat() {
      return (await heartbeats.findOne({ _id: idOf(HEARTBEAT) }))?.at ?? null;
    },
  };
}

/** Exactly the value's own fields: what goes in and what comes out. */
function pickPass(from: ListingPass): ListingPass {
  return {
    name: from.name,
    requestId: from.requestId,
    source: from.source,
    start: from.start,
    end: from.end,
    place: from.place,
    listed: from.listed,
    enqueued: from.enqueued,
    requestedAt: from.requestedAt,
    startedAt: from.startedAt ?? null,
    finishedAt: from.finishedAt ?? null,
    planVersion: from.planVersion,
    lastError: from.lastError ?? null,
  };
}
