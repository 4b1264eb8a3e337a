import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { Button } from "@fluentui/react-components";
import type { CallIncidentContent } from "../../../../src/calls/incident.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { DataTable } from "../../../parts/DataTable.tsx";

const HEIGHT = 48;

const useStyles = makeStyles({
  root: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", rowGap: tokens.spacingVerticalXS, maxWidth: "480px" },
  head: { display: "flex", alignItems: "center", justifyContent: "space-between" },
  title: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  bars: {
    display: "flex",
    alignItems: "end",
    columnGap: "2px",
    height: `${HEIGHT}px`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  // Drawn by borders, which forced colors keep.
  bar: { flex: "1 1 0", maxWidth: "16px", height: 0, borderTop: `0 solid ${tokens.colorStatusDangerForeground1}` },
});

/** How many calls were poor, or failed, in equal parts of time: bars, or a table of the same. */
export function SeriesBars({ content }: { content: CallIncidentContent }): ReactNode {
  const styles = useStyles();
  const { bot, formats, shell } = useMessages();
  const { incidents, poorCallCount } = bot;
  const [isTable, setTable] = useState(false);
  const title = content.kind === "callFailures" ? incidents.failedOverTime : incidents.poorOverTime;
  const most = Math.max(...content.series.map(({ calls }) => calls), 0);
  if (most === 0 || content.series.length < 2) return null;
  const nameOf = (start: Date): string => formats.dayTime(start);
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <p className={styles.title}>{title}</p>
        <Button size="small" appearance="subtle" onClick={() => setTable(!isTable)}>
          {isTable ? shell.showAsChart : shell.showAsTable}
        </Button>
      </div>
      {isTable ? (
        <DataTable
          caption={title}
          columns={[{ header: incidents.since }, { header: incidents.callsAffected, isNumber: true }]}
          rows={content.series.map(({ start, calls, of }) => ({
            key: start.toISOString(),
            cells: [nameOf(start), poorCallCount(calls, of)],
          }))}
        />
      ) : (
        <div className={styles.bars} role="img" aria-label={title}>
          {content.series.map(({ start, calls }) => (
            <div
              key={start.toISOString()}
              className={styles.bar}
              style={{ borderTopWidth: `${Math.round((calls / most) * HEIGHT)}px` }}
              title={bot.joins.labeled(nameOf(start), formats.count(calls))}
            />
          ))}
        </div>
      )}
    </div>
  );
}
