import { makeStyles, tokens } from "@fluentui/react-components";
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
  block: {
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralStencil1,
    // In a high-contrast theme the color of a stencil may be that of the page.
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    "@media (prefers-reduced-motion: no-preference)": {
      animationName: { "50%": { opacity: 0.45 } },
      animationDuration: "2s",
      animationIterationCount: "infinite",
      animationTimingFunction: "ease-in-out",
    },
  },
});

/** A gray area of the size that the content will have. `height` in CSS pixels. */
export function SkeletonBlock({ height }: { height: number }): ReactNode {
  const styles = useStyles();
  return <div className={styles.block} style={{ height }} aria-hidden />;
}

/** As many list rows as the list is likely to have. */
export function SkeletonRows({ rows, height = 56 }: { rows: number; height?: number }): ReactNode {
  const styles = useStyles();
  return (
    <Loading className={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        <SkeletonBlock key={row} height={height} />
      ))}
    </Loading>
  );
}

/** For a page of figures above panels. */
export function PageSkeleton(): ReactNode {
  const styles = useStyles();
  return (
    <Loading className={styles.column}>
      <div className={styles.figures}>
        {Array.from({ length: 4 }, (_, figure) => (
          <SkeletonBlock key={figure} height={118} />
        ))}
      </div>
      <SkeletonBlock height={280} />
      <SkeletonBlock height={280} />
    </Loading>
  );
}

/** Around the blocks of a page's own skeleton: says once that something is being loaded. */
export function Loading({ className, children }: { className?: string; children: ReactNode }): ReactNode {
  const { shell } = useMessages();
  return (
    <div role="progressbar" aria-busy aria-label={shell.loading} className={className}>
      {children}
    </div>
  );
}
