import { createContext, use } from "react";
import type { Host } from "../host/host.ts";
import type { MeJson, SimulatedPersonJson } from "../../src/http/api-types.ts";

/** Who is signed in, and how the tab shows itself to them. */
export type Session = {
  me: MeJson;
  /** In which days are counted: the person's preference, else the machine's. For every request that takes one. */
  timeZone: string;
  /** BCP 47, the person's; formats follow its region. */
  locale: string;
  host: Host;
};

/** In simulated mode: whom one may be. */
export type SimulatedChoice = {
  people: readonly SimulatedPersonJson[];
  personId: string;
  choose: (personId: string) => void;
};

export const SessionContext = createContext<Session | null>(null);

/** Anonymous mode: nobody is looked at or revealed, so nothing offers it. The service refuses it anyway. */
export const AnonymousContext = createContext(false);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("Nobody has signed in.");
  return session;
}
