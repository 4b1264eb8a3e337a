import { makeStyles, tokens } from "@fluentui/react-components";

/** Of which kind a mark of a chart is: told by its fill, not by its color alone. */
export type Mark = "plain" | "good" | "poor" | "unclassified";

const OWN_COLORS = { forcedColorAdjust: "none" } as const;

/** Solid, hatched and hollow, so that marks are told apart in every theme, and without seeing colors. */
export const useMarkStyles = makeStyles({
  plain: { ...OWN_COLORS, backgroundColor: tokens.colorCompoundBrandBackground },
  good: { ...OWN_COLORS, backgroundColor: tokens.colorCompoundBrandBackground },
  poor: {
    ...OWN_COLORS,
    backgroundColor: tokens.colorStatusDangerForeground1,
    backgroundImage: `repeating-linear-gradient(135deg, transparent 0 3px, ${tokens.colorNeutralBackground1} 3px 4.5px)`,
    outline: `${tokens.strokeWidthThin} solid ${tokens.colorStatusDangerForeground1}`,
    outlineOffset: "-1px",
  },
  unclassified: {
    ...OWN_COLORS,
    boxSizing: "border-box",
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
  },
});
