import type { Activity } from "botbuilder";
import type { BotOutcome } from "../../bot/bot-outcome.ts";
import { createDigests } from "../../bot/digest/digests.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { LeasedUpkeep } from "../../src/leased-upkeep.ts";
import { createLog } from "../../src/log.ts";
import { ServiceError } from "../../src/service-error.ts";
import type { Preference, StoredConversation } from "../../src/store/store.ts";
import { DrivenClock } from "./driven-clock.ts";
import { buildParticipation } from "./participation-builder.ts";

type SentDigest = { personId: string; at: string; activity: Partial<Activity> };

/** Two weeks of calls before any Monday of the tests' years: five on every day at noon UTC. */
const CALLS_A_DAY = 5;

/**
 * People who want their digest, in memory, with a clock that tests move: each has a chat and calls on every day unless
 * a test takes them away.
 */
export class DigestWorld {
  readonly clock: DrivenClock;
  readonly preferences = new Map<string, Preference>();
  readonly claimed = new Map<string, string>();
  readonly chats = new Map<string, StoredConversation>();
  readonly withoutCalls = new Set<string>();
  readonly sent: SentDigest[] = [];
  readonly counts = new Map<BotOutcome, number>();
  /** What goes wrong with a person's message or calls; null: nothing. */
  failMessage: (personId: string) => Error | null = () => null;
  failRead: (personId: string) => Error | null = () => null;
  /** Messages that were tried, also those that failed. */
  attempts = 0;
  readonly #holder = new Map<string, { owner: string; untilMs: number }>();

  constructor(now: string) {
    this.clock = new DrivenClock(now);
  }

  want(personId: string, over: Partial<Preference> = {}, chat: Partial<StoredConversation> = {}): void {
    this.preferences.set(personId, { language: null, timeZone: null, digest: true, ...over });
    this.chats.set(personId, {
      conversationId: `a:${personId}`,
      conversationType: "personal",
      serviceUrl: "https://smba.example.org/",
      channelId: "msteams",
      botId: "28:callwise",
      tenantId: "tenant",
      personId,
      teamId: null,
      locale: "en-GB",
      updatedAt: new Date(0),
      ...chat,
    });
  }

  /** Who got one, and when. */
  get sentTo(): [personId: string, at: string][] {
    return this.sent.map(({ personId, at }) => [personId, at]);
  }

  instance(owner = "one"): LeasedUpkeep {
    const { clock, preferences, claimed, chats } = this;
    const isUnsent = (personId: string, monday: string): boolean =>
      preferences.get(personId)?.digest === true && (claimed.get(personId) ?? "") < monday;
    return createDigests({
      preferences: {
        digestsToSend: (monday) =>
          Promise.resolve(
            [...preferences]
              .filter(([personId]) => isUnsent(personId, monday))
              .map(([personId, preference]) => ({ ...preference, personId })),
          ),
        claimDigest: (personId, monday) => {
          const isFree = isUnsent(personId, monday);
          if (isFree) claimed.set(personId, monday);
          return Promise.resolve(isFree);
        },
        returnDigest: (personId) => Promise.resolve(void claimed.delete(personId)),
        save: (personId, change) => {
          const before = preferences.get(personId);
          if (before) preferences.set(personId, { ...before, ...change });
          return Promise.resolve();
        },
      },
      participations: {
        find: (viewer, { personId, start, end }) => {
          if (viewer.personId !== personId || viewer.isAdmin)
            throw new ServiceError("not_allowed", "Not one's own calls.", { remedy: "none" });
          const error = this.failRead(personId);
          if (error) return Promise.reject(error);
          return Promise.resolve(this.withoutCalls.has(personId) ? [] : dailyCalls(start, end));
        },
      },
      conversations: {
        personalOf: (personId) => Promise.resolve(chats.get(personId) ?? null),
        remove: (conversationId) => Promise.resolve(void chats.delete(conversationId.slice(2))),
      },
      messenger: {
        toConversation: ({ personId }, activities) => {
          this.attempts += 1;
          const error = this.failMessage(personId ?? "");
          if (error) return Promise.reject(error);
          for (const activity of activities)
            this.sent.push({ personId: personId ?? "", at: clock.now().toISOString(), activity });
          return Promise.resolve();
        },
      },
      leases: {
        acquire: (name, asking, now, ms) => {
          const held = this.#holder.get(name);
          if (held && held.owner !== asking && held.untilMs > now.getTime()) return Promise.resolve(false);
          this.#holder.set(name, { owner: asking, untilMs: now.getTime() + ms });
          return Promise.resolve(true);
        },
        release: (name) => Promise.resolve(void this.#holder.delete(name)),
      },
      defaultTimeZone: "UTC",
      count: (outcome, n) => void this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + n),
      owner,
      clock,
      log: createLog("silent"),
    });
  }
}

function dailyCalls(start: Date, end: Date): Participation[] {
  const calls: Participation[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += 86_400_000)
    for (let call = 1; call <= CALLS_A_DAY; call += 1)
      calls.push(buildParticipation({ start: new Date(at + call * 3_600_000) }));
  return calls;
}

/** As botbuilder's client rejects when Teams answers with an error. */
export function answeredWith(statusCode: number, retryAfter?: string): Error {
  const headers = { get: (name: string) => (name === "retry-after" ? retryAfter : undefined) };
  return Object.assign(new Error(`status ${statusCode}`), { statusCode, response: { headers } });
}
