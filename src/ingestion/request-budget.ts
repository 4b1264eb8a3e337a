import type { Clock } from "../clock.ts";
import { SHARED_LIMITS, WINDOW_MS } from "../graph/graph-limits.ts";
import type { RateLimiter } from "../graph/rate-limit.ts";
import type { Log } from "../log.ts";
import { errorCode, ServiceError } from "../service-error.ts";
import type { RequestShare, RequestShares } from "../store/request-shares.ts";
import { fairShare } from "./fair-share.ts";

export type RequestBudget = {
  /** Resolves when this instance has its first share. Throws what the store throws. */
  start(): Promise<void>;
  /** Sends nothing more and leaves its share to the others; to be called after whatever sends. */
  stop(): Promise<void>;
};

export type RequestBudgetOptions = {
  requestShares: RequestShares;
  limiter: Pick<RateLimiter, "allot" | "use">;
  /** Names this process among those that share the limits; must differ in each. */
  owner: string;
  clock: Clock;
  log: Log;
};

const BUSY_EVERY_MS = 1_000;
const IDLE_EVERY_MS = 10_000;
/** So long after it last wrote its share an instance sends nothing more. */
const VALID_MS = 20_000;
/** And so much later, when Graph has forgotten the last of its requests, the others take its share. */
const LAPSES_MS = VALID_MS + WINDOW_MS + 5_000;
/** Of a limit that it is not short of, an instance wants this much more than it uses. */
const HEADROOM = 0.02;
const MAX_TRIES = 8;
const NOTHING = { most: 0, pace: 0 };

/**
 * Shares Graph's limits, which count per app and tenant, among the instances on one store. Each writes down how many of
 * its requests may count at a time; all of these together are never more than the limit, since a share grows only by
 * what the others have given up, and one that must shrink is written down smaller only as fast as Graph forgets the
 * requests sent under it. Where requests are paced, it goes on at its new pace meanwhile instead of standing still, so
 * that all together use the limit at any moment. An instance that is gone loses its share after `LAPSES_MS`.
 */
export function createRequestBudget(options: RequestBudgetOptions): RequestBudget {
  const { requestShares, limiter, owner, clock, log } = options;
  const stopping = new AbortController();
  let loop: Promise<void> | null = null;
  let isBusy = true;

  /** What this instance allots itself now, and what it writes down. Lowers at once; raises only once that is written. */
  function divide(others: readonly RequestShare[], now: Date): { share: RequestShare; raise: () => void } {
    const validUntil = new Date(now.getTime() + VALID_MS);
    const raises: (() => void)[] = [];
    isBusy = false;
    const limits = SHARED_LIMITS.map((limit) => {
      const { most, counted, isShort } = limiter.use(limit);
      if (isShort || counted > 0) isBusy = true;
      const theirs = others.flatMap((other) => other.limits.filter(({ key }) => key === limit.key));
      const free = most - theirs.reduce((sum, { held }) => sum + held, 0);
      const wanted = isShort ? most : Math.min(most, counted + Math.ceil(most * HEADROOM));
      const fair = fairShare(
        most,
        wanted,
        theirs.map((their) => their.wanted),
      );
      const pace = Math.max(0, Math.min(fair, free));
      const part = { most: limit.isPaced === true ? Math.max(pace, counted) : pace, pace };
      if (part.most < (held.get(limit.key) ?? 0)) limiter.allot(limit, part, until);
      raises.push(() => {
        held.set(limit.key, part.most);
        limiter.allot(limit, part, validUntil);
      });
      return { key: limit.key, held: Math.max(part.most, counted), wanted };
    });
    return {
      share: { owner, lapsesAt: new Date(now.getTime() + LAPSES_MS), limits },
      raise: () => {
        until = validUntil;
        for (const raise of raises) raise();
      },
    };
  }

  /** What the limiter was last allotted, by limit, and until when. */
  const held = new Map<string, number>();
  let until = new Date(0);

  async function exchange(): Promise<void> {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const { revision, shares } = await requestShares.read();
      const now = clock.now();
      const others = shares.filter((share) => share.owner !== owner && share.lapsesAt > now);
      const { share, raise } = divide(others, now);
      if (!(await requestShares.write({ revision, shares: [...others, share] }))) continue;
      raise();
      return;
    }
    throw new ServiceError("store_busy", "The share of Graph's limits was not noted.", { remedy: "retry" });
  }

  /** Written down until Graph has forgotten what was sent under it. */
  async function leave(): Promise<void> {
    for (const limit of SHARED_LIMITS) limiter.allot(limit, NOTHING, new Date(0));
    const lapsesAt = new Date(clock.now().getTime() + WINDOW_MS);
    const limits = SHARED_LIMITS.map((limit) => ({ key: limit.key, held: limiter.use(limit).counted, wanted: 0 }));
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const { revision, shares } = await requestShares.read();
      const others = shares.filter((share) => share.owner !== owner);
      const own = limits.some((limit) => limit.held > 0) ? [{ owner, lapsesAt, limits }] : [];
      if (await requestShares.write({ revision, shares: [...others, ...own] })) return;
    }
  }

  async function exchangeOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(isBusy ? BUSY_EVERY_MS : IDLE_EVERY_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        await exchange();
      } catch (error) {
        log.warn({ error, code: errorCode(error) }, "share of Graph's limits not renewed, trying again");
      }
    }
  }

  return {
    async start() {
      for (const limit of SHARED_LIMITS) limiter.allot(limit, NOTHING, until);
      await exchange();
      loop ??= exchangeOn();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
      try {
        await leave();
      } catch (error) {
        log.warn({ error, code: errorCode(error) }, "share of Graph's limits not given back, it will lapse");
      }
    },
  };
}
