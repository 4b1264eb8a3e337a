import { meetsConditions, type FoundCalls } from "../calls/call-conditions.ts";
import { totalCalls, type CallTotals, type TotaledCall } from "../calls/call-totals.ts";
import type { Participation } from "../calls/participation.ts";
import { callPrefilter } from "./call-prefilter.ts";
import { pickParticipation, type ParticipationDocument } from "./participation-document.ts";
import type { StoreContext } from "./store-context.ts";
import type { CallListQuery, CallPage, CallPlace, Companion, ParticipationQuery } from "./store.ts";

/** Reads of a person's list of calls, by conditions. Whoever asks must have been admitted to the person's calls. */
export type CallList = {
  page(query: CallListQuery, request: { after: CallPlace | null; limit: number }): Promise<CallPage>;
  matching(query: CallListQuery): Promise<Participation[]>;
  totals(query: CallListQuery): Promise<CallTotals>;
  neighbors(personId: string, place: CallPlace): Promise<{ newer: string | null; older: string | null }>;
};

/** Newest first, ties by call id: the order of the index. */
const NEWEST_FIRST = { start: -1, callId: 1 } as const;
const OLDEST_FIRST = { start: 1, callId: -1 } as const;
const MOST_AT_ONCE = 500;
/** What `TotaledCall` has. */
const TOTALED = {
  _id: 0,
  callId: 1,
  durationSeconds: 1,
  modalities: 1,
  callType: 1,
  quality: 1,
  network: 1,
  client: 1,
  device: 1,
  isLikelyMissed: 1,
  ratings: 1,
  others: 1,
} as const;

export function createCallList(
  { database, tenantId }: Pick<StoreContext, "database" | "tenantId">,
  companionsIn: (query: ParticipationQuery, name: string) => Promise<Companion[]>,
): CallList {
  const participations = database.collection<ParticipationDocument>("participations");

  const inside = ({ personId, start, end }: ParticipationQuery) => ({
    tenantId,
    personId,
    start: { $gte: start, $lt: end },
  });

  async function callsWith(query: ParticipationQuery, name: string | null): Promise<ReadonlySet<string> | null> {
    if (name === null) return null;
    return new Set((await companionsIn(query, name)).flatMap(({ callIds }) => callIds));
  }

  async function foundCalls(query: CallListQuery): Promise<FoundCalls> {
    const { filter, search } = query.conditions;
    const withPerson = await callsWith(query, filter.person);
    return { withPerson, withSearched: withPerson?.size === 0 ? new Set() : await callsWith(query, search) };
  }

  async function deviceNames(query: ParticipationQuery): Promise<string[]> {
    const groups = participations.aggregate<{ _id?: { capture?: string | null; render?: string | null } }>([
      { $match: inside(query) },
      { $group: { _id: { capture: "$device.captureDeviceName", render: "$device.renderDeviceName" } } },
    ]);
    const names = new Set<string | null | undefined>();
    // Of calls that tell no device DocumentDB leaves out the key as well.
    for await (const { _id } of groups) names.add(_id?.capture).add(_id?.render);
    return [...names].filter((name) => typeof name === "string");
  }

  /** The query's calls after a place, in order, read some at a time until the reader has had enough. */
  async function* read(query: CallListQuery, place: CallPlace | null, atFirst: number): AsyncGenerator<Participation> {
    const { conditions } = query;
    const found = await foundCalls(query);
    // Nobody is named so: then there is nothing to read.
    if (found.withPerson?.size === 0) return;
    const names = conditions.search === null ? [] : await deviceNames(query);
    const prefilter = callPrefilter(conditions, found, names);
    let after = place;
    // Where few calls meet the conditions, more are read at a time.
    for (let atOnce = atFirst; ; atOnce = Math.min(2 * atOnce, Math.max(atFirst, MOST_AT_ONCE))) {
      const some = await participations
        .find({ $and: [inside(query), ...beyond(after), prefilter] })
        .sort(NEWEST_FIRST)
        .limit(atOnce)
        .toArray();
      for (const document of some) if (meetsConditions(document, conditions, found)) yield pickParticipation(document);
      const last = some.at(-1);
      if (last === undefined || some.length < atOnce) return;
      after = last;
    }
  }

  async function callIdNext(personId: string, { start, callId }: CallPlace, isNewer: boolean): Promise<string | null> {
    const sort = isNewer ? OLDEST_FIRST : NEWEST_FIRST;
    const places = [
      { start, callId: isNewer ? { $lt: callId } : { $gt: callId } },
      { start: isNewer ? { $gt: start } : { $lt: start } },
    ];
    for (const place of places) {
      const [next] = await participations
        .find({ tenantId, personId, ...place })
        .project<{ callId: string }>({ callId: 1 })
        .sort(sort)
        .limit(1)
        .toArray();
      if (next !== undefined) return next.callId;
    }
    return null;
  }

  return {
    async page(query, { after, limit }) {
      const calls: Participation[] = [];
      // One more says that there is a next page.
      for await (const call of read(query, after, limit + 1)) {
        if (calls.length === limit) return { calls, next: placeOf(calls) };
        calls.push(call);
      }
      return { calls, next: null };
    },

    async matching(query) {
      const calls: Participation[] = [];
      for await (const call of read(query, null, MOST_AT_ONCE)) calls.push(call);
      return calls;
    },

    async totals(query) {
      const found = await foundCalls(query);
      const calls = await participations.find(inside(query)).sort(NEWEST_FIRST).project<TotaledCall>(TOTALED).toArray();
      return totalCalls(calls, (call) => meetsConditions(call, query.conditions, found));
    },

    async neighbors(personId, place) {
      const [newer, older] = await Promise.all([true, false].map((isNewer) => callIdNext(personId, place, isNewer)));
      return { newer: newer ?? null, older: older ?? null };
    },
  };
}

/** The first condition is the index's, the second parts calls that began in the same millisecond. */
function beyond(place: CallPlace | null) {
  if (place === null) return [];
  const { start, callId } = place;
  return [{ start: { $lte: start } }, { $or: [{ start: { $lt: start } }, { callId: { $gt: callId } }] }];
}

function placeOf(calls: readonly Participation[]): CallPlace | null {
  const last = calls.at(-1);
  return last === undefined ? null : { start: last.start, callId: last.callId };
}
