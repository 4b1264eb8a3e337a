import type { Collection, Document } from "mongodb";

/**
 * What people do today: keep call records as Graph gives them, with sessions and segments, ask for those of a
 * participant in a period, and count in code. It makes no card and compares with nothing.
 */
export type NaiveSummary = {
  calls: number;
  durationSeconds: number;
  byDay: Map<string, number>;
  byType: Map<string, number>;
  byPlatform: Map<string, number>;
  byOther: Map<string, number>;
  quality: { good: number; poor: number; unclassified: number };
  ratings: Map<string, number>;
};

/** Reads every record of the period that lists the person, whole, as one does who unwinds them. */
export async function naiveCalls(
  records: Collection,
  personId: string,
  { start, end }: { start: Date; end: Date },
): Promise<NaiveSummary> {
  const found = await records
    .find({
      "participants_v2.id": personId,
      startDateTime: { $gte: start.toISOString(), $lt: end.toISOString() },
    })
    .toArray();
  return countRecords(found, personId);
}

export function countRecords(records: readonly Document[], personId: string): NaiveSummary {
  const summary: NaiveSummary = {
    calls: records.length,
    durationSeconds: 0,
    byDay: new Map(),
    byType: new Map(),
    byPlatform: new Map(),
    byOther: new Map(),
    quality: { good: 0, poor: 0, unclassified: 0 },
    ratings: new Map(),
  };
  for (const record of records) {
    const own = sessionsOf(record).filter((session) => ends(session).some((endpoint) => idOf(endpoint) === personId));
    count(summary.byDay, String(record["startDateTime"]).slice(0, 10));
    count(summary.byType, String(record["type"]));
    summary.durationSeconds += own.reduce((sum, session) => sum + secondsOf(session), 0);
    summary.quality[qualityOf(own)] += 1;
    for (const { id } of list(record["participants_v2"])) if (id !== personId) count(summary.byOther, String(id));
    for (const endpoint of own.flatMap(ends)) {
      if (idOf(endpoint) !== personId) continue;
      count(summary.byPlatform, String(part(endpoint, "userAgent")["platform"]));
      if (endpoint["feedback"]) count(summary.ratings, String(part(endpoint, "feedback")["rating"]));
    }
  }
  return summary;
}

const MINIMUM_PACKETS = 500;

/** By Microsoft's rule for audio: https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard */
function qualityOf(sessions: readonly Document[]): keyof NaiveSummary["quality"] {
  let quality: keyof NaiveSummary["quality"] = "unclassified";
  const media = sessions.flatMap((session) => list(session["segments"])).flatMap((segment) => list(segment["media"]));
  for (const stream of media.filter(({ label }) => label === "main-audio").flatMap(({ streams }) => list(streams))) {
    const { packetUtilization, averageRoundTripTime, averagePacketLossRate, averageJitter } = stream;
    if (!(Number(packetUtilization) > MINIMUM_PACKETS)) continue;
    const isPoor =
      milliseconds(averageRoundTripTime) > 500 ||
      Number(averagePacketLossRate) > 0.1 ||
      milliseconds(averageJitter) > 30;
    if (isPoor) return "poor";
    quality = "good";
  }
  return quality;
}

function milliseconds(duration: unknown): number {
  return typeof duration === "string" ? Number(/^PT([\d.]+)S$/.exec(duration)?.[1] ?? 0) * 1000 : 0;
}

function secondsOf(session: Document): number {
  return (Date.parse(String(session["endDateTime"])) - Date.parse(String(session["startDateTime"]))) / 1000;
}

function sessionsOf(record: Document): Document[] {
  return list(record["sessions"]);
}

function ends(session: Document): Document[] {
  return [part(session, "caller"), part(session, "callee")];
}

function idOf(endpoint: Document): unknown {
  return part(endpoint, "associatedIdentity")["id"];
}

function part(of: Document, name: string): Document {
  return (of[name] ?? {}) as Document;
}

function list(value: unknown): Document[] {
  return Array.isArray(value) ? (value as Document[]) : [];
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
