import { makeStyles, tokens } from "@fluentui/react-components";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { createLocalTime } from "../../../src/calls/local-time.ts";
import { periodText, readPeriodText } from "../../../src/calls/period-text.ts";
import { API } from "../../api/api-routes.ts";
import { apiQuery, useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { useSession } from "../../shell/session.ts";
import type { PersonSession } from "../../sign-in/sessions.ts";
import { EmptyOverview } from "./EmptyOverview.tsx";
import { OverviewFigures } from "./OverviewFigures.tsx";
import { OverviewSkeleton, PanelsSkeleton } from "./OverviewSkeleton.tsx";

/** The figures need no chart: they are shown while the charts' chunk is still on its way. */
const loadPanels = () => import("./OverviewPanels.tsx");
const OverviewPanels = lazy(async () => ({ default: (await loadPanels()).OverviewPanels }));

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
});

const USUAL_PERIOD = { kind: "lastDays", count: 28 } as const;

/**
 * Asks for the figures of the URL's period before it is known who signed in, so that they are there when the page is. In
 * vain where the person prefers another time zone: the page then asks anew.
 */
export function prefetchOverview({ client, queries }: PersonSession, timeZone: string): void {
  const today = createLocalTime(timeZone).dateOf(new Date());
  const asked = readPeriodText(new URLSearchParams(location.search).get("period") ?? "", today);
  const params = { period: periodText(asked ?? USUAL_PERIOD), timeZone };
  void queries.prefetchQuery(apiQuery(client, API.overview, params));
}

/** How one's calls went: figures first, then what they are made of. */
export function OverviewPage(): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  const { timeZone } = useSession();
  const period = usePeriod(USUAL_PERIOD);
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
