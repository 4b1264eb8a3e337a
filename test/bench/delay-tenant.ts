import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../src/clock.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { until } from "../support/until.ts";
import { answerParent } from "./bench-process.ts";
import { DELAY_TENANT, type DelayTenantAddress, type ToldCall } from "./delay-world.ts";

/** Versions of one record follow each other by a millisecond at this delay; together they are one notification or two. */
const VERSIONS_TOGETHER_MS = 5;

let tenant: SimulatedTenant | null = null;
let told: ToldCall[] = [];

/** The simulated Graph, in a process of its own: it takes nothing from the service but the machine's processor. */
const commands = {
  async start(): Promise<DelayTenantAddress> {
    tenant = await createSimulatedTenant({
      ...DELAY_TENANT,
      clock: systemClock,
      // Graph's own minutes between the end of a call and its notification are not measured.
      delayFactor: 0,
      faults: NO_FAULTS,
    });
    await tenant.start();
    const { graphRoot, loginRoot, caCertificate } = tenant;
    return { graphRoot, loginRoot, caCertificate };
  },
  subscribed: () => until("the service has subscribed", () => (tenant?.activeSubscriptions ?? 0) > 0),
  /** Ends calls at a fixed rate, whatever becomes of them; every so many-th is told of by `told`. */
  async run(plan: { perSecond: number; seconds: number; sampleEvery: number }): Promise<void> {
    const from = performance.now();
    const deliveries: Promise<void>[] = [];
    for (let sent = 0; sent < plan.perSecond * plan.seconds; sent += 1) {
      const early = from + (sent * 1_000) / plan.perSecond - performance.now();
      if (early > 0) await sleep(early);
      deliveries.push(endCall(sent % plan.sampleEvery === 0));
    }
    await Promise.all(deliveries);
  },
  /** The sampled calls since the last time this was asked. */
  told(): Promise<ToldCall[]> {
    const since = told;
    told = [];
    return Promise.resolve(since);
  },
  /** How many requests Graph has refused with 429. */
  refused: () => Promise.resolve(Object.values(tenant?.refusedRequests ?? {}).reduce((sum, count) => sum + count, 0)),
};
export type DelayTenantCommands = typeof commands;
answerParent(commands);

async function endCall(isSampled: boolean): Promise<void> {
  if (tenant === null) throw new Error("The tenant has not been started.");
  const callId = tenant.endCall();
  const atMs = systemClock.now().getTime();
  await sleep(VERSIONS_TOGETHER_MS);
  const person = isSampled ? personIn(tenant, callId) : undefined;
  if (person !== undefined) told.push({ callId, personId: person, atMs });
  await tenant.processDue();
}

/** Anybody but the one whom half of all calls that end by hand are made up for: nobody has so many. */
function personIn({ groundTruth, people, suggestedPerson }: SimulatedTenant, callId: string): string | undefined {
  return groundTruth
    .call(callId)
    ?.participations.map(({ personId }) => personId)
    .find((id) => id !== suggestedPerson.id && people.some((person) => person.id === id));
}
