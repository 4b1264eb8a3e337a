import { Button, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Building } from "../../../../src/calls/building.ts";
import type { BuildingsPageJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { DataTable } from "../../../parts/DataTable.tsx";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Panel } from "../../../parts/Panel.tsx";

const MARKS = ["insideCorp", "expressRoute", "vpn"] as const;

const useStyles = makeStyles({
  foot: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalM },
  shown: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** The lines of the file in use, as many as are asked for. */
export function NetworksPanel({
  rows,
  next,
  total,
}: Pick<BuildingsPageJson, "rows" | "next"> & {
  /** Lines of the whole file. */
  total: number;
}): ReactNode {
  const styles = useStyles();
  const { buildings, bot } = useMessages();
  const words = buildings.rows;
  const client = useApiClient();
  const [further, setFurther] = useState<Pick<BuildingsPageJson, "rows" | "next">[]>([]);
  const cursor = further.length === 0 ? next : (further.at(-1)?.next ?? null);
  const loading = useMutation<BuildingsPageJson, ApiError>({
    mutationFn: () => client.get(API.buildings, { cursor }),
    onSuccess: (page) => setFurther((before) => [...before, page]),
  });
  const shown = [...rows, ...further.flatMap((page) => page.rows)];
  const marksOf = (row: Building): string =>
    bot.joins.facts(MARKS.filter((mark) => row[mark]).map((mark) => words[mark]));
  const columns: readonly { header: string; of: (row: Building) => string }[] = [
    { header: words.network, of: networkOf },
    { header: words.building, of: ({ buildingName }) => buildingName },
    { header: words.networkName, of: ({ networkName }) => networkName },
    { header: words.city, of: ({ city }) => city },
    { header: words.country, of: ({ country }) => country },
    { header: words.kind, of: marksOf },
  ];
  // Many files leave columns empty.
  const filled = columns.filter(({ of }) => shown.some((row) => of(row) !== ""));

  return (
    <Panel title={words.title}>
      <DataTable
        caption={words.title}
        columns={filled.map(({ header }) => ({ header }))}
        rows={shown.map((row) => ({ key: networkOf(row), cells: filled.map(({ of }) => of(row)) }))}
      />
      {loading.isError && <FailedNotice error={loading.error} />}
      <div className={styles.foot}>
        <p className={styles.shown}>{words.shown(shown.length, total)}</p>
        {cursor !== null && (
          <Button disabled={loading.isPending} onClick={() => loading.mutate()}>
            {words.more}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function networkOf({ networkIp, networkRange }: Building): string {
  return `${networkIp}/${networkRange}`;
}
