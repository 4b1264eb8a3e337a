import { makeStyles, Select, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { comparedValue } from "../../../../bot/messages/compared-value.ts";
import type { OrganizationFigures, OrganizationSummary } from "../../../../src/calls/organization.ts";
import { wilsonInterval } from "../../../../src/calls/proportion.ts";
import { ShareBar } from "../../../charts/ShareBar.tsx";
import { useMessages } from "../../../messages/use-messages.ts";
import { Panel } from "../../../parts/Panel.tsx";
import { useMediaQuery } from "../../../parts/use-media-query.ts";
import { SortableTable, type SortableColumn } from "../../../parts/SortableTable.tsx";

const PARAM = "by";
/** There only what the page is about has place. */
const NARROW = "(max-width: 639px)";

type Row = OrganizationFigures & { value: string };

const useStyles = makeStyles({
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  none: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  share: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalXS,
    minWidth: "104px",
    fontVariantNumeric: "tabular-nums",
  },
});

/** The poor share by subnet, device and so on, one of them at a time; which one stands in the URL. */
export function DimensionPanel({ organization }: { organization: OrganizationSummary }): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const { organization: words } = bot;
  const { comparison } = admin.organization;
  const isNarrow = useMediaQuery(NARROW);
  const [params, setParams] = useSearchParams();
  const { dimensions } = organization;
  const chosen =
    dimensions.find(({ dimension }) => dimension === params.get(PARAM)) ??
    dimensions.find(({ values }) => values.length > 0) ??
    dimensions[0];
  if (chosen === undefined) return null;
  const { dimension, values, left } = chosen;
  const minimum = formats.count(organization.minimumSample);
  return (
    <Panel
      title={comparison.title}
      actions={
        <Select
          aria-label={comparison.by}
          value={dimension}
          onChange={(_, { value }) =>
            setParams((before) => {
              const after = new URLSearchParams(before);
              after.set(PARAM, value);
              return after;
            })
          }
        >
          {dimensions.map((one) => (
            <option key={one.dimension} value={one.dimension}>
              {words.dimension[one.dimension]}
            </option>
          ))}
        </Select>
      }
    >
      <p className={styles.note}>{words.explanation(minimum)}</p>
      {values.length > 0 ? (
        <SortableTable
          key={dimension}
          caption={bot.joins.aside(comparison.title, words.dimension[dimension])}
          columns={columnsOf(values)}
          rows={values}
          keyOf={({ value }) => value}
          sortBy={comparison.sortBy}
          locale={formats.locale}
        />
      ) : (
        <p className={styles.none}>{left === 0 ? comparison.nothing : words.noneWithEnough(minimum)}</p>
      )}
      {left > 0 && <p className={styles.note}>{words.left(formats.count(left))}</p>}
    </Panel>
  );

  function columnsOf(rows: readonly Row[]): SortableColumn<Row>[] {
    const shares = new Map(rows.map(({ value, quality }) => [value, shareOf(quality)]));
    const scale = Math.max(0.1, ...[...shares.values()].map((share) => share?.high ?? 0));
    const nameOf = (row: Row): string => comparedValue(dimension, row.value, bot) || bot.labels.unknownName;
    const further: SortableColumn<Row>[] = [
      {
        header: comparison.failures,
        isNumber: true,
        value: ({ failures }) => failures,
        cell: ({ failures }) => formats.count(failures),
      },
      {
        header: bot.labels.averageRating,
        isNumber: true,
        value: ({ feedback }) => feedback.average ?? 0,
        cell: ({ feedback }) => (feedback.average === null ? "–" : formats.decimal(feedback.average, 1)),
      },
    ];
    return [
      { header: words.columns.value, value: nameOf, cell: nameOf },
      {
        header: words.columns.judged,
        isNumber: true,
        value: judgedOf,
        cell: (row) => formats.count(judgedOf(row)),
      },
      {
        header: words.columns.poorShare,
        value: ({ value }) => shares.get(value)?.value ?? 0,
        cell: ({ value }) => {
          const share = shares.get(value);
          if (!share) return null;
          const [middle, low, high] = [share.value, share.low, share.high].map((part) => formats.percentage(part));
          return (
            <div className={styles.share}>
              {bot.comparison.share(middle ?? "", low ?? "", high ?? "")}
              <ShareBar share={share} scale={scale} />
            </div>
          );
        },
      },
      ...(isNarrow ? [] : further),
    ];
  }
}

function judgedOf({ quality }: Row): number {
  return quality.good + quality.poor;
}

function shareOf({ good, poor }: Row["quality"]): ReturnType<typeof wilsonInterval> | null {
  return good + poor === 0 ? null : wilsonInterval({ count: poor, of: good + poor });
}
