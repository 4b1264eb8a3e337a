import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: "center",
    color: tokens.colorNeutralForeground2,
  },
  action: { marginTop: tokens.spacingVerticalS },
  icon: { fontSize: "40px", lineHeight: 1, color: tokens.colorNeutralForeground3 },
  title: { ...typographyStyles.subtitle2, margin: 0, color: tokens.colorNeutralForeground1 },
  text: { margin: 0, maxWidth: "480px" },
});

/** In place of a list without entries: why there are none, and what may be done. */
export function EmptyState({
  icon,
  title,
  text,
  action,
  level: Heading = "h2",
}: {
  icon?: ReactNode;
  title: string;
  text?: string;
  action?: ReactNode;
  level?: "h1" | "h2" | "h3";
}): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Heading className={styles.title}>{title}</Heading>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
