import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowDownRegular, ArrowUpRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { ChangeMeaning, ShellMessages } from "../messages/shell-messages.ts";
import { useMessages } from "../messages/use-messages.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  label: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase300 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
    // Between the words of a duration, and not within one, as Chinese would be.
    wordBreak: "keep-all",
    "@media (max-width: 639px)": { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 },
  },
  detail: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  change: {
    display: "flex",
    alignItems: "start",
    columnGap: tokens.spacingHorizontalXS,
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    "& svg": { flexShrink: 0, fontSize: "14px", marginTop: "1px" },
  },
  better: { color: tokens.colorStatusSuccessForeground1 },
  worse: { color: tokens.colorStatusDangerForeground3 },
});

/** `difference` is formatted and without a sign; null stands for no change. */
export type FigureChange = { difference: string; direction: "more" | "less"; meaning: ChangeMeaning } | null;

/** A number with what it is, and how it changed against the period before. Stands in a `<dl>`. */
export function Figure({
  label,
  value,
  detail,
  change,
  note,
}: {
  label: string;
  value: string;
  /** What the value is made of: "5 of 41 judged". */
  detail?: string;
  /** Left out where there is nothing to compare with. */
  change?: FigureChange;
  /** In place of a change; beside one, how it is to be taken: "3 points more (could be chance)". */
  note?: string;
}): ReactNode {
  const styles = useStyles();
  const { shell, bot } = useMessages();
  const text = change === null ? shell.unchanged : change && inWords(change, shell);
  return (
    <div className={styles.root}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      {detail !== undefined && <dd className={styles.detail}>{detail}</dd>}
      {(text !== undefined || note !== undefined) && (
        <dd
          className={mergeClasses(
            styles.change,
            change?.meaning === "better" && styles.better,
            change?.meaning === "worse" && styles.worse,
          )}
        >
          {change && (change.direction === "more" ? <ArrowUpRegular aria-hidden /> : <ArrowDownRegular aria-hidden />)}
          <span>{text !== undefined && note !== undefined ? bot.joins.aside(text, note) : (text ?? note)}</span>
        </dd>
      )}
    </div>
  );
}

function inWords({ difference, direction, meaning }: NonNullable<FigureChange>, { change }: ShellMessages): string {
  return change(difference, direction, meaning);
}
