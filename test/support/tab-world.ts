import { resolvePeriod, type Period, type PeriodName } from "../../src/calls/period.ts";
import type { SimulatedPerson } from "../../src/simulator/person-model.ts";
import type { TrueCall } from "../../src/simulator/true-call.ts";
import type { TrueSummary } from "../../src/simulator/true-summary.ts";
import { ScaledClock } from "./chaos-clock.ts";
import { startRunningService, type RunningService } from "./running-service.ts";

export const TAB_TIME_ZONE = "Europe/Berlin";
/** A Friday, so that this week has calls and a weekend is to come, whenever the tests are run. */
export const TAB_NOW = new Date("2026-11-20T14:00:00Z");

/** A service in simulated mode with two months of a few people's calls, all of them held, and what is true of them. */
export class TabWorld {
  readonly running: RunningService;
  /** Every call that is held. Graph, and so the tenant, drops the oldest ones while tests run. */
  held: readonly TrueCall[] = [];

  private constructor(running: RunningService) {
    this.running = running;
  }

  static async start(): Promise<TabWorld> {
    const running = await startRunningService({
      people: 6,
      pastDays: 60,
      seed: 7,
      clock: ScaledClock.startingAt(TAB_NOW, 1),
      // The sign-in library reads the machine's clock.
      tokenLifetimeSeconds: 1e7,
      settings: { DEFAULT_TIME_ZONE: TAB_TIME_ZONE, RETENTION_DAYS: "3650" },
      adminIds: ({ suggestedPerson }) => [suggestedPerson.id],
    });
    const world = new TabWorld(running);
    await world.#fill();
    return world;
  }

  get address(): string {
    return this.running.service.address;
  }

  /** An admin with many calls. */
  get admin(): SimulatedPerson {
    return this.running.tenant.suggestedPerson;
  }

  /** Somebody who is no admin. */
  get employee(): SimulatedPerson {
    const found = this.running.tenant.people.find(({ id }) => id !== this.admin.id);
    if (found === undefined) throw new Error("nobody else is in the tenant");
    return found;
  }

  period(name: PeriodName): Period {
    return resolvePeriod(name, TAB_NOW, TAB_TIME_ZONE);
  }

  truth(person: SimulatedPerson, name: PeriodName): TrueSummary {
    return this.running.tenant.groundTruth.summary(person.id, this.period(name), TAB_TIME_ZONE);
  }

  /** The person's calls of a period, newest first. */
  calls(person: SimulatedPerson, name: PeriodName): TrueCall[] {
    const { start, end } = this.period(name);
    return this.held
      .filter((call) => call.start >= start && call.start < end)
      .filter(({ participations }) => participations.some(({ personId }) => personId === person.id))
      .sort((left, right) => right.start.getTime() - left.start.getTime());
  }

  /** How many calls are held now: a call that ends while tests run arrives as well. */
  async heldNow(): Promise<number> {
    await this.running.settled();
    const listed = this.running.tenant.groundTruth.calls();
    return new Set([...this.held, ...listed].map(({ callId }) => callId)).size;
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  /** Every call is fetched as if Graph had announced it: to list them all would take as long as Graph's limits say. */
  async #fill(): Promise<void> {
    const { service, tenant } = this.running;
    this.held = tenant.groundTruth.calls();
    await service.store.ingestJobs.accept(this.held.map(({ callId }) => ({ callId, at: TAB_NOW })));
    await service.processAll();
    await this.running.settled();
    const { rollups } = service.store;
    while ((await rollups.refresh(100)) > 0);
  }
}
