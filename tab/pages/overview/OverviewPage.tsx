import { makeStyles, tokens } from "@fluentui/react-components";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { useSession } from "../../shell/session.ts";
import { EmptyOverview } from "./EmptyOverview.tsx";
import { OverviewFigures } from "./OverviewFigures.tsx";
import { OverviewSkeleton, PanelsSkeleton } from "./OverviewSkeleton.tsx";

/** The figures need no chart: they are shown while the charts' chunk is still on its way. */
const loadPanels = () => import("./OverviewPanels.tsx");
const OverviewPanels = lazy(async () => ({ default: (await loadPanels()).OverviewPanels }));

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
});

/** How one's calls went: figures first, then what they are made of. */
export function OverviewPage(): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  const { timeZone } = useSession();
  const period = usePeriod({ kind: "lastDays", count: 28 });
  const answer = useApi(API.overview, { period: period.text, timeZone });
  // Together with the request, not after it. Where it fails, showing them fails too, and says so.
  useEffect(() => void loadPanels().catch(() => undefined), []);
  return (
    <PageFrame
      title={shell.pages.overview}
      actions={<PeriodPicker period={period} />}
      answer={answer}
      skeleton={<OverviewSkeleton />}
    >
      {(overview) =>
        overview.summary.calls === 0 ? (
          <EmptyOverview overview={overview} />
        ) : (
          <div className={styles.content}>
            <OverviewFigures overview={overview} />
            <Suspense fallback={<PanelsSkeleton />}>
              <OverviewPanels overview={overview} />
            </Suspense>
          </div>
        )
      }
    </PageFrame>
  );
}
