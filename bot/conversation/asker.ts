import type { Activity } from "botbuilder";
import { isTimeZone } from "../../src/calls/local-time.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import { errorCode } from "../../src/service-error.ts";
import type { Preference, Preferences } from "../../src/store/store.ts";
import type { Messages } from "../messages/catalog.ts";
import { languageFor } from "../messages/languages.ts";
import { messagesFor } from "../messages/messages.ts";
import { clientTimeZone } from "../teams-activity.ts";
import { inTime } from "./in-time.ts";

/** Who sent an activity, and how they are answered. */
export type Asker = {
  viewer: Viewer;
  /** When their activity came: how long an answer may take counts from here. */
  since: Date;
  /** BCP 47: the language they chose, else their client's; of the same language, the client's with its region. */
  locale: string;
  /** IANA: their client's, else the one they had last, else the tenant's. */
  timeZone: string;
  /** In that language and time zone. */
  messages: Messages;
  /** The client's time zone when it is another than the one kept; null: nothing to keep. */
  newTimeZone: string | null;
};

export type AskersOptions = {
  /** The person whose calls a Teams user may ask for, by their Entra object id; null for somebody unknown. */
  resolvePerson: (aadObjectId: string) => string | null;
  /** By configured ids: activities carry no app roles. */
  isAdmin: (personId: string) => boolean;
  preferences: Pick<Preferences, "of" | "save">;
  /** IANA. For clients that do not tell theirs. */
  defaultTimeZone: string;
  clock: Clock;
  log: Log;
};

/** A person is answered in their client's language rather than late. */
const PREFERENCES_IN_TIME = { code: "preferences_timed_out", withinMs: 2_000 };

/** Finds out who sends activities. Nothing but the sender's Entra id, which Teams vouches for, decides who it is. */
export class Askers {
  readonly #options: AskersOptions;

  constructor(options: AskersOptions) {
    this.#options = options;
  }

  /** Null for somebody unknown. */
  async of(activity: Activity): Promise<Asker | null> {
    const personId = this.personIdOf(activity);
    if (personId === null) return null;
    const since = this.#options.clock.now();
    const preference = await this.#preferenceOf(personId);
    const client = usableTimeZone(clientTimeZone(activity));
    const timeZone = client ?? usableTimeZone(preference?.timeZone) ?? this.#options.defaultTimeZone;
    const locale = localeOf(preference?.language ?? null, activity.locale ?? "");
    return {
      viewer: { personId, isAdmin: this.#options.isAdmin(personId) },
      since,
      locale,
      timeZone,
      messages: messagesFor(locale, timeZone),
      newTimeZone: preference !== null && client !== preference.timeZone ? client : null,
    };
  }

  personIdOf({ from }: Activity): string | null {
    return from.aadObjectId ? this.#options.resolvePerson(from.aadObjectId) : null;
  }

  /** In the client's own language, for whoever is not known. */
  messagesOf(activity: Activity): Messages {
    const timeZone = usableTimeZone(clientTimeZone(activity)) ?? this.#options.defaultTimeZone;
    return messagesFor(activity.locale ?? "", timeZone);
  }

  /** Keeps the client's time zone, for messages that nobody asked for. A failure is logged: the next message tries again. */
  async remember({ viewer, newTimeZone }: Asker): Promise<void> {
    if (newTimeZone === null) return;
    const { preferences, clock, log } = this.#options;
    try {
      await inTime(preferences.save(viewer.personId, { timeZone: newTimeZone }), { ...PREFERENCES_IN_TIME, clock });
    } catch (error) {
      log.warn({ code: errorCode(error) }, "time zone not kept");
    }
  }

  async #preferenceOf(personId: string): Promise<Preference | null> {
    const { preferences, clock, log } = this.#options;
    try {
      return await inTime(preferences.of(personId), { ...PREFERENCES_IN_TIME, clock });
    } catch (error) {
      log.warn({ code: errorCode(error) }, "preferences not read");
      return null;
    }
  }
}

function localeOf(chosen: string | null, client: string): string {
  return chosen === null || languageFor(client).tag === chosen ? client : chosen;
}

function usableTimeZone(timeZone: string | null | undefined): string | null {
  return timeZone && isTimeZone(timeZone) ? timeZone : null;
}
