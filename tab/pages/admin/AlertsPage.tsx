import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { AlertsPageJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { ChannelsPanel } from "./alerts/ChannelsPanel.tsx";
import { HistoryPanel } from "./alerts/HistoryPanel.tsx";
import { OpenIncident } from "./alerts/OpenIncident.tsx";
import { RulesPanel } from "./alerts/RulesPanel.tsx";

const REFRESH_MS = 30_000;

const useStyles = makeStyles({
  page: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", rowGap: tokens.spacingVerticalL },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What is wrong now and what people do about it, the rules that find it, who is told, and what was wrong. */
export function AlertsPage(): ReactNode {
  const { shell } = useMessages();
  const answer = useApi(API.alerts, {}, { refetchEveryMs: REFRESH_MS });
  return (
    <PageFrame title={shell.pages.alerts} answer={answer}>
      {(page) => <AlertsPanels page={page} />}
    </PageFrame>
  );
}

function AlertsPanels({ page }: { page: AlertsPageJson }): ReactNode {
  const styles = useStyles();
  const { now } = useMessages().admin.alerts;
  const { open, rules, channels, admins, history, next } = page;
  return (
    <div className={styles.page}>
      <Panel title={now.title}>
        {open.length === 0 && <p className={styles.none}>{now.nothing}</p>}
        {open.map((incident) => (
          <OpenIncident key={incident.id} incident={incident} admins={admins} />
        ))}
      </Panel>
      <RulesPanel rules={rules} />
      <ChannelsPanel channels={channels} rules={rules} />
      <HistoryPanel first={history} next={next} />
    </div>
  );
}
