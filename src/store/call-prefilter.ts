import type { Filter } from "mongodb";
import { callIdPrefix, deviceMatches, type CallConditions, type FoundCalls } from "../calls/call-conditions.ts";
import type { ParticipationDocument } from "./participation-document.ts";

/** Sorts after every letter that an id may have. */
const AFTER_IDS = "\uffff";

/**
 * What a database can leave out without reading it into this process: calls that cannot meet the conditions. What a
 * condition means is `meetsConditions`'s to say, and it is asked of everything that this lets through.
 *
 * @param deviceNames all that the person's calls name, for a text that is searched in them
 */
export function callPrefilter(
  { filter, device, feedback, search }: CallConditions,
  { withPerson, withSearched }: FoundCalls,
  deviceNames: readonly string[],
): Filter<ParticipationDocument> {
  const { callType, quality, connection, platform, modality, isMissed } = filter;
  const conditions: Filter<ParticipationDocument>[] = [
    ...(callType === null ? [] : [{ callType }]),
    ...(quality === null ? [] : [{ quality }]),
    ...(connection === null ? [] : [{ "network.connectionType": connection }]),
    ...(platform === null || platform === "phone" ? [] : [{ "client.platform": platform }]),
    ...(modality === "video" ? [{ modalities: "video" as const }] : []),
    ...(isMissed === null ? [] : [{ isLikelyMissed: true }]),
    ...(device === null ? [] : [{ "device.captureDeviceName": device }]),
    ...(feedback === null ? [] : [{ "ratings.0": { $exists: true } }]),
    ...(withPerson === null ? [] : [{ callId: { $in: [...withPerson] } }]),
    ...(search === null ? [] : [searched(search, withSearched, deviceNames)]),
  ];
  return conditions.length === 0 ? {} : { $and: conditions };
}

function searched(
  search: string,
  withSearched: ReadonlySet<string> | null,
  deviceNames: readonly string[],
): Filter<ParticipationDocument> {
  const devices = deviceNames.filter((name) => deviceMatches(name, search));
  const prefix = callIdPrefix(search);
  return {
    $or: [
      { callId: { $in: [...(withSearched ?? [])] } },
      { "device.captureDeviceName": { $in: devices } },
      { "device.renderDeviceName": { $in: devices } },
      ...(prefix === null ? [] : [{ callId: { $gte: prefix, $lt: prefix + AFTER_IDS } }]),
    ],
  };
}
