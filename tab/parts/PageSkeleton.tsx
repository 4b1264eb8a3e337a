import { makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";

const useStyles = makeStyles({
  column: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
  rows: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalS },
  figures: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(150px, 1fr))",
    gap: tokens.spacingHorizontalM,
  },
  block: { borderRadius: tokens.borderRadiusXLarge },
});

/** A gray area of the size that the content will have. `height` in CSS pixels. */
export function SkeletonBlock({ height, className }: { height: number; className?: string }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  return (
    <Skeleton aria-label={shell.loading}>
      <SkeletonItem className={mergeClasses(styles.block, className)} style={{ height }} />
    </Skeleton>
  );
}

/** As many list rows as the list is likely to have. */
export function SkeletonRows({ rows, height = 56 }: { rows: number; height?: number }): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        <SkeletonBlock key={row} height={height} />
      ))}
    </div>
  );
}

/** For a page of figures above panels. */
export function PageSkeleton(): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.column}>
      <div className={styles.figures}>
        {Array.from({ length: 4 }, (_, figure) => (
          <SkeletonBlock key={figure} height={104} />
        ))}
      </div>
      <SkeletonBlock height={280} />
      <SkeletonBlock height={280} />
    </div>
  );
}
