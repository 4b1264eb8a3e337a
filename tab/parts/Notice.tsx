import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import { CheckmarkCircleRegular, ErrorCircleRegular, InfoRegular, WarningRegular } from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";

export type NoticeKind = "info" | "success" | "warning" | "error";

const ICONS: Readonly<Record<NoticeKind, ReactElement>> = {
  info: <InfoRegular />,
  success: <CheckmarkCircleRegular />,
  warning: <WarningRegular />,
  error: <ErrorCircleRegular />,
};

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  said: { display: "flex", flex: "1 1 240px", minWidth: 0, columnGap: tokens.spacingHorizontalS },
  icon: { display: "flex", fontSize: "20px", color: tokens.colorNeutralForeground3 },
  text: { ...typographyStyles.body1, minWidth: 0, overflowWrap: "anywhere" },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  success: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusSuccessBorder1}`,
  },
  successIcon: { color: tokens.colorStatusSuccessForeground1 },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusWarningBorder1}`,
  },
  warningIcon: { color: tokens.colorStatusWarningForeground3 },
  error: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusDangerBorder1}`,
  },
  errorIcon: { color: tokens.colorStatusDangerForeground1 },
});

/**
 * A bar that says something out of the ordinary, by icon and words. Errors interrupt a screen reader, the others wait.
 * It is here and not Fluent's MessageBar because it has to be there when no further chunk can be loaded.
 */
export function Notice({
  kind,
  title,
  action,
  children,
}: {
  kind: NoticeKind;
  title?: string;
  action?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const isError = kind === "error";
  return (
    <div role={isError ? "alert" : "status"} className={mergeClasses(styles.root, kind !== "info" && styles[kind])}>
      <div className={styles.said}>
        <span className={mergeClasses(styles.icon, kind !== "info" && styles[`${kind}Icon`])}>{ICONS[kind]}</span>
        <div className={styles.text}>
          {title !== undefined && <p className={styles.title}>{title}</p>}
          {children}
        </div>
      </div>
      {action}
    </div>
  );
}
