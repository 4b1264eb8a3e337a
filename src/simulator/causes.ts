import type { PersonModel } from "./person-model.ts";
import { HEADSETS, TRUNKS } from "./office.ts";
import type { Site } from "./office.ts";
import { Random } from "./random.ts";
import { HOUR_MS, DAY_MS } from "./zoned-day.ts";

export type Factor = "subnet" | "accessPoint" | "headset" | "relay" | "cpu" | "trunk";
export type TroubleMetric = "jitter" | "loss" | "roundTrip";

/** Something sick in the tenant that makes streams poor while it lasts. */
export type Cause = {
  factor: Factor;
  value: string;
  metric: TroubleMetric;
  /** Share of the sessions it touches that turn poor. */
  poorShare: number;
  /** Only what the person sends suffers, or both ways. */
  sentOnly: boolean;
  /** Sick for `lasts` out of every `period` milliseconds, from `offset`; null: always. */
  rhythm: { period: number; lasts: number; offset: number } | null;
};

/** One stretch of time in which a cause was at work. */
export type SickWindow = { factor: Factor; value: string; start: Date; end: Date };

export function causeName(cause: Cause): string {
  return `${cause.factor}:${cause.value}`;
}

export function isSick(cause: Cause, instant: number): boolean {
  if (!cause.rhythm) return true;
  const { period, lasts, offset } = cause.rhythm;
  return (((instant - offset) % period) + period) % period < lasts;
}

/** The sick parts of the tenant: a function of the seed. */
export function createCauses(seed: number, sites: readonly Site[]): Cause[] {
  const random = new Random(`${seed}/causes`);
  // Offsets fall on hours of the European working day, where most of the tenant's people are.
  const rhythm = (periodDays: number, lastsHours: number): NonNullable<Cause["rhythm"]> => ({
    period: periodDays * DAY_MS,
    lasts: lastsHours * HOUR_MS,
    offset: random.int(0, periodDays - 1) * DAY_MS + random.int(6, 9) * HOUR_MS,
  });
  const firstSite = sites[0] as Site;
  const secondSite = sites[1] as Site;
  const sickCell = firstSite.wireless[1]?.cells[0]?.basicServiceSetIdentifier ?? "";
  const sickHeadset = HEADSETS[3] as (typeof HEADSETS)[number];
  const sickTrunk = TRUNKS[0] as (typeof TRUNKS)[number];
  return [
    {
      factor: "subnet",
      value: firstSite.wired[0]?.subnet ?? "",
      metric: "loss",
      poorShare: 0.7,
      sentOnly: false,
      rhythm: rhythm(7, 30),
    },
    {
      factor: "subnet",
      value: secondSite.wireless[0]?.subnet ?? "",
      metric: "jitter",
      poorShare: 0.6,
      sentOnly: false,
      rhythm: rhythm(8, 34),
    },
    {
      factor: "accessPoint",
      value: sickCell,
      metric: "loss",
      poorShare: 0.65,
      sentOnly: false,
      rhythm: rhythm(5, 34),
    },
    {
      factor: "headset",
      value: `${sickHeadset.name} (${sickHeadset.driver})`,
      metric: "jitter",
      poorShare: 0.6,
      sentOnly: true,
      rhythm: rhythm(14, 80),
    },
    {
      factor: "trunk",
      value: sickTrunk.name,
      metric: "loss",
      poorShare: 0.85,
      sentOnly: false,
      rhythm: rhythm(9, 32),
    },
    {
      factor: "relay",
      value: "198.51.100.200",
      metric: "roundTrip",
      poorShare: 0.3,
      sentOnly: false,
      rhythm: null,
    },
    { factor: "cpu", value: "overloaded", metric: "jitter", poorShare: 0.15, sentOnly: false, rhythm: null },
  ];
}

/** The stretches in which causes with a beginning and an end were at work, for checking incidents against. */
export function sickWindows(causes: readonly Cause[], start: number, end: number): SickWindow[] {
  const windows: SickWindow[] = [];
  for (const cause of causes) {
    if (!cause.rhythm) continue;
    const { period, lasts, offset } = cause.rhythm;
    for (let from = offset + Math.floor((start - offset) / period) * period; from < end; from += period) {
      if (from + lasts <= start) continue;
      const window = { start: new Date(Math.max(from, start)), end: new Date(Math.min(from + lasts, end)) };
      windows.push({ factor: cause.factor, value: cause.value, ...window });
    }
  }
  return windows;
}

/** What of a person's place and equipment can be touched by a cause. */
export type Exposure = {
  subnet: string | null;
  accessPoint: string | null;
  headset: PersonModel["headset"] | null;
  relay: string | null;
  weakComputer: boolean;
  trunk: string | null;
};

/** The causes at work on somebody so placed and equipped, at an instant. */
export function causesAt(causes: readonly Cause[], exposure: Exposure, instant: number): Cause[] {
  return causes.filter((cause) => touches(cause, exposure) && isSick(cause, instant));
}

function touches(cause: Cause, exposure: Exposure): boolean {
  switch (cause.factor) {
    case "subnet":
      return cause.value === exposure.subnet;
    case "accessPoint":
      return cause.value === exposure.accessPoint;
    case "headset":
      return exposure.headset !== null && cause.value === `${exposure.headset.name} (${exposure.headset.driver})`;
    case "relay":
      return cause.value === exposure.relay;
    case "cpu":
      return exposure.weakComputer;
    case "trunk":
      return cause.value === exposure.trunk;
  }
}
