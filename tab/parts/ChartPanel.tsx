import { Button } from "@fluentui/react-components";
import { DataBarVerticalRegular, TableRegular } from "@fluentui/react-icons";
import { Suspense, useState, type ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { Panel } from "./Panel.tsx";
import { SkeletonBlock } from "./PageSkeleton.tsx";

/** A chart with the table behind it. The chart may be a lazy component: its place is kept, `height` in CSS pixels. */
export function ChartPanel({
  title,
  chart,
  table,
  height,
  className,
}: {
  title: string;
  chart: ReactNode;
  table: ReactNode;
  height: number;
  className?: string;
}): ReactNode {
  const { shell } = useMessages();
  const [isTable, setTable] = useState(false);
  return (
    <Panel
      title={title}
      {...(className !== undefined && { className })}
      actions={
        <Button
          appearance="subtle"
          icon={isTable ? <DataBarVerticalRegular /> : <TableRegular />}
          title={isTable ? shell.showAsChart : shell.showAsTable}
          aria-label={`${title}: ${isTable ? shell.showAsChart : shell.showAsTable}`}
          onClick={() => setTable(!isTable)}
        />
      }
    >
      <div style={{ minHeight: height }}>
        {isTable ? table : <Suspense fallback={<SkeletonBlock height={height} />}>{chart}</Suspense>}
      </div>
    </Panel>
  );
}
