import { FIRST_NAMES, LAST_NAMES, OTHER_NAMES } from "./names.ts";
import { createSites, HEADSETS, SITE_ORDER } from "./office.ts";
import type { Headset, Site } from "./office.ts";
import type { ModelIdentity } from "./call-model.ts";
import { Random } from "./random.ts";

export const DOMAIN = "fennel.example";

export type SimulatedPerson = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  timeZone: string;
  site: string;
};

/** A person of the tenant with everything that shapes their calls. */
export type PersonModel = SimulatedPerson & {
  index: number;
  home: Site;
  floor: number;
  cell: number;
  wiredAtDesk: boolean;
  platform: "windows" | "macOS" | "web";
  headset: Headset;
  machineName: string;
  homeSubnet: string;
  /** At home through a VPN that carries media over TCP. */
  tunneled: boolean;
  weakComputer: boolean;
  /** Shown by some of their endpoints instead of their name. */
  otherName: string | null;
  administrativeUnit: string | null;
  /** How often this person calls, 1 being ordinary. */
  activity: number;
  /** How likely they are to be asked for a rating at the end of a call. */
  asked: number;
};

/** The person whom the demonstration asks about: busy, with trouble at home, and free with ratings. */
export const SUGGESTED_INDEX = 0;

/** Who administers the simulated organization. */
export const ADMIN_INDEXES: readonly number[] = [1];

/** The tenant's people: a function of the seed, the first n of an endless row. */
export function createPeople(seed: number, count: number, sites: readonly Site[]): PersonModel[] {
  return Array.from({ length: count }, (_, index) => createPerson(seed, index, sites));
}

/** The ids of the admins of the tenant with this seed, which need not run for it. */
export function simulatedAdminIds(seed: number): string[] {
  const sites = createSites(seed);
  return ADMIN_INDEXES.map((index) => createPerson(seed, index, sites).id);
}

function createPerson(seed: number, index: number, sites: readonly Site[]): PersonModel {
  const random = new Random(`${seed}/person/${index}`);
  const site = sites[SITE_ORDER[(index * 7) % SITE_ORDER.length] ?? 0] as Site;
  const { displayName, account } = personName(random, index);
  const suggested = index === SUGGESTED_INDEX;
  const platform = random.weighted({ windows: 72, macOS: 18, web: 10 });
  return {
    index,
    id: random.guid(),
    displayName,
    userPrincipalName: `${account}@${DOMAIN}`,
    timeZone: site.timeZone,
    site: site.name,
    home: site,
    floor: random.int(0, 2),
    cell: random.int(0, 3),
    wiredAtDesk: random.chance(0.45),
    platform: suggested ? "windows" : platform,
    headset: platform === "macOS" && random.chance(0.4) ? (HEADSETS[5] as Headset) : random.pick(HEADSETS.slice(0, 5)),
    machineName: `${platform === "macOS" ? "MBP" : "LT"}-${random.hex(6).toUpperCase()}`,
    homeSubnet: `192.168.${random.pick([0, 1, 2, 178, 50])}.0`,
    tunneled: suggested || random.chance(0.12),
    weakComputer: random.chance(0.06),
    otherName: random.chance(0.05) ? random.pick(OTHER_NAMES) : null,
    administrativeUnit: random.chance(0.3) ? new Random(`${seed}/unit/${site.name}`).guid() : null,
    activity: suggested ? 1.5 : random.pick([0.6, 0.8, 1, 1, 1.2, 1.4]),
    asked: suggested ? 0.35 : 0.11,
  };
}

function personName(random: Random, index: number): { displayName: string; account: string } {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const ascii = `${first}.${last}`
    .normalize("NFD")
    .replace(/ß/g, "ss")
    .replace(/[^A-Za-z.-]/g, "");
  return { displayName: `${first} ${last}`, account: `${ascii.toLowerCase()}${index === 0 ? "" : index}` };
}

export function personIdentity(person: PersonModel, tenantId: string): ModelIdentity {
  return {
    slot: "user",
    id: person.id,
    displayName: person.displayName,
    tenantId,
    userPrincipalName: person.userPrincipalName,
  };
}

/** A tenant user beyond the people one can ask for: the crowd of a town hall, and the rooms. */
export function attendeeIdentity(seed: number, number: number, tenantId: string): ModelIdentity {
  const random = new Random(`${seed}/attendee/${number}`);
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const account = `attendee${number}@${DOMAIN}`;
  return { slot: "user", id: random.guid(), displayName: name, tenantId, userPrincipalName: account };
}
