import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { comparedValue } from "../../../bot/messages/compared-value.ts";
import type { Messages } from "../../../bot/messages/catalog.ts";
import type { Comparison, ComparisonGroup, DimensionComparison } from "../../../src/calls/comparison.ts";
import { ShareBar } from "../../charts/ShareBar.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";
import { Panel } from "../../parts/Panel.tsx";

/** Those with the most calls. */
const MOST_GROUPS = 5;

const useStyles = makeStyles({
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  dimension: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
    marginTop: tokens.spacingVerticalS,
  },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  finding: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  different: {
    paddingInlineStart: tokens.spacingHorizontalM,
    borderLeft: `3px solid ${tokens.colorCompoundBrandBackground}`,
    color: tokens.colorNeutralForeground1,
  },
  share: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalXS,
    minWidth: "132px",
    fontVariantNumeric: "tabular-nums",
  },
  judged: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** Own calls side by side, by what they were made with: what differs beyond chance, and what cannot be told. */
export function ComparisonPanel({ title, comparison }: { title: string; comparison: Comparison }): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const minimum = formats.count(comparison.minimumSample);
  const dimensions = comparison.dimensions.filter(({ groups }) => groups.length > 0);
  return (
    <Panel title={title}>
      <p className={styles.note}>
        {dimensions.length === 0 ? bot.comparison.nothing : bot.comparison.explanation(minimum)}
      </p>
      {dimensions.map((dimension) => (
        <Dimension key={dimension.dimension} compared={dimension} minimum={minimum} />
      ))}
    </Panel>
  );
}

function Dimension({ compared, minimum }: { compared: DimensionComparison; minimum: string }): ReactNode {
  const styles = useStyles();
  const { bot, charts } = useMessages();
  const { comparison } = bot;
  const { dimension, groups, finding } = compared;
  const shown = groups.slice(0, MOST_GROUPS);
  const scale = Math.max(0.1, ...shown.map(({ poorShare }) => poorShare?.high ?? 0));
  const name = comparison.dimension[dimension];
  return (
    <div className={styles.dimension}>
      <h3 className={styles.heading}>{name}</h3>
      <p className={mergeClasses(styles.finding, finding.kind === "different" && styles.different)}>
        {findingInWords(compared, minimum, bot)}
      </p>
      <DataTable
        caption={name}
        columns={[{ header: comparison.columns.value }, { header: comparison.columns.poorShare }]}
        rows={shown.map((group) => ({
          key: group.value,
          cells: [
            comparedValue(dimension, group.value, bot),
            <div key={group.value} className={styles.share}>
              {group.poorShare === null ? comparison.tooFewCalls : shareInWords(group.poorShare, bot)}
              {group.poorShare && <ShareBar share={group.poorShare} scale={scale} />}
              <span className={styles.judged}>{charts.ofJudged(group.poor, judgedOf(group))}</span>
            </div>,
          ],
        }))}
      />
      {groups.length > shown.length && <p className={styles.note}>{bot.more(groups.length - shown.length)}</p>}
    </div>
  );
}

function findingInWords({ dimension, groups, finding }: DimensionComparison, minimum: string, bot: Messages): string {
  const { comparison, formats } = bot;
  if (finding.kind === "tooFew") return comparison.tooFew(minimum);
  if (finding.kind === "similar") return comparison.similar;
  const named = (value: string): Parameters<typeof comparison.different>[0] => {
    const group = groups.find((one) => one.value === value);
    return {
      name: comparedValue(dimension, value, bot),
      poorShare: formats.percentage(group?.poorShare?.value ?? 0),
      calls: formats.count(group ? judgedOf(group) : 0),
    };
  };
  return comparison.different(named(finding.worse), named(finding.better));
}

function shareInWords({ value, low, high }: NonNullable<ComparisonGroup["poorShare"]>, bot: Messages): string {
  const { percentage } = bot.formats;
  return bot.comparison.share(percentage(value), percentage(low), percentage(high));
}

function judgedOf({ good, poor }: ComparisonGroup): number {
  return good + poor;
}
