import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Router } from "wouter";
import type { MeJson } from "../../src/http/api-types.ts";
import type { ConnectionState } from "../api/connection-state.ts";
import { useMessages } from "../messages/use-messages.ts";
import { OfflineNotice } from "../parts/OfflineNotice.tsx";
import { BASE } from "./base.ts";
import { Navigation } from "./Navigation.tsx";
import { PersonPicker } from "./PersonPicker.tsx";
import type { SimulatedChoice } from "./session.ts";

const MAIN = "main";
const WIDE = "@media (min-width: 960px)";

const useStyles = makeStyles({
  frame: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    [WIDE]: { gridTemplateColumns: "256px minmax(0, 1fr)" },
  },
  skip: {
    position: "absolute",
    top: "-64px",
    insetInlineStart: tokens.spacingHorizontalM,
    zIndex: 3,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    boxShadow: tokens.shadow8,
    ":focus": { top: tokens.spacingVerticalS },
  },
  content: {
    boxSizing: "border-box",
    width: "100%",
    maxWidth: "1240px",
    minWidth: 0,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXXL}`,
    [WIDE]: { padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}` },
  },
  main: { outlineStyle: "none" },
  notice: { marginBottom: tokens.spacingVerticalL, ":empty": { display: "none" } },
});

/** What surrounds every page: skip link, navigation, whom one is, and whether the service can be reached. */
export function Frame({
  connection,
  simulated = null,
  me = null,
  children,
}: {
  connection: ConnectionState;
  simulated?: SimulatedChoice | null;
  /** null: not known yet. */
  me?: MeJson | null;
  children: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  return (
    <Router base={BASE}>
      <a href={`#${MAIN}`} className={styles.skip}>
        {shell.skipToContent}
      </a>
      <div className={styles.frame}>
        <Navigation isAdmin={me?.isAdmin ?? false}>
          {simulated !== null && <PersonPicker simulated={simulated} />}
        </Navigation>
        <div className={styles.content}>
          <div className={styles.notice}>
            <OfflineNotice connection={connection} />
          </div>
          <main id={MAIN} tabIndex={-1} className={styles.main}>
            {children}
          </main>
        </div>
      </div>
    </Router>
  );
}
