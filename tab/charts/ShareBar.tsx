import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Interval } from "../../src/calls/proportion.ts";

const useStyles = makeStyles({
  track: {
    position: "relative",
    height: "8px",
    minWidth: "72px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground6,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    forcedColorAdjust: "none",
  },
  range: {
    position: "absolute",
    top: 0,
    bottom: 0,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandBackground,
    opacity: 0.35,
  },
  value: {
    position: "absolute",
    top: "-2px",
    bottom: "-2px",
    width: "4px",
    transform: "translateX(-50%)",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandBackground,
  },
});

/** A share and the range in which it lies, on a scale from 0 to `scale`. For the eyes only: the words stand beside it. */
export function ShareBar({ share, scale }: { share: Interval; scale: number }): ReactNode {
  const styles = useStyles();
  const percent = (value: number): number => Math.min(1, value / scale) * 100;
  return (
    <div className={styles.track} aria-hidden>
      <span
        className={styles.range}
        style={{ left: `${percent(share.low)}%`, width: `${percent(share.high) - percent(share.low)}%` }}
      />
      <span className={styles.value} style={{ left: `${percent(share.value)}%` }} />
    </div>
  );
}
