import type { QueryClient } from "@tanstack/react-query";
import type { StartJson } from "../../src/http/api-types.ts";
import { createApiClient, type ApiClient } from "../api/api-client.ts";
import { ApiError } from "../api/api-error.ts";
import { API } from "../api/api-routes.ts";
import type { ConnectionState } from "../api/connection-state.ts";
import { createQueryClient } from "../api/create-query-client.ts";
import type { Host } from "../host/host.ts";
import { rememberedPerson } from "./simulated-person.ts";
import { createTokenSource, type TokenSource } from "./token-source.ts";

/** How the service is asked in one person's name, and the cache of what it answered. */
export type PersonSession = {
  client: ApiClient;
  queries: QueryClient;
  /** Resolves when the person is signed in, or cannot be. */
  settled: Promise<void>;
};

/** One at a time: whoever was signed in before begins anew, and nothing of theirs stays in a cache. */
export type Sessions = {
  simulated: (personId: string) => PersonSession;
  inTeams: (authToken: () => Promise<string>) => PersonSession;
};

type Simulated = Extract<StartJson["signIn"], { kind: "simulated" }>;

/** @param begin asks for what will be shown first, as soon as it is known whose it is */
export function createSessions(connection: ConnectionState, begin: (session: PersonSession) => void): Sessions {
  let current: { of: unknown; session: PersonSession } | null = null;

  function session(of: unknown, obtain: () => Promise<string>): PersonSession {
    if (current !== null && current.of === of) return current.session;
    const tokens: TokenSource = createTokenSource(obtain);
    const settled = tokens.token().then(
      () => {},
      () => {},
    );
    const opened = { client: createApiClient(tokens, connection), queries: createQueryClient(), settled };
    current = { of, session: opened };
    begin(opened);
    return opened;
  }

  return {
    simulated: (personId) =>
      session(personId, async () => {
        const { token } = await createApiClient(null, connection).send("POST", API.simulatedSignIn, { personId });
        return token;
      }),
    inTeams: (authToken) =>
      session(authToken, async () => {
        try {
          return await authToken();
        } catch {
          throw new ApiError("sign_in_failed", 401, null);
        }
      }),
  };
}

/** Whom one was before a reload, or else the person with most to see. */
export function firstPerson({ people, suggestedPersonId }: Simulated): string {
  const remembered = rememberedPerson();
  return people.some(({ id }) => id === remembered) && remembered !== null ? remembered : suggestedPersonId;
}

/** Signs in whoever will be signed in, before anything is shown. Never rejects. */
export async function signInEarly({ signIn }: StartJson, { authToken }: Host, sessions: Sessions): Promise<void> {
  if (signIn.kind === "notConfigured") return;
  if (authToken !== null) await sessions.inTeams(authToken).settled;
  else if (signIn.kind === "simulated") await sessions.simulated(firstPerson(signIn)).settled;
}
