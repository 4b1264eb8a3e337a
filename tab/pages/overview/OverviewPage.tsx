import type { ReactNode } from "react";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { useSession } from "../../shell/session.ts";

export function OverviewPage(): ReactNode {
  const { shell, bot } = useMessages();
  const { timeZone } = useSession();
  const period = usePeriod({ kind: "lastDays", count: 28 });
  const answer = useApi(API.overview, { period: period.text, timeZone });
  return (
    <PageFrame title={shell.pages.overview} actions={<PeriodPicker period={period} />} answer={answer}>
      {({ period: named }) => <p>{bot.joins.facts([named.start, named.end])}</p>}
    </PageFrame>
  );
}
