import type { CallKind, CallPlan } from "./call-model.ts";
import { SUGGESTED_INDEX } from "./person-model.ts";
import type { PersonModel } from "./person-model.ts";
import { Random } from "./random.ts";
import { drawVersions } from "./record-versions.ts";
import { HOUR_MS, MINUTE_MS, isWeekend, localMidnight } from "./zoned-day.ts";

export type PlanSettings = {
  seed: number;
  people: readonly PersonModel[];
  callsPerPersonDay: number;
  delayFactor: number;
  /** Whether the weekly large and fortnightly very large meetings take place. */
  townHalls: boolean;
};

/** Weights of the kinds of call; a person's day is made of about this mix. */
const KINDS: Readonly<Record<Exclude<CallKind, "townHall" | "scripted">, number>> = {
  twoParty: 38,
  missed: 7,
  failed: 2.5,
  federated: 3,
  phone: 9,
  escalated: 3.5,
  group: 9,
  meeting: 24,
  queue: 4,
  test: 0.6,
};

/** People of the tenant per call of this mix, on average: what turns calls per person into calls. */
const PEOPLE_PER_CALL = 2.9;

/** Every call that starts on one calendar day of its organizer, by start: a function of the seed and the day alone. */
export function planDay(settings: PlanSettings, day: number): CallPlan[] {
  const plans: CallPlan[] = [];
  const busy = new Map<number, [number, number][]>();
  const share = isWeekend(day) ? 0.05 : 1;
  for (const person of settings.people) {
    const random = new Random(`${settings.seed}/day/${day}/${person.index}`);
    const own = person.index === SUGGESTED_INDEX ? Math.max(share, 0.3) : share;
    const count = random.poisson((settings.callsPerPersonDay / PEOPLE_PER_CALL) * own * person.activity);
    for (let index = 0; index < count; index += 1) {
      plans.push(planCall(settings, random, `${day}.${person.index}.${index}`, day, person, busy));
    }
  }
  if (settings.townHalls && settings.people.length > 0) plans.push(...planTownHalls(settings, day));
  return plans.sort((left, right) => left.start - right.start || (left.id < right.id ? -1 : 1));
}

function planCall(
  settings: PlanSettings,
  random: Random,
  key: string,
  day: number,
  person: PersonModel,
  busy: Map<number, [number, number][]>,
): CallPlan {
  const kind = random.weighted(KINDS);
  const length = Math.round(callLength(random, kind));
  const morning = localMidnight(person.timeZone, day);
  let start = 0;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    start = Math.round(morning + startOfCall(random, kind));
    if (isFree(busy, person.index, start, start + length)) break;
  }
  const end = start + (kind === "missed" ? 0 : Math.max(length, 1500));
  const members = [person.index, ...pickMembers(settings, random, kind, person, busy, start, end)];
  for (const member of members) busy.set(member, [...(busy.get(member) ?? []), [start, end]]);
  return finishPlan(settings, key, kind, start, end, person.index, members);
}

/** Completes a plan whose time and people are known. */
export function finishPlan(
  settings: PlanSettings,
  key: string,
  kind: CallKind,
  start: number,
  end: number,
  organizer: number | null,
  members: readonly number[],
): CallPlan {
  const random = new Random(`${settings.seed}/call/${key}/record`);
  const id = random.guid();
  return {
    key,
    id,
    kind,
    start,
    end,
    organizer,
    members,
    versions: drawVersions(random, end, settings.delayFactor),
    scripted: null,
  };
}

function startOfCall(random: Random, kind: CallKind): number {
  const hour = random.chance(0.92) ? random.between(8.6, 17.4) : random.between(7, 20.5);
  if (kind !== "meeting") return hour * HOUR_MS + random.int(0, 59_999);
  // Meetings begin on the half hour, and the first to join is early or late by a minute or so.
  return Math.round(hour * 2) * 30 * MINUTE_MS + random.int(-90_000, 60_000);
}

function callLength(random: Random, kind: CallKind): number {
  switch (kind) {
    case "missed":
      return 0;
    case "failed":
      return random.int(1500, 25_000);
    case "test":
      return random.int(20_000, 60_000);
    case "meeting":
      return (random.pick([15, 28, 30, 45, 55, 60, 90]) + random.between(-2, 6)) * MINUTE_MS;
    case "group":
    case "escalated":
    case "queue":
      return random.between(2, 40) * MINUTE_MS;
    default:
      // Most two-party calls are short, a few long.
      return Math.min(90, 0.15 - Math.log(1 - random.next()) * 9) * MINUTE_MS;
  }
}

function isFree(busy: Map<number, [number, number][]>, person: number, start: number, end: number): boolean {
  return (busy.get(person) ?? []).every(([from, to]) => end <= from || to <= start);
}

function memberCount(random: Random, kind: CallKind): number {
  switch (kind) {
    case "twoParty":
    case "missed":
      return 1;
    case "failed":
      return random.chance(0.8) ? 1 : 0;
    case "escalated":
      return random.int(2, 3);
    case "group":
      return random.int(2, 5);
    case "meeting":
      return random.chance(0.05) ? random.int(12, 30) : random.int(1, 8);
    default:
      return 0;
  }
}

function pickMembers(
  settings: PlanSettings,
  random: Random,
  kind: CallKind,
  person: PersonModel,
  busy: Map<number, [number, number][]>,
  start: number,
  end: number,
): number[] {
  const wanted = Math.min(memberCount(random, kind), settings.people.length - 1);
  const chosen: number[] = [];
  for (let attempt = 0; chosen.length < wanted && attempt < wanted * 6; attempt += 1) {
    const other = random.pick(settings.people);
    if (other.index === person.index || chosen.includes(other.index)) continue;
    const isNear = other.site === person.site || random.chance(0.45);
    // Late attempts take anybody, so that a small tenant still has its two-party calls.
    const isLate = attempt >= wanted * 4;
    if (isLate || (isNear && isFree(busy, other.index, start, end))) chosen.push(other.index);
  }
  if (chosen.length === 0 && wanted > 0) chosen.push((person.index + 1) % settings.people.length);
  return chosen;
}

/** The very large meeting of every second Wednesday and the large one of every Tuesday. */
function planTownHalls(settings: PlanSettings, day: number): CallPlan[] {
  const random = new Random(`${settings.seed}/town-hall/${day}`);
  const fortnight = new Random(`${settings.seed}/town-hall`).int(0, 1) * 7;
  // Day 6 of 1970 was a Wednesday, day 5 a Tuesday.
  const isVeryLarge = day % 14 === (6 + fortnight) % 14;
  if (!isVeryLarge && day % 7 !== 5) return [];
  const organizer = settings.people[isVeryLarge ? 1 % settings.people.length : 0] as PersonModel;
  const morning = localMidnight(organizer.timeZone, day);
  const start = morning + (isVeryLarge ? 15 : 10) * HOUR_MS + random.int(-60_000, 0);
  const members = settings.people.map((person) => person.index);
  const attending = isVeryLarge ? members : members.filter(() => random.chance(0.7));
  const key = `${day}.town-hall.${isVeryLarge ? 1000 : random.int(75, 150)}`;
  const unique = [...new Set([organizer.index, ...attending])];
  return [
    finishPlan(settings, key, "townHall", start, start + random.int(40, 65) * MINUTE_MS, organizer.index, unique),
  ];
}
