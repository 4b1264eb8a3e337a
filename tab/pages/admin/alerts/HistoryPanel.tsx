import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { incidentHeadline } from "../../../../bot/messages/describe-incident.ts";
import { incidentContentFromJson } from "../../../../src/answers/incident-json.ts";
import type { AdminIncidentJson, AlertsPageJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { DataTable } from "../../../parts/DataTable.tsx";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Panel } from "../../../parts/Panel.tsx";

const useStyles = makeStyles({ none: { margin: 0, color: tokens.colorNeutralForeground2 } });

/** Incidents that are over, the last first; earlier ones when asked for. */
export function HistoryPanel({ first, next }: { first: readonly AdminIncidentJson[]; next: string | null }): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const words = admin.alerts.history;
  const client = useApiClient();
  const earlier = useInfiniteQuery<AlertsPageJson, ApiError, AdminIncidentJson[], readonly unknown[], string>({
    queryKey: apiKey(API.alerts, { cursor: next }),
    queryFn: ({ pageParam, signal }) => client.get(API.alerts, { cursor: pageParam }, signal),
    initialPageParam: next ?? "",
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap(({ history }) => history),
    enabled: false,
  });
  const shown = [...first, ...(earlier.data ?? [])];
  const hasMore = earlier.data === undefined ? next !== null : earlier.hasNextPage;

  const rowOf = (incident: AdminIncidentJson): { key: string; cells: ReactNode[] } => {
    const { id, content, since, resolvedAt, peopleAffected } = incident;
    const told = incidentContentFromJson(content);
    const lastedMs = resolvedAt === null ? 0 : new Date(resolvedAt).getTime() - new Date(since).getTime();
    return {
      key: id,
      cells: [
        bot.joins.labeled(bot.admin.alerts.rules[told.kind].name, incidentHeadline(told, bot)),
        formats.dayTime(new Date(since)),
        formats.duration(lastedMs / 1000),
        peopleAffected === 0 ? "" : formats.count(peopleAffected),
      ],
    };
  };
  return (
    <Panel title={words.title}>
      {shown.length === 0 ? (
        <p className={styles.none}>{words.nothing}</p>
      ) : (
        <DataTable
          caption={words.title}
          columns={[
            { header: words.columns.what },
            { header: words.columns.since },
            { header: words.columns.lasted },
            { header: words.columns.people, isNumber: true },
          ]}
          rows={shown.map(rowOf)}
        />
      )}
      {earlier.error !== null && <FailedNotice error={earlier.error} retry={() => void earlier.refetch()} />}
      {hasMore && (
        <div>
          <Button
            disabledFocusable={earlier.isFetching}
            onClick={() => void (earlier.data === undefined ? earlier.refetch() : earlier.fetchNextPage())}
          >
            {words.more}
          </Button>
        </div>
      )}
    </Panel>
  );
}
