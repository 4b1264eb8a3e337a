import { z } from "zod";
import { NO_CONDITIONS, type CallConditions } from "../calls/call-conditions.ts";
import { flagField, idField, periodFields, shortText } from "./parameters.ts";
import { platformSchema } from "./schemas/graph-words.ts";

/** What a list of calls may be asked for: to be spread into a route's query. Names and texts stand for any when absent. */
export const callListFields = {
  ...periodFields,
  search: shortText(100).optional(),
  person: idField.optional(),
  type: words(["peerToPeer", "groupCall"]),
  modality: words(["audioOnly", "withoutVideo", "video", "screenSharing"]),
  quality: words(["good", "poor", "unclassified"]),
  feedback: words(["poor", "good", "rated", "notRated"]),
  device: shortText(300).optional(),
  platform: words(["phone", ...platformSchema.options]),
  connection: words(["wifi", "wired", "mobile", "tunnel"]),
  missed: flagField.optional(),
};

type AskedList = z.output<z.ZodObject<typeof callListFields>>;

export function conditionsOf(query: AskedList): CallConditions {
  const { person, type, modality, quality, platform, connection, missed, device, feedback, search } = query;
  return {
    filter: {
      ...NO_CONDITIONS.filter,
      person: person ?? null,
      callType: type ?? null,
      modality: modality ?? null,
      quality: quality ?? null,
      platform: platform ?? null,
      connection: connection ?? null,
      isMissed: missed === true ? true : null,
    },
    device: device ?? null,
    feedback: feedback ?? null,
    search: search?.trim() || null,
  };
}

function words<const Word extends string>(known: readonly Word[]) {
  return z.enum(known, { error: `must be one of ${known.join(", ")}` }).optional();
}
