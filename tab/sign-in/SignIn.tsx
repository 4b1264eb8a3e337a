import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { StartJson } from "../../src/http/api-types.ts";
import { createApiClient } from "../api/api-client.ts";
import type { ApiError } from "../api/api-error.ts";
import { API } from "../api/api-routes.ts";
import type { ConnectionState } from "../api/connection-state.ts";
import type { Host } from "../host/host.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FailedPage } from "../parts/FailedPage.tsx";
import { PageSkeleton } from "../parts/PageSkeleton.tsx";
import { Frame } from "../shell/Frame.tsx";
import { AnonymousContext, type SimulatedChoice } from "../shell/session.ts";
import { SignedIn } from "../shell/SignedIn.tsx";
import { firstPerson, type Sessions } from "./sessions.ts";
import { rememberPerson } from "./simulated-person.ts";
import { SignInProblem } from "./SignInProblem.tsx";

type Parts = { host: Host; connection: ConnectionState; sessions: Sessions };

/** How to sign in, asked once: also before anything is shown. */
export function startQuery(connection: ConnectionState) {
  return queryOptions<StartJson, ApiError>({
    queryKey: [API.start.path],
    queryFn: ({ signal }) => createApiClient(null, connection).get(API.start, {}, signal),
    staleTime: Infinity,
  });
}

/** Finds out how to sign in, does it, and says so where it cannot be done. */
export function SignIn({ host, connection, sessions }: Parts): ReactNode {
  const { shell } = useMessages();
  const start = useQuery(startQuery(connection));
  const frame = (content: ReactNode): ReactNode => <Frame connection={connection}>{content}</Frame>;
  if (start.isPending) return frame(<PageSkeleton />);
  if (start.isError) return frame(<FailedPage error={start.error} retry={() => void start.refetch()} />);
  const { signIn, isAnonymous } = start.data;
  if (signIn.kind === "notConfigured") return frame(<SignInProblem problem={shell.notConfigured} />);
  if (host.authToken !== null) {
    return (
      <AnonymousContext value={isAnonymous}>
        <SignedIn host={host} connection={connection} session={sessions.inTeams(host.authToken)} simulated={null} />
      </AnonymousContext>
    );
  }
  if (signIn.kind === "teams") return frame(<SignInProblem problem={shell.openInTeams} />);
  return (
    <AnonymousContext value={isAnonymous}>
      <Simulated host={host} connection={connection} sessions={sessions} signIn={signIn} />
    </AnonymousContext>
  );
}

function Simulated({
  host,
  connection,
  sessions,
  signIn,
}: Parts & { signIn: Extract<StartJson["signIn"], { kind: "simulated" }> }): ReactNode {
  const [personId, setPersonId] = useState(() => firstPerson(signIn));
  const choose = (id: string): void => {
    rememberPerson(id);
    setPersonId(id);
  };
  const simulated: SimulatedChoice = { people: signIn.people, personId, choose };
  const session = sessions.simulated(personId);
  // Another person begins anew: nothing of the one before may stay on a page.
  return <SignedIn key={personId} host={host} connection={connection} session={session} simulated={simulated} />;
}
