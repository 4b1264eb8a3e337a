import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 148px), 1fr))",
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  four: { "@media (min-width: 640px)": { gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 190px), 1fr))" } },
  three: { "@media (min-width: 640px)": { gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 260px), 1fr))" } },
});

/** Figures side by side, as many in a row as there is place for, three or four at most on a usual screen. */
export function Figures({ inRow = "four", children }: { inRow?: "three" | "four"; children: ReactNode }): ReactNode {
  const styles = useStyles();
  return <dl className={mergeClasses(styles.root, styles[inRow])}>{children}</dl>;
}
