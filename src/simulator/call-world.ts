import type { CallContent, CallPlan } from "./call-model.ts";
import { planDay } from "./call-plan.ts";
import type { PlanSettings } from "./call-plan.ts";
import type { ContentCache } from "./content-cache.ts";
import { Random } from "./random.ts";
import { versionAt } from "./record-versions.ts";
import { DAY_MS, MINUTE_MS, dayNumber } from "./zoned-day.ts";

/** Graph keeps a record for 30 days after the call ended. */
export const RETENTION_MS = 30 * DAY_MS;

/** A version of a record that became available. */
export type Release = { plan: CallPlan; version: number; at: number };

type ReadinessFaults = { readonly notReady404Rate: number };

/** Every call of the simulated world, and which of them Graph has at a given moment. */
export class CallWorld {
  readonly settings: PlanSettings;
  private readonly contents: ContentCache;
  private readonly faults: ReadinessFaults;
  private readonly byId = new Map<string, CallPlan>();
  private readonly worldStart: number;
  private plannedThrough: number;
  private sorted: CallPlan[] | null = null;
  private upcoming: Release[] = [];
  private isUpcomingSorted = true;
  private releasedThrough: number;

  constructor(settings: PlanSettings, contents: ContentCache, faults: ReadinessFaults, now: number, pastDays: number) {
    this.settings = settings;
    this.contents = contents;
    this.faults = faults;
    this.worldStart = now - pastDays * DAY_MS;
    this.plannedThrough = dayNumber(this.worldStart) - 2;
    this.releasedThrough = now;
    this.planThrough(now);
  }

  contentOf(plan: CallPlan): CallContent {
    return this.contents.contentOf(plan);
  }

  add(plans: readonly CallPlan[]): void {
    for (const plan of plans) {
      if (this.byId.has(plan.id)) continue;
      this.byId.set(plan.id, plan);
      for (const [version, { availableAt }] of plan.versions.entries()) {
        if (availableAt >= this.releasedThrough) this.upcoming.push({ plan, version, at: availableAt });
      }
    }
    this.sorted = null;
    this.isUpcomingSorted = false;
  }

  /** Days are planned a day ahead: in the east a working day begins on the UTC date before. */
  planThrough(now: number): void {
    const last = dayNumber(now) + 1;
    while (this.plannedThrough < last) {
      this.plannedThrough += 1;
      this.add(planDay(this.settings, this.plannedThrough).filter((plan) => plan.start >= this.worldStart));
    }
  }

  get(id: string): CallPlan | null {
    return this.byId.get(id.toLowerCase()) ?? null;
  }

  /** Everything planned, by start. */
  all(): readonly CallPlan[] {
    this.sorted ??= [...this.byId.values()].sort(
      (left, right) => left.start - right.start || (left.id < right.id ? -1 : 1),
    );
    return this.sorted;
  }

  /** When the first version can be read: mostly as soon as it is notified of, at times a little later. */
  readableAt(plan: CallPlan): number {
    const available = plan.versions[0]?.availableAt ?? Infinity;
    if (this.faults.notReady404Rate <= 0) return available;
    const random = new Random(`${this.settings.seed}/readable/${plan.id}`);
    if (!random.chance(this.faults.notReady404Rate)) return available;
    return available + random.between(0.3, 15) * MINUTE_MS * this.settings.delayFactor;
  }

  /** The index of the version that a reader gets; -1 before the record is ready. */
  currentVersion(plan: CallPlan, now: number): number {
    return now < this.readableAt(plan) ? -1 : versionAt(plan.versions, now);
  }

  isExpired(plan: CallPlan, now: number): boolean {
    return now > plan.end + RETENTION_MS;
  }

  /** What Graph lists at this moment, by start. */
  listed(now: number): CallPlan[] {
    this.planThrough(now);
    return this.all().filter((plan) => !this.isExpired(plan, now) && this.currentVersion(plan, now) >= 0);
  }

  /** When the next version becomes available; Infinity when none is planned. */
  nextReleaseAt(): number {
    this.sortUpcoming();
    return this.upcoming[0]?.at ?? Infinity;
  }

  /** Versions that became available up to a moment and were not taken before. */
  takeReleases(through: number): Release[] {
    this.sortUpcoming();
    let count = 0;
    while ((this.upcoming[count]?.at ?? Infinity) <= through) count += 1;
    this.releasedThrough = Math.max(this.releasedThrough, through);
    return this.upcoming.splice(0, count);
  }

  private sortUpcoming(): void {
    if (this.isUpcomingSorted) return;
    this.upcoming.sort((left, right) => left.at - right.at);
    this.isUpcomingSorted = true;
  }
}
