import { makeStyles, tokens } from "@fluentui/react-components";

/** Heights in CSS pixels, fixed so that nothing moves while rows come and go. */
export const ROW_HEIGHTS = { day: 40, wide: 52, narrow: 64, more: 64 };

/** Where the columns have no room, a row has two lines. Beside the navigation there is less room than the window has. */
export const TWO_LINES = "(max-width: 759px), (min-width: 960px) and (max-width: 1119px)";

const COLUMNS = "48px minmax(130px, 1fr) 92px 92px 88px 136px minmax(150px, 1.4fr)";

export const useCallListStyles = makeStyles({
  grid: {
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowX: "clip",
  },
  columns: {
    display: "grid",
    gridTemplateColumns: COLUMNS,
    columnGap: tokens.spacingHorizontalM,
    alignItems: "center",
    paddingInline: tokens.spacingHorizontalL,
  },
  head: {
    height: "40px",
    position: "sticky",
    top: 0,
    zIndex: 1,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderTopLeftRadius: tokens.borderRadiusXLarge,
    borderTopRightRadius: tokens.borderRadiusXLarge,
  },
  body: { position: "relative" },
  placed: { position: "absolute", insetInline: 0, top: 0, boxSizing: "border-box" },
  day: {
    display: "flex",
    alignItems: "end",
    paddingInline: tokens.spacingHorizontalL,
    [`@media ${TWO_LINES}`]: { paddingInline: tokens.spacingHorizontalM },
    paddingBottom: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  row: {
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":has(:focus-visible)": {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: `calc(-1 * ${tokens.strokeWidthThick})`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  twoLines: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalS,
    alignContent: "center",
    rowGap: tokens.spacingVerticalXXS,
    paddingInline: tokens.spacingHorizontalM,
  },
  secondLine: { display: "flex", alignItems: "center", columnGap: tokens.spacingHorizontalS, minWidth: 0 },
  // Its whole row can be clicked, as one link.
  open: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase300,
    fontFamily: "inherit",
    lineHeight: tokens.lineHeightBase300,
    textAlign: "start",
    textDecorationLine: "none",
    padding: 0,
    border: "none",
    backgroundColor: "transparent",
    cursor: "pointer",
    outlineStyle: "none",
    maxWidth: "100%",
    "::after": { content: '""', position: "absolute", inset: 0 },
  },
  cut: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  cell: { minWidth: 0 },
  subtle: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  number: { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  rating: {
    display: "flex",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalXS,
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
    "& svg": { flexShrink: 0 },
  },
  end: { display: "flex", justifyContent: "end" },
  poorRating: { color: tokens.colorStatusDangerForeground3 },
  hidden: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  more: { display: "flex", alignItems: "center", justifyContent: "center", paddingInline: tokens.spacingHorizontalL },
});
