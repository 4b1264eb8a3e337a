import { callJson } from "../answers/call-json.ts";
import type { Participation } from "../calls/participation.ts";
import type { CallRowJson } from "./api-types.ts";

/** A call as a list shows it. */
export function callRow(call: Participation): CallRowJson {
  const { others, isLikelyMissed, device, network } = call;
  return {
    ...callJson(call),
    others,
    isLikelyMissed,
    captureDeviceName: device?.captureDeviceName ?? null,
    connection: network?.connectionType ?? null,
  };
}
