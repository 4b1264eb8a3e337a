import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useMarkStyles, type Mark } from "./use-mark-styles.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    padding: 0,
    listStyleType: "none",
  },
  item: {
    ...typographyStyles.caption1,
    display: "flex",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
  swatch: { width: "14px", height: "14px", borderRadius: tokens.borderRadiusSmall, flexShrink: 0 },
});

/** What the marks of a chart stand for. */
export function Legend({ entries }: { entries: readonly { mark: Mark; text: string }[] }): ReactNode {
  const styles = useStyles();
  const marks = useMarkStyles();
  return (
    <ul className={styles.root}>
      {entries.map(({ mark, text }) => (
        <li key={mark} className={styles.item}>
          <span className={mergeClasses(styles.swatch, marks[mark])} aria-hidden />
          {text}
        </li>
      ))}
    </ul>
  );
}
