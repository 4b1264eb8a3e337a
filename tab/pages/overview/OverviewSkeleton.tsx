import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { PanelGrid } from "../../charts/PanelGrid.tsx";
import { Figures } from "../../parts/Figures.tsx";
import { Loading, SkeletonBlock } from "../../parts/PageSkeleton.tsx";

const FIGURE_HEIGHT = 145;
const CALLS_HEIGHT = 326;
const PANEL_HEIGHT = 278;
const WEEK_HEIGHT = 330;

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
});

/** In the size of the overview. */
export function OverviewSkeleton(): ReactNode {
  const styles = useStyles();
  return (
    <Loading className={styles.root}>
      <Figures>
        {[1, 2, 3, 4].map((figure) => (
          <SkeletonBlock key={figure} height={FIGURE_HEIGHT} />
        ))}
      </Figures>
      <PanelBlocks />
    </Loading>
  );
}

/** Of what stands under the figures. */
export function PanelsSkeleton(): ReactNode {
  const styles = useStyles();
  return (
    <Loading className={styles.root}>
      <PanelBlocks />
    </Loading>
  );
}

function PanelBlocks(): ReactNode {
  return (
    <>
      <SkeletonBlock height={CALLS_HEIGHT} />
      <PanelGrid inRow="three">
        {[1, 2, 3].map((panel) => (
          <SkeletonBlock key={panel} height={PANEL_HEIGHT} />
        ))}
      </PanelGrid>
      <SkeletonBlock height={WEEK_HEIGHT} />
    </>
  );
}
