import type { Clock } from "../../src/clock.ts";
import type { Window } from "../../src/ingestion/reconcile-plan.ts";
import type { ListedCall } from "../../src/ingestion/reconcile-window.ts";

/** What Graph lists, and how it was asked; fails as told. */
export class Listing {
  readonly calls: (ListedCall & { start: Date })[] = [];
  readonly windows: Window[] = [];
  /** For the next windows, one each, after their first page; null: none. */
  readonly failures: (Error | null)[] = [];
  /** Runs before each answer. */
  before: () => Promise<void> = () => Promise.resolve();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(callId: string, hoursAgo: number, version = 1): void {
    this.calls.push({ callId, version, start: new Date(this.#clock.now().getTime() - hoursAgo * 3_600_000) });
  }

  readonly list = async function* (this: Listing, window: Window): AsyncGenerator<ListedCall[]> {
    this.windows.push(window);
    await this.before();
    const found = this.calls.filter(({ start }) => start >= window.start && start < window.end);
    yield found.slice(0, 2);
    const failure = this.failures.shift();
    if (failure) throw failure;
    yield found.slice(2);
  }.bind(this);
}
