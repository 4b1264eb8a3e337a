import type { Db, Document } from "mongodb";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import { normalizeCallRecord } from "../../../src/graph/normalize-call-record.ts";
import type { JudgedCallRecord } from "../../../src/calls/judged-call-record.ts";
import type { JsonObject } from "../../../src/simulator/json-value.ts";
import { SIMULATED_TENANT_ID } from "../../../src/simulator/simulated-tenant.ts";
import type { ChildStamp } from "../../../src/store/call-child.ts";
import type { CallRecordDocument } from "../../../src/store/call-header.ts";
import { countsOf } from "../../../src/store/call-revision.ts";
import { key } from "../../../src/store/key.ts";
import { storeParts } from "../../../src/store/open-store.ts";
import { participationDocument, type ParticipationDocument } from "../../../src/store/participation-document.ts";
import { pickPerson } from "../../../src/store/person-document.ts";
import { expiryOfCall } from "../../../src/store/retention.ts";
import type { StoreContext } from "../../../src/store/store-context.ts";
import { SettableClock } from "../../support/settable-clock.ts";
import { createSimulatedArrivals } from "../../support/simulated-arrivals.ts";

/** A Friday afternoon: the week that is asked about is nearly over. */
export const NOW = new Date("2026-11-20T15:00:00Z");
/** The four weeks of the overview and the four before them, with which it compares. */
const DAYS = 56;
const DAY_MS = 86_400_000;
/** Their eight weeks of calls come to about 10,000 participations. */
export const DEPARTMENT_PEOPLE = 42;

/** The same calls for one department of the tenant: as Graph gives them, and as the store keeps them. */
export type Department = {
  payloads: JsonObject[];
  headers: CallRecordDocument[];
  participations: ParticipationDocument[];
  /** Ids of those who can ask. */
  people: string[];
};

/** Of every store here, but for its database. */
export const CONTEXT: Omit<StoreContext, "database"> = {
  tenantId: SIMULATED_TENANT_ID,
  clock: new SettableClock(NOW),
  // Longer than any run of this is after NOW, so that nothing expires meanwhile.
  retentionDays: 36_500,
  timeZone: "Europe/Berlin",
};
/** As long as revisions are. */
const REVISION = "0".repeat(184);

/** A simulated department's calls, as they would be saved; the latest so many of them. */
export function createDepartment(size: { people: number; calls: number }): Department {
  const arrivals = createSimulatedArrivals({
    seed: 8,
    people: size.people,
    start: new Date(NOW.getTime() - DAYS * DAY_MS),
  });
  const latest = new Map<unknown, JsonObject>();
  for (const payload of arrivals.payloadsThrough(NOW)) latest.set(payload["id"], payload);
  const payloads = [...latest.values()].slice(-size.calls);
  const judged = payloads.map(judgedOf);
  const participations = judged.flatMap(participationDocuments);
  const present = new Set(participations.map(({ personId }) => personId));
  return {
    payloads,
    headers: judged.map(headerDocument),
    participations,
    people: arrivals.people.map(({ id }) => id).filter((id) => present.has(id)),
  };
}

function judgedOf(payload: JsonObject): JudgedCallRecord {
  return judgeCallRecord(normalizeCallRecord(payload).record);
}

function stampOf({ record: { callId, version, start } }: JudgedCallRecord): Omit<ChildStamp, "_id"> {
  const { tenantId, retentionDays } = CONTEXT;
  return { tenantId, callId, version, revision: REVISION, expireAt: expiryOfCall(start, NOW, retentionDays) };
}

function participationDocuments(judged: JudgedCallRecord): ParticipationDocument[] {
  const { participants } = judged.record;
  return judged.participations.map((participation) =>
    participationDocument(
      stampOf(judged),
      participation,
      participants.find(({ id }) => id === participation.personId) ?? null,
    ),
  );
}

/** `proveCopies` holds it against what a save writes. */
function headerDocument(judged: JudgedCallRecord): CallRecordDocument {
  const { callId, version, type, modalities, start, end, lastModified, joinWebUrl, organizer, unknownValues } =
    judged.record;
  const { tenantId, expireAt } = stampOf(judged);
  return {
    _id: key(tenantId, callId),
    tenantId,
    callId,
    version,
    type,
    modalities,
    start,
    end,
    lastModified,
    joinWebUrl,
    organizer: organizer && pickPerson(organizer),
    unknownValues,
    ruleVersion: judged.ruleVersion,
    counts: countsOf(judged),
    fingerprint: REVISION.slice(-32),
    sequence: NOW.getTime(),
    revision: REVISION,
    savedAt: NOW,
    expireAt,
  };
}

async function saveAll(database: Db, payloads: readonly JsonObject[]): Promise<void> {
  const { callRecords } = storeParts({ ...CONTEXT, database });
  for (const payload of payloads) await callRecords.save(judgedOf(payload));
}

const ID = /[0-9a-f]{8}(?=(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g;
const TENANT_BEGINNING = SIMULATED_TENANT_ID.slice(0, 8);
/** The simulated people's own connections; the offices' addresses stay, so that an office grows with the tenant. */
const HOME = /^203\.0\.113\.(1\d\d)$/;

/** How a value of department 0 reads in another one: other people, calls and sessions, and other homes. */
export function forDepartment(index: number): <Value>(value: Value) => Value {
  if (index === 0) return (value) => value;
  const mask = Math.imul(index, 0x9e3779b1) >>> 0;
  const otherId = (beginning: string): string =>
    beginning === TENANT_BEGINNING
      ? beginning
      : ((Number.parseInt(beginning, 16) ^ mask) >>> 0).toString(16).padStart(8, "0");
  const home = `100.${64 + (index >> 8)}.${index & 255}.$1`;

  function other(value: unknown): unknown {
    if (typeof value === "string") {
      if (value.length >= 36) return value.replace(ID, otherId);
      return value.startsWith("203.") ? value.replace(HOME, home) : value;
    }
    if (Array.isArray(value)) return value.map(other);
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    const copy: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(value)) copy[name] = other(field);
    return copy;
  }
  return <Value>(value: Value) => other(value) as Value;
}

/** What a save stamps by the content and the moment. */
const STAMPS = ["revision", "fingerprint", "sequence", "savedAt", "expireAt"];

/**
 * Holds copied documents against what the store makes of the copied calls themselves, saved into the empty `database`.
 * Throws when one of them differs, stamps aside.
 */
export async function proveCopies(
  database: Db,
  { payloads, headers, participations }: Department,
  calls: number,
): Promise<void> {
  const copy = forDepartment(7);
  const some = payloads.filter((_, index) => index % Math.ceil(payloads.length / calls) === 0);
  const ids = new Set(some.map(({ id }) => id));
  await saveAll(database, some.map(copy));
  const kept: [string, readonly { callId: string }[]][] = [
    ["callRecords", headers],
    ["participations", participations],
  ];
  for (const [collection, documents] of kept) {
    const copied = documents.filter(({ callId }) => ids.has(callId)).map(copy);
    const saved = await database.collection(collection).find().toArray();
    if (comparable(copied) !== comparable(saved)) {
      throw new Error(`What is copied into ${collection} is not what a save writes.`);
    }
  }
}

function comparable(documents: readonly Document[]): string {
  const plain = documents.map((document) => {
    const told = Object.entries(document).filter(([name, value]) => !STAMPS.includes(name) && value !== undefined);
    return JSON.stringify(told.sort());
  });
  return plain.sort().join("\n");
}
