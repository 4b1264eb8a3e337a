import { FluentProvider, makeStaticStyles, makeStyles, tokens, type Theme } from "@fluentui/react-components";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import type { ConnectionState } from "./api/connection-state.ts";
import type { Host } from "./host/host.ts";
import { ownTimeZone } from "./host/own-time-zone.ts";
import { useTheme } from "./host/use-theme.ts";
import { Language } from "./messages/Language.tsx";
import { rememberedLanguage } from "./messages/remembered-language.ts";
import type { Sessions } from "./sign-in/sessions.ts";
import { SignIn } from "./sign-in/SignIn.tsx";

const useDocumentStyles = makeStaticStyles({ body: { margin: 0 } });
const useStyles = makeStyles({
  root: { minHeight: "100dvh", backgroundColor: tokens.colorNeutralBackground3 },
});

/** Everything: the host's theme and language around the sign-in, and the pages behind it. */
export function App({
  host,
  connection,
  queries,
  sessions,
  firstTheme,
}: {
  host: Host;
  connection: ConnectionState;
  /** For what is asked before anybody has signed in. */
  queries: QueryClient;
  sessions: Sessions;
  firstTheme: Theme;
}): ReactNode {
  useDocumentStyles();
  const styles = useStyles();
  const theme = useTheme(host, firstTheme);
  useEffect(() => host.showsFirstPage(), [host]);
  return (
    <FluentProvider theme={theme}>
      {/* Not on the provider: its class is given to every popup, which would then cover the page. */}
      <div className={styles.root}>
        <QueryClientProvider client={queries}>
          <Language tag={rememberedLanguage() ?? host.locale} locale={host.locale} timeZone={ownTimeZone()}>
            <SignIn host={host} connection={connection} sessions={sessions} />
          </Language>
        </QueryClientProvider>
      </div>
    </FluentProvider>
  );
}
