import { inBatches } from "./bulk-upsert.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import type { StoreContext } from "./store-context.ts";
import type { Participations } from "./store.ts";

/** Calls read at first of some addresses, or of one: enough for an office, and mostly for a week at home. */
const FEW = 100;
/** Addresses that are looked at side by side. */
const AT_ONCE = 16;

/** So long an address is an office's once it was seen to be one: everybody there wants to know of the same few. */
const KNOWN_MS = 3_600_000;
const MOST_KNOWN = 10_000;

type AddressUse = { personId: string; network: { reflexiveIpAddress: string } };

/**
 * Counts the people behind public addresses. All calls of an office are not read: they are more with every person who works
 * there. Few calls are read of all addresses together, which is all there are in a small tenant; then some of each of those
 * that had no turn, and more of those whose calls were of too few people. Addresses with enough people are remembered.
 */
export function createPublicAddressUse({
  database,
  tenantId,
  clock,
}: Pick<StoreContext, "database" | "tenantId" | "clock">): Participations["peopleByPublicAddress"] {
  const participations = database.collection<ParticipationDocument>("participations");
  const known = new Map<string, { people: number; sinceMs: number; atMs: number }>();

  function knownPeople(address: string, since: Date, enough: number): number | null {
    const seen = known.get(address);
    if (seen === undefined || seen.people < enough || since.getTime() > seen.sinceMs + KNOWN_MS) return null;
    return clock.now().getTime() < seen.atMs + KNOWN_MS ? seen.people : null;
  }

  function remember(address: string, people: number, since: Date): void {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(address, { people, sinceMs: since.getTime(), atMs: clock.now().getTime() });
  }

  async function count(addresses: readonly string[], since: Date, enough: number): Promise<Map<string, number>> {
    const people = new Map<string, Set<string>>();
    const hasEnough = (address: string): boolean => (people.get(address)?.size ?? 0) >= enough;

    /** Whether there are no more calls of these addresses. */
    async function read(some: readonly string[], limit: number): Promise<boolean> {
      const found = await participations
        .find({ tenantId, "network.reflexiveIpAddress": { $in: [...some] }, start: { $gte: since } })
        .project<AddressUse>({ _id: 0, personId: 1, "network.reflexiveIpAddress": 1 })
        .limit(limit)
        .toArray();
      for (const { personId, network } of found) {
        const ids = people.get(network.reflexiveIpAddress) ?? new Set();
        people.set(network.reflexiveIpAddress, ids.add(personId));
      }
      return found.length < limit;
    }

    async function readOne(address: string): Promise<void> {
      for (let limit = FEW; !hasEnough(address); limit *= 4) if (await read([address], limit)) return;
    }

    for (const some of inBatches(addresses)) {
      if (await read(some, FEW)) continue;
      const left = some.filter((address) => !hasEnough(address));
      for (const group of inBatches(left, AT_ONCE)) await Promise.all(group.map(readOne));
    }
    return new Map([...people].map(([address, ids]) => [address, ids.size]));
  }

  return async (addresses, since, enough) => {
    const found = new Map<string, number>();
    for (const address of addresses) {
      const people = knownPeople(address, since, enough);
      if (people !== null) found.set(address, people);
    }
    const asked = [...new Set(addresses)].filter((address) => !found.has(address));
    for (const [address, people] of await count(asked, since, enough)) {
      found.set(address, people);
      if (people >= enough) remember(address, people, since);
    }
    return found;
  };
}
