import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactNode } from "react";
import type { StartJson } from "../../src/http/api-types.ts";
import { createApiClient, type ApiClient } from "../api/api-client.ts";
import { ApiError } from "../api/api-error.ts";
import { API } from "../api/api-routes.ts";
import type { ConnectionState } from "../api/connection-state.ts";
import type { Host } from "../host/host.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FailedPage } from "../parts/FailedPage.tsx";
import { PageSkeleton } from "../parts/PageSkeleton.tsx";
import { Frame } from "../shell/Frame.tsx";
import { AnonymousContext, type SimulatedChoice } from "../shell/session.ts";
import { SignedIn } from "../shell/SignedIn.tsx";
import { rememberedPerson, rememberPerson } from "./simulated-person.ts";
import { SignInProblem } from "./SignInProblem.tsx";
import { createTokenSource } from "./token-source.ts";

type Parts = { host: Host; connection: ConnectionState };

/** How to sign in, asked once: also before anything is shown. */
export function startQuery(connection: ConnectionState) {
  return queryOptions<StartJson, ApiError>({
    queryKey: [API.start.path],
    queryFn: ({ signal }) => createApiClient(null, connection).get(API.start, {}, signal),
    staleTime: Infinity,
  });
}

/** Finds out how to sign in, does it, and says so where it cannot be done. */
export function SignIn({ host, connection }: Parts): ReactNode {
  const { shell } = useMessages();
  const open = useMemo(() => createApiClient(null, connection), [connection]);
  const start = useQuery(startQuery(connection));
  const frame = (content: ReactNode): ReactNode => <Frame connection={connection}>{content}</Frame>;
  if (start.isPending) return frame(<PageSkeleton />);
  if (start.isError) return frame(<FailedPage error={start.error} retry={() => void start.refetch()} />);
  const { signIn, isAnonymous } = start.data;
  if (signIn.kind === "notConfigured") return frame(<SignInProblem problem={shell.notConfigured} />);
  if (host.authToken !== null) {
    return (
      <AnonymousContext value={isAnonymous}>
        <InTeams host={host} connection={connection} authToken={host.authToken} />
      </AnonymousContext>
    );
  }
  if (signIn.kind === "teams") return frame(<SignInProblem problem={shell.openInTeams} />);
  return (
    <AnonymousContext value={isAnonymous}>
      <Simulated host={host} connection={connection} open={open} signIn={signIn} />
    </AnonymousContext>
  );
}

function InTeams({ host, connection, authToken }: Parts & { authToken: () => Promise<string> }): ReactNode {
  const client = useMemo(() => {
    const tokens = createTokenSource(async () => {
      try {
        return await authToken();
      } catch {
        throw new ApiError("sign_in_failed", 401, null);
      }
    });
    return createApiClient(tokens, connection);
  }, [authToken, connection]);
  return <SignedIn host={host} connection={connection} client={client} simulated={null} />;
}

function Simulated({
  host,
  connection,
  open,
  signIn,
}: Parts & { open: ApiClient; signIn: Extract<StartJson["signIn"], { kind: "simulated" }> }): ReactNode {
  const { people, suggestedPersonId } = signIn;
  const [personId, setPersonId] = useState(() => {
    const remembered = rememberedPerson();
    return people.some(({ id }) => id === remembered) && remembered !== null ? remembered : suggestedPersonId;
  });
  const client = useMemo(() => {
    const tokens = createTokenSource(async () => (await open.send("POST", API.simulatedSignIn, { personId })).token);
    return createApiClient(tokens, connection);
  }, [connection, open, personId]);
  const choose = (id: string): void => {
    rememberPerson(id);
    setPersonId(id);
  };
  const simulated: SimulatedChoice = { people, personId, choose };
  // Another person begins anew: nothing of the one before may stay in a cache or on a page.
  return <SignedIn key={personId} host={host} connection={connection} client={client} simulated={simulated} />;
}
