import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { JudgedCallRecord } from "../../src/calls/judged-call-record.ts";
import { normalizeCallRecord } from "../../src/graph/normalize-call-record.ts";
import { CallWorld, type Release } from "../../src/simulator/call-world.ts";
import { createCauses, sickWindows, type Cause, type SickWindow } from "../../src/simulator/causes.ts";
import { ContentCache } from "../../src/simulator/content-cache.ts";
import type { JsonObject } from "../../src/simulator/json-value.ts";
import { createSites } from "../../src/simulator/office.ts";
import { createPeople, type SimulatedPerson } from "../../src/simulator/person-model.ts";
import { participantsJson, recordJson, sessionJson, sessionsOf } from "../../src/simulator/record-json.ts";
import { SIMULATED_TENANT_ID } from "../../src/simulator/simulated-tenant.ts";

export type SimulatedArrivals = {
  /** Judged records of the versions that became available up to an instant, in that order; each is given once. */
  through(instant: Date): Iterable<JudgedCallRecord>;
  /** The same versions as Graph gives them, sessions expanded; what one of the two gives the other does not give again. */
  payloadsThrough(instant: Date): Iterable<JsonObject>;
  /** Of the tenant: calls have others in them, too. */
  people: readonly Pick<SimulatedPerson, "id">[];
  /** What made sessions of a call poor, as far as something sick did: "subnet:10.11.1.0". */
  causesOf(callId: string): string[];
  /** When which part of the tenant was sick. */
  sickness(start: Date, end: Date): SickWindow[];
  /** What is sick all the time. */
  chronic: readonly Pick<Cause, "factor" | "value">[];
};

/** The calls of a simulated tenant as they arrive, without the way through Graph: for runs over many days. */
export function createSimulatedArrivals(options: {
  seed: number;
  people: number;
  /** The first calls are of this day. */
  start: Date;
  /** Which of the tenant's sicknesses there are; all, when absent. */
  isSick?: (cause: Cause) => boolean;
}): SimulatedArrivals {
  const { seed, start, isSick = () => true } = options;
  const sites = createSites(seed);
  const people = createPeople(seed, options.people, sites);
  const causes = createCauses(seed, sites).filter(isSick);
  const contents = new ContentCache({
    seed,
    tenantId: SIMULATED_TENANT_ID,
    people,
    causes,
    deprecatedFields: "never",
  });
  const settings = { seed, people, callsPerPersonDay: 5, delayFactor: 1, townHalls: false };
  const world = new CallWorld(settings, contents, { notReady404Rate: 0 }, start.getTime(), 0);

  function payloadOf({ plan, version }: Release): JsonObject {
    const content = world.contentOf(plan);
    const wire = { version, unknownMembers: true, administrativeUnitOf: () => null };
    return {
      ...recordJson(plan, content, wire, false),
      participants_v2: participantsJson(content, wire),
      sessions: sessionsOf(content, version).map((session) => sessionJson(session, content, wire, true)),
    };
  }

  function* payloadsThrough(instant: Date): Iterable<JsonObject> {
    world.planThrough(instant.getTime());
    for (const release of world.takeReleases(instant.getTime())) yield payloadOf(release);
  }

  return {
    *through(instant) {
      for (const payload of payloadsThrough(instant)) yield judgeCallRecord(normalizeCallRecord(payload).record);
    },
    payloadsThrough,
    people,
    causesOf(callId) {
      const plan = world.get(callId);
      const sessions = plan === null ? [] : world.contentOf(plan).sessions;
      return [...new Set(sessions.flatMap(({ causes: ofSession }) => ofSession))];
    },
    chronic: causes.filter(({ rhythm }) => rhythm === null),
    sickness: (from, to) => sickWindows(causes, from.getTime(), to.getTime()),
  };
}
