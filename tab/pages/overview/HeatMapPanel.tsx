import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { HeatMap } from "../../charts/HeatMap.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { Panel } from "../../parts/Panel.tsx";

/** Always shown, so that the table of a quiet week is no splinter. */
const DAY = { first: 8, last: 18 };

const useStyles = makeStyles({
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** In which hours of which weekdays one's calls begin. It is a table, so there is none behind it. */
export function HeatMapPanel({ cells }: { cells: OverviewJson["heatMap"] }): ReactNode {
  const styles = useStyles();
  const { overview, formats } = useMessages();
  const { heatMap } = overview;
  const hours = cells.map(({ hour }) => hour);
  return (
    <Panel title={heatMap.title}>
      <HeatMap
        cells={cells}
        hours={{ first: Math.min(DAY.first, ...hours), last: Math.max(DAY.last, ...hours) }}
        texts={{
          caption: heatMap.caption(formats.timeZone),
          // The first of January 2024 was a Monday.
          weekday: (weekday) => formats.weekday(`2024-01-0${weekday}`),
          hour: (hour) => String(hour),
          cell: heatMap.cell,
          none: heatMap.none,
          count: formats.count,
        }}
      />
      <p className={styles.note}>{heatMap.text(formats.timeZone)}</p>
    </Panel>
  );
}
