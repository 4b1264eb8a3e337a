import type { Participation } from "../../src/calls/participation.ts";
import { observe, type Observations } from "../../src/calls/rule-observation.ts";
import { EVERYBODY } from "../../src/calls/rule-scope.ts";
import { atOnce } from "./at-once.ts";
import { buildParticipation, buildParticipationNetwork } from "./participation-builder.ts";

const MINUTE_MS = 60_000;

/** Calls in groups, ten minutes apart and newest last, so that the last one starts just before `end`. */
export type RuleCalls = {
  subnet?: string;
  building?: string;
  headset?: string;
  trunk?: string;
  people: number;
  calls: number;
  poor: number;
  /** Of the group's newest call, before `end`. */
  minutesAgo?: number;
};

let built = 0;

/** Group calls of so many different people, the poor ones spread evenly over them and over time. */
export function buildRuleCalls(end: Date, groups: readonly RuleCalls[]): Participation[] {
  return groups.flatMap((group, groupNumber) =>
    Array.from({ length: group.calls }, (_, index) => {
      built += 1;
      const isPoor =
        Math.floor(((index + 1) * group.poor) / group.calls) > Math.floor((index * group.poor) / group.calls);
      const device = group.headset ?? null;
      return buildParticipation({
        callId: `rule-call-${built}`,
        personId: `person-${groupNumber}-${index % group.people}`,
        start: new Date(end.getTime() - ((group.minutesAgo ?? 1) + (group.calls - 1 - index) * 10) * MINUTE_MS),
        quality: isPoor ? "poor" : "good",
        client: null,
        trunk: group.trunk ?? null,
        network: buildParticipationNetwork({ subnet: group.subnet ?? null, building: group.building ?? null }),
        device: {
          captureDeviceName: device,
          captureDeviceDriver: device && `${device} driver`,
          renderDeviceName: null,
          renderDeviceDriver: null,
          machineName: null,
          cpuName: null,
        },
      });
    }),
  );
}

export function observeAll(participations: readonly Participation[]): Observations {
  return atOnce(
    observe(participations, { fromMs: 0, scope: EVERYBODY, counts: "measured", buildingsOfCountry: new Set() }),
  );
}
