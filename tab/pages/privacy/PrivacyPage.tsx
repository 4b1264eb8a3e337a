import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { PrivacyJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { EraseMe } from "./EraseMe.tsx";
import { ExportEverything } from "./ExportEverything.tsx";
import { LooksTable } from "./LooksTable.tsx";
import { StoredTable } from "./StoredTable.tsx";

const useStyles = makeStyles({
  panels: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    rowGap: tokens.spacingVerticalL,
    maxWidth: "880px",
  },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What is stored about the person, who looked, and how to take it along or have it erased. */
export function PrivacyPage(): ReactNode {
  const { shell } = useMessages();
  const answer = useApi(API.privacy);
  return (
    <PageFrame title={shell.pages.privacy} answer={answer}>
      {(found) => <Panels found={found} />}
    </PageFrame>
  );
}

function Panels({ found }: { found: PrivacyJson }): ReactNode {
  const styles = useStyles();
  const { privacy, bot } = useMessages();
  return (
    <div className={styles.panels}>
      <Panel title={privacy.stored.title}>
        <p className={styles.text}>{privacy.stored.text(found.retentionDays)}</p>
        <StoredTable
          caption={privacy.stored.title}
          stored={found.stored}
          nothing={bot.privacy.forgetMe.nothingStored}
        />
      </Panel>
      <Panel title={privacy.looks.title}>
        <p className={styles.text}>{bot.privacy.logged}</p>
        <LooksTable looks={found.looks} more={found.more} />
      </Panel>
      <Panel title={privacy.export.title}>
        <p className={styles.text}>{privacy.export.text}</p>
        <ExportEverything />
      </Panel>
      <Panel title={privacy.erase.title}>
        <p className={styles.text}>{bot.privacy.forgetMe.consequences}</p>
        <EraseMe stored={found.stored} />
      </Panel>
    </div>
  );
}
