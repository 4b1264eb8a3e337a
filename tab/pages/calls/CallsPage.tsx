import { Button } from "@fluentui/react-components";
import { CallRegular, FilterRegular } from "@fluentui/react-icons";
import { useMemo, useState, type ReactNode } from "react";
import { useSearch } from "wouter";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { FailedNotice } from "../../parts/FailedNotice.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { SkeletonRows } from "../../parts/PageSkeleton.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { useSession } from "../../shell/session.ts";
import { CallGrid } from "./CallGrid.tsx";
import { CallTools } from "./CallTools.tsx";
import { cameFromList, keepPlaceInHistory, placeInHistory } from "./list-history.ts";
import { useCallPages } from "./use-call-pages.ts";
import { useListConditions } from "./use-list-conditions.ts";

/** One's calls, newest first: as many as there are, searched and filtered. */
export function CallsPage(): ReactNode {
  const { shell, bot, calls: words } = useMessages();
  const { timeZone } = useSession();
  const query = useSearch();
  const period = usePeriod({ kind: "lastDays", count: 28 });
  const chosen = useListConditions();
  const [place, setPlace] = useState(placeInHistory);
  const params = { period: period.text, timeZone, ...chosen.conditions };
  const totals = useApi(API.callTotals, params);
  const { answer, calls } = useCallPages(params, place !== null);
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData } = answer;
  // Another list begins at its top.
  const [shown, setShown] = useState(query);
  if (shown !== query && !isPlaceholderData) {
    setShown(query);
    setPlace(null);
  }

  // Rows stay as they are while this does.
  const opening = useMemo(
    () => ({ href: (callId: string) => `/calls/${encodeURIComponent(callId)}`, state: cameFromList(query) }),
    [query],
  );
  const retry = (): void => void answer.refetch();
  const askNext = answer.fetchNextPage;
  const list = (): ReactNode => {
    const [page] = data?.pages ?? [];
    if (page === undefined) {
      return error === null ? <SkeletonRows rows={10} height={52} /> : <FailedNotice error={error} retry={retry} />;
    }
    if (calls.length === 0 && chosen.count === 0) {
      const dates = { start: new Date(page.period.start), end: new Date(page.period.end), name: period.name };
      const hasBegun = dates.start.getTime() <= Date.now();
      return <EmptyState icon={<CallRegular />} title={bot.empty.calls(dates, hasBegun)} />;
    }
    if (calls.length === 0) {
      const { title, text, clear } = words.noMatch;
      const clearButton = (
        <Button appearance="primary" onClick={chosen.clear}>
          {clear}
        </Button>
      );
      return <EmptyState icon={<FilterRegular />} title={title} text={text} action={clearButton} />;
    }
    return (
      <CallGrid
        key={shown}
        calls={calls}
        total={totals.data?.calls ?? null}
        timeZone={timeZone}
        opening={opening}
        next={
          hasNextPage
            ? {
                isAsking: isFetchingNextPage,
                ask: () => void askNext(),
                failed:
                  answer.isFetchNextPageError && !isFetchingNextPage ? (
                    <FailedNotice error={answer.error} retry={() => void askNext()} />
                  ) : null,
              }
            : null
        }
        place={place}
        onLeave={keepPlaceInHistory}
      />
    );
  };
  return (
    <PageFrame title={shell.pages.calls} actions={<PeriodPicker period={period} />}>
      <CallTools chosen={chosen} params={params} totals={totals.data} />
      <div style={isPlaceholderData ? { opacity: 0.6 } : undefined} aria-busy={isPlaceholderData}>
        {list()}
      </div>
    </PageFrame>
  );
}
