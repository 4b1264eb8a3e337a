import { makeStyles, tokens } from "@fluentui/react-components";
import { StarRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { PanelGrid } from "../../charts/PanelGrid.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { useSession } from "../../shell/session.ts";
import { AgreementPanel } from "./AgreementPanel.tsx";
import { CallsPanel } from "./CallsPanel.tsx";
import { FeedbackFigures } from "./FeedbackFigures.tsx";
import { ProblemsPanel } from "./ProblemsPanel.tsx";
import { RatingsPanel } from "./RatingsPanel.tsx";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
});

/** What one thought of one's calls, and what was measured in them. */
export function FeedbackPage(): ReactNode {
  const { shell } = useMessages();
  const { timeZone } = useSession();
  const period = usePeriod({ kind: "lastDays", count: 28 });
  const answer = useApi(API.feedback, { period: period.text, timeZone });
  return (
    <PageFrame title={shell.pages.feedback} actions={<PeriodPicker period={period} />} answer={answer}>
      {(page) => <FeedbackContent page={page} />}
    </PageFrame>
  );
}

function FeedbackContent({ page }: { page: FeedbackPageJson }): ReactNode {
  const styles = useStyles();
  const { feedback: words } = useMessages();
  const { rated, notRated } = page.feedback;
  if (page.calls.length === 0) return <EmptyState icon={<StarRegular />} {...words.empty} />;
  return (
    <div className={styles.content}>
      {rated + notRated > 0 && <FeedbackFigures page={page} />}
      {rated > 0 && (
        <>
          <RatingsPanel page={page} />
          <PanelGrid inRow="two">
            <AgreementPanel agreement={page.agreement} />
            <ProblemsPanel page={page} />
          </PanelGrid>
        </>
      )}
      <CallsPanel key={page.period.name} calls={page.calls} />
    </div>
  );
}
