import { Button } from "@fluentui/react-components";
import { CallRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { createLocalTime } from "../../../src/calls/local-time.ts";
import { periodText } from "../../../src/calls/period-text.ts";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { SkeletonBlock } from "../../parts/PageSkeleton.tsx";
import { useSession } from "../../shell/session.ts";

/** No call in the period: whether there was ever one, and where it is. */
export function EmptyOverview({ overview }: { overview: OverviewJson }): ReactNode {
  const { overview: words, formats, bot } = useMessages();
  const { timeZone } = useSession();
  const last = useApi(API.call("last"), { timeZone });
  if (last.isPending) return <SkeletonBlock height={240} />;
  if (last.data === undefined) {
    const isFirstDay = last.error?.status === 404 && overview.before.summary.calls === 0;
    return <EmptyState icon={<CallRegular />} {...(isFirstDay ? words.firstDay : words.emptyPeriod)} />;
  }
  const start = new Date(last.data.call.start);
  const [year = 0, month = 1] = createLocalTime(timeZone).dateOf(start).split("-").map(Number);
  const period = periodText({ kind: "month", year, month });
  return (
    <EmptyState
      icon={<CallRegular />}
      title={words.emptyPeriod.title}
      text={bot.joins.sentences([words.emptyPeriod.lastCall(formats.dayTime(start)), words.emptyPeriod.text])}
      action={
        <Link href={`/?period=${period}`} asChild>
          <Button as="a" appearance="primary">
            {words.emptyPeriod.show(formats.month(year, month))}
          </Button>
        </Link>
      }
    />
  );
}
