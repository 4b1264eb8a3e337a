import type { AnyBulkWriteOperation } from "mongodb";
import { inBuilding } from "../calls/building-lookup.ts";
import { addDays, createLocalTime } from "../calls/local-time.ts";
import type { BuildingPass, BuildingUploadDocument } from "./building-documents.ts";
import type { CurrentBuildings } from "./current-buildings.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import type { MarkDays } from "./rollup-days.ts";
import type { StoreContext } from "./store-context.ts";

const READ_BATCH = 1_000;
const WRITE_BATCH = 500;

type Day = { day: string; start: Date; end: Date };
type Stepped = { looked: number; changed: number };

/**
 * Brings the participations that were saved under earlier buildings to the current ones, a local day at a time, the
 * latest first. Where it is stands with the upload, so that it goes on after a crash; a day may be done twice. A save
 * that runs beside it looks for itself whether the buildings that it used are still the current ones. Gives a function
 * that does the next day and tells whether there may be more.
 */
export function createBuildingReapply(
  { database, tenantId, clock, timeZone }: StoreContext,
  { current, markDays }: { current: CurrentBuildings; markDays: MarkDays },
): (signal?: AbortSignal) => Promise<boolean> {
  const uploads = database.collection<BuildingUploadDocument>("buildingUploads");
  const participations = database.collection<ParticipationDocument>("participations");
  const localTime = createLocalTime(timeZone);

  async function nextDay(before: Date): Promise<Day | null> {
    const [newest] = await participations
      .find({ tenantId, start: { $lt: before } })
      .sort({ start: -1, callId: -1 })
      .limit(1)
      .project<Pick<ParticipationDocument, "start">>({ start: 1 })
      .toArray();
    if (newest === undefined) return null;
    const day = localTime.dateOf(newest.start);
    return { day, start: localTime.startOfDay(day), end: localTime.startOfDay(addDays(day, 1)) };
  }

  /** Null when it was told to stop. */
  async function changeDay({ start, end }: Day, onChange: () => Promise<void>, signal?: AbortSignal) {
    const { uploadId, buildingOf } = await current.lookup();
    const stepped: Stepped = { looked: 0, changed: 0 };
    let operations: AnyBulkWriteOperation<ParticipationDocument>[] = [];
    const write = async (): Promise<void> => {
      if (operations.length === 0) return;
      if (stepped.changed === 0) await onChange();
      const { modifiedCount } = await participations.bulkWrite(operations, { ordered: false });
      stepped.changed += modifiedCount;
      operations = [];
    };
    const found = participations
      .find({ tenantId, start: { $gte: start, $lt: end } })
      .sort({ start: 1, callId: 1 })
      .project<Pick<ParticipationDocument, "_id" | "network">>({ network: 1 })
      .batchSize(READ_BATCH);
    for await (const { _id, network } of found) {
      stepped.looked += 1;
      const applied = inBuilding({ network }, buildingOf).network;
      if (network === null || applied === null || applied === network) continue;
      // A save or an erasure that replaces it meanwhile may leave it with another subnet, or remove it.
      const filter = { _id, "network.subnet": network.subnet };
      operations.push({ updateOne: { filter, update: { $set: { "network.building": applied.building } } } });
      if (operations.length < WRITE_BATCH) continue;
      await write();
      if (signal?.aborted === true) return null;
    }
    await write();
    return { ...stepped, isCurrent: (await current.uploadId()) === uploadId };
  }

  async function doDay(day: Day, pass: BuildingPass, advance: Advance, signal?: AbortSignal): Promise<Stepped | null> {
    let changes = pass.changingDay === day.day ? 1 : 0;
    const onChange = async (): Promise<void> => {
      changes += 1;
      await advance({ "pass.changingDay": day.day });
    };
    for (;;) {
      const done = await changeDay(day, onChange, signal);
      if (done === null) return null;
      // Buildings that were replaced meanwhile may have been applied here already, and undone by this.
      if (!done.isCurrent) continue;
      if (changes > 0) await markDays([day.start]);
      return done;
    }
  }

  return async (signal) => {
    const upload = await uploads.findOne({ _id: tenantId });
    if (upload === null || upload.pass.finishedAt !== null) return false;
    const { uploadId, pass } = upload;
    const advance: Advance = async (change) => {
      await uploads.updateOne({ _id: tenantId, uploadId }, { $set: change });
    };
    if (pass.total === null) await advance({ "pass.total": await participations.countDocuments({ tenantId }) });
    const day = await nextDay(pass.before);
    if (day === null) {
      await advance({ "pass.finishedAt": clock.now() });
      return false;
    }
    const done = await doDay(day, pass, advance, signal);
    if (done === null) return false;
    await advance({
      "pass.looked": pass.looked + done.looked,
      "pass.changed": pass.changed + done.changed,
      "pass.before": day.start,
      "pass.changingDay": null,
    });
    return true;
  };
}

type Advance = (change: { [Field in keyof BuildingPass as `pass.${Field}`]?: BuildingPass[Field] }) => Promise<void>;
