import type { Leases } from "../../src/store/store.ts";

/** Leases of a store, and who holds one at the moment by what these were asked. */
export class WatchedLeases implements Leases {
  readonly holders = new Set<string>();
  readonly #leases: Leases;

  constructor(leases: Leases) {
    this.#leases = leases;
  }

  async acquire(name: string, owner: string, now: Date, ms: number): Promise<boolean> {
    const isHeld = await this.#leases.acquire(name, owner, now, ms);
    if (isHeld) this.holders.add(owner);
    return isHeld;
  }

  async release(name: string, owner: string): Promise<void> {
    await this.#leases.release(name, owner);
    this.holders.delete(owner);
  }
}
