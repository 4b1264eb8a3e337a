import { Badge, makeStyles } from "@fluentui/react-components";
import { CheckmarkCircleRegular, ErrorCircleRegular, QuestionCircleRegular } from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";
import type { Quality } from "../../src/calls/stream-quality.ts";
import { useMessages } from "../messages/use-messages.ts";

const LOOKS: Record<Quality, { color: "success" | "danger" | "informative"; icon: ReactElement }> = {
  good: { color: "success", icon: <CheckmarkCircleRegular /> },
  poor: { color: "danger", icon: <ErrorCircleRegular /> },
  unclassified: { color: "informative", icon: <QuestionCircleRegular /> },
};

/** A badge has the height of one line. */
const useStyles = makeStyles({ root: { flexShrink: 0, minWidth: "max-content", whiteSpace: "nowrap" } });

/** Good, poor or unclassified: by word and icon, not by color alone. */
export function QualityBadge({ quality }: { quality: Quality }): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  const { color, icon } = LOOKS[quality];
  return (
    <Badge className={styles.root} appearance="tint" color={color} icon={icon}>
      {bot.words.quality[quality]}
    </Badge>
  );
}
