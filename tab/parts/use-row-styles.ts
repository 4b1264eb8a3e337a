import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";

/** A list in a panel whose rows have words at the left and something to do at the right, beneath each other on a phone. */
export const useRowStyles = makeStyles({
  list: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", margin: 0, padding: 0, listStyleType: "none" },
  row: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ":last-child": { borderBottomStyle: "none" },
  },
  words: { flex: "1 1 260px", minWidth: 0 },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  text: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  state: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});
