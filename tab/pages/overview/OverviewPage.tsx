import { makeStyles, tokens } from "@fluentui/react-components";
import type { QueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { createLocalTime } from "../../../src/calls/local-time.ts";
import { periodText, readPeriodText } from "../../../src/calls/period-text.ts";
import type { ApiClient } from "../../api/api-client.ts";
import { API } from "../../api/api-routes.ts";
import { apiKey, useApi } from "../../api/use-api.ts";
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

const USUAL_PERIOD = { kind: "lastDays", count: 28 } as const;

/**
 * Asks for the figures of the URL's period while it is still asked who signed in, so that they are there when the page is.
 * In vain where the person prefers another time zone: the page then asks anew.
 */
export function prefetchOverview(queries: QueryClient, client: ApiClient, timeZone: string): void {
  const today = createLocalTime(timeZone).dateOf(new Date());
  const asked = readPeriodText(new URLSearchParams(location.search).get("period") ?? "", today);
  const params = { period: periodText(asked ?? USUAL_PERIOD), timeZone };
  void queries.prefetchQuery({
    queryKey: apiKey(API.overview, params),
    queryFn: ({ signal }) => client.get(API.overview, params, signal),
  });
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
