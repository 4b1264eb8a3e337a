import { dueDigest, dueDigestAnywhere } from "../../src/calls/digest-time.ts";
import { isTimeZone } from "../../src/calls/local-time.ts";
import { createLeasedUpkeep, type LeasedUpkeep } from "../../src/leased-upkeep.ts";
import { errorCode } from "../../src/service-error.ts";
import type { Leases, Preferences } from "../../src/store/store.ts";
import type { BotOutcome, CountBotOutcome } from "../bot-outcome.ts";
import { sendDigest, type DigestOutcome, type DigestToSend, type SendDigestOptions } from "./send-digest.ts";
import { Waits } from "./waits.ts";

export type DigestsOptions = Omit<SendDigestOptions, "preferences"> & {
  preferences: SendDigestOptions["preferences"] & Pick<Preferences, "digestsToSend">;
  /** IANA: of people who told none. */
  defaultTimeZone: string;
  count: CountBotOutcome;
  leases: Leases;
  /** Names this process among those that share the store. */
  owner: string;
};

const EVERY_MS = 60_000;
const LEASE_MS = 120_000;
/** Four a second: far below the 50 that Teams takes from an app in a tenant, whose other messages come first. */
const GAP_MS = 250;
/** After a failure, of one person or of Teams; also how often a week without calls is looked at again. */
const WAIT = { firstMs: 60_000, longestMs: 60 * 60_000 };
/** So many failures one after the other are not the people's: Teams or the store is away. */
const MOST_FAILURES_IN_A_ROW = 3;
const EVERYBODY = "*";

const COUNTED_AS: Record<DigestOutcome["kind"], BotOutcome | null> = {
  sent: "digest_sent",
  ended: "digest_ended",
  unreachable: "digest_unreachable",
  refused: "digest_failed",
  unknown: "digest_failed",
  noCalls: null,
  notWanted: null,
};

/**
 * Sends the weekly digest to everybody who asked for it, on Mondays from 8:00 of their own time zone on, one instance
 * at a time. Which week's somebody got is kept with their preferences. A failure holds nobody else up; many in a row
 * end the round, and the next ones come later and later.
 */
export function createDigests(options: DigestsOptions): LeasedUpkeep {
  const { preferences, defaultTimeZone, count, clock, log, leases, owner } = options;
  const waits = new Waits(WAIT);

  async function due(monday: string): Promise<DigestToSend[]> {
    const now = clock.now();
    const dueIn = new Map<string, boolean>();
    const isDueIn = (timeZone: string): boolean => {
      const known = dueIn.get(timeZone) ?? dueDigest(now, timeZone) === monday;
      dueIn.set(timeZone, known);
      return known;
    };
    return (
      (await preferences.digestsToSend(monday))
        .map(({ personId, language, timeZone }) => {
          const ownZone = timeZone !== null && isTimeZone(timeZone) ? timeZone : defaultTimeZone;
          return { personId, language, timeZone: ownZone, monday };
        })
        .filter(({ personId, timeZone }) => isDueIn(timeZone) && !waits.isWaiting(personId, now))
        // Whoever failed before comes last, so that they cannot keep the others waiting.
        .sort((a, b) => waits.failuresOf(a.personId) - waits.failuresOf(b.personId))
    );
  }

  /** Never rejects. */
  async function send(digest: DigestToSend): Promise<DigestOutcome> {
    try {
      return await sendDigest(digest, options);
    } catch (error) {
      log.warn({ code: errorCode(error), error }, "digest not sent; tried again later");
      return { kind: "refused", retryAfterMs: null };
    }
  }

  /** Whether it was a failure. */
  function note({ personId }: DigestToSend, outcome: DigestOutcome): boolean {
    const counted = COUNTED_AS[outcome.kind];
    if (counted !== null) count(counted, 1);
    const now = clock.now();
    switch (outcome.kind) {
      case "sent":
      case "ended":
        waits.succeeded(EVERYBODY);
        waits.succeeded(personId);
        return false;
      case "noCalls":
        // Their records may still come.
        waits.notSoon(personId, now);
        return false;
      case "refused":
        waits.failed(personId, now);
        return true;
      case "unknown":
        return true;
      case "unreachable":
      case "notWanted":
        return false;
    }
  }

  async function round(signal: AbortSignal): Promise<void> {
    const monday = dueDigestAnywhere(clock.now());
    if (monday === null) return waits.clear();
    if (waits.isWaiting(EVERYBODY, clock.now())) return;
    const outcomes: Partial<Record<DigestOutcome["kind"], number>> = {};
    let failuresInARow = 0;
    for (const digest of await due(monday)) {
      if (signal.aborted) break;
      // A long round may come to the end of somebody's Monday.
      if (dueDigest(clock.now(), digest.timeZone) !== monday) continue;
      const outcome = await send(digest);
      outcomes[outcome.kind] = (outcomes[outcome.kind] ?? 0) + 1;
      failuresInARow = note(digest, outcome) ? failuresInARow + 1 : 0;
      const toldMs = outcome.kind === "refused" ? outcome.retryAfterMs : null;
      if (toldMs !== null || failuresInARow === MOST_FAILURES_IN_A_ROW) {
        waits.failed(EVERYBODY, clock.now(), toldMs ?? 0);
        break;
      }
      await clock.sleep(GAP_MS, signal);
    }
    if (Object.keys(outcomes).length > 0) log.info({ monday, outcomes }, "digests sent");
  }

  return createLeasedUpkeep({
    name: "digests",
    leaseMs: LEASE_MS,
    everyMs: EVERY_MS,
    round,
    leases,
    owner,
    clock,
    log,
  });
}
