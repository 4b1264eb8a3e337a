import type { ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { ChartPanel } from "../parts/ChartPanel.tsx";
import { DataTable } from "../parts/DataTable.tsx";
import type { NamedBucket } from "./bucket-words.ts";
import type { BucketUnit } from "./time-buckets.ts";

/** A bucket with its figures: `said` to whoever reads the chart's column, `cells` in the table, under its headers. */
export type TimeColumn = Omit<NamedBucket<unknown>, "days"> & { said: string; cells: readonly string[] };

export type TimeChart<Column extends TimeColumn> = {
  title: string;
  unit: BucketUnit;
  /** Of the chart, in CSS pixels. */
  height: number;
  /** Of the table, after the time's own. */
  headers: readonly string[];
  columns: readonly Column[];
};

/** Figures over time: a chart, `children`, and the table behind it. */
export function TimeChartPanel({
  title,
  unit,
  height,
  headers,
  columns,
  children,
}: TimeChart<TimeColumn> & { children: ReactNode }): ReactNode {
  const { charts } = useMessages();
  return (
    <ChartPanel
      title={title}
      height={height}
      chart={children}
      table={
        <DataTable
          caption={title}
          columns={[{ header: charts.unit[unit] }, ...headers.map((header) => ({ header, isNumber: true }))]}
          rows={columns.map(({ key, name, cells }) => ({ key, cells: [name, ...cells] }))}
        />
      }
    />
  );
}
