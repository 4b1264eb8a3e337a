import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import type { ApiError } from "../api/api-error.ts";
import { API } from "../api/api-routes.ts";
import type { ConnectionState } from "../api/connection-state.ts";
import { ApiContext, useApi } from "../api/use-api.ts";
import type { Host } from "../host/host.ts";
import { Language } from "../messages/Language.tsx";
import { rememberedLanguage, rememberLanguage } from "../messages/remembered-language.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FailedPage } from "../parts/FailedPage.tsx";
import { PageSkeleton } from "../parts/PageSkeleton.tsx";
import type { PersonSession } from "../sign-in/sessions.ts";
import { SignInProblem } from "../sign-in/SignInProblem.tsx";
import { Frame } from "./Frame.tsx";
import { Pages } from "./Pages.tsx";
import { SessionContext, type SimulatedChoice } from "./session.ts";

type Parts = { host: Host; connection: ConnectionState; simulated: SimulatedChoice | null };

/** The pages of one person, with a cache of their own. */
export function SignedIn({ session: { client, queries }, ...parts }: Parts & { session: PersonSession }): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={client}>
        <Person {...parts} />
      </ApiContext>
    </QueryClientProvider>
  );
}

function Person({ host, connection, simulated }: Parts): ReactNode {
  const { formats } = useMessages();
  const me = useApi(API.me);
  const language = me.data?.preferences.language;
  useEffect(() => {
    if (language !== undefined) rememberLanguage(language);
  }, [language]);

  const timeZone = me.data?.preferences.timeZone ?? formats.timeZone;
  return (
    <Language tag={language ?? rememberedLanguage() ?? host.locale} locale={host.locale} timeZone={timeZone}>
      <Frame connection={connection} simulated={simulated} me={me.data ?? null}>
        {me.data === undefined ? (
          <NotYet error={me.error} retry={() => void me.refetch()} />
        ) : (
          <SessionContext value={{ me: me.data, timeZone, locale: host.locale, host }}>
            <Pages />
          </SessionContext>
        )}
      </Frame>
    </Language>
  );
}

/** Instead of a page until it is known who signed in. `error`: why that is not known. */
function NotYet({ error, retry }: { error: ApiError | null; retry: () => void }): ReactNode {
  const { shell } = useMessages();
  if (error === null) return <PageSkeleton />;
  if (error.status === 401) return <SignInProblem problem={shell.signInFailed} retry={retry} />;
  return <FailedPage error={error} retry={retry} />;
}
