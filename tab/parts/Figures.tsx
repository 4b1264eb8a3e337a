import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 148px), 1fr))",
    gap: tokens.spacingHorizontalM,
    margin: 0,
    "@media (min-width: 640px)": { gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 190px), 1fr))" },
  },
});

/** Figures side by side, as many in a row as there is place for. */
export function Figures({ children }: { children: ReactNode }): ReactNode {
  const styles = useStyles();
  return <dl className={styles.root}>{children}</dl>;
}
