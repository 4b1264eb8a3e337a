import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { DataTrendingRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { OrganizationPageJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { PanelGrid } from "../../charts/PanelGrid.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { CallsTrend } from "./organization/CallsTrend.tsx";
import { DimensionPanel } from "./organization/DimensionPanel.tsx";
import { FindingsPanel } from "./organization/FindingsPanel.tsx";
import { OrganizationFigures } from "./organization/OrganizationFigures.tsx";
import { PoorShareTrend } from "./organization/PoorShareTrend.tsx";

const useStyles = makeStyles({
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  content: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
});

/** Everyone's calls together: figures, how they went day by day, and what poor ones have in common. Names nobody. */
export function OrganizationPage(): ReactNode {
  const { shell } = useMessages();
  const period = usePeriod({ kind: "lastDays", count: 28 });
  const answer = useApi(API.organization, { period: period.text });
  return (
    <PageFrame title={shell.pages.organization} actions={<PeriodPicker period={period} />} answer={answer}>
      {(page) => <OrganizationContent page={page} />}
    </PageFrame>
  );
}

function OrganizationContent({ page }: { page: OrganizationPageJson }): ReactNode {
  const styles = useStyles();
  const { admin, bot, formats } = useMessages();
  const { organization } = page;
  const { minimumPeople } = organization;
  const leftOut = minimumPeople > 0 ? [bot.organization.minimumPeople(formats.count(minimumPeople))] : [];
  if (organization.calls === 0) {
    const { title, text } = admin.organization.empty;
    return <EmptyState icon={<DataTrendingRegular />} title={title} text={bot.joins.sentences([text, ...leftOut])} />;
  }
  return (
    <div className={styles.content}>
      <OrganizationFigures page={page} />
      {leftOut.map((text) => (
        <p key={text} className={styles.note}>
          {text}
        </p>
      ))}
      <PanelGrid inRow="two">
        <CallsTrend days={organization.byDay} />
        <PoorShareTrend days={organization.byDay} />
      </PanelGrid>
      <FindingsPanel organization={organization} />
      <DimensionPanel organization={organization} />
    </div>
  );
}
