import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: { display: "grid", gap: tokens.spacingVerticalL },
  two: { gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 400px), 1fr))" },
  three: { gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 280px), 1fr))" },
});

/** Panels side by side, two or three where there is place for them. */
export function PanelGrid({ inRow, children }: { inRow: "two" | "three"; children: ReactNode }): ReactNode {
  const styles = useStyles();
  return <div className={mergeClasses(styles.root, styles[inRow])}>{children}</div>;
}
