import { Badge } from "@fluentui/react-components";
import { CheckmarkCircleRegular, ErrorCircleRegular, QuestionCircleRegular } from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";
import type { Quality } from "../../src/calls/stream-quality.ts";
import { useMessages } from "../messages/use-messages.ts";

const LOOKS: Record<Quality, { color: "success" | "danger" | "informative"; icon: ReactElement }> = {
  good: { color: "success", icon: <CheckmarkCircleRegular /> },
  poor: { color: "danger", icon: <ErrorCircleRegular /> },
  unclassified: { color: "informative", icon: <QuestionCircleRegular /> },
};

/** Good, poor or unclassified: by word and icon, not by color alone. */
export function QualityBadge({ quality }: { quality: Quality }): ReactNode {
  const { bot } = useMessages();
  const { color, icon } = LOOKS[quality];
  return (
    <Badge appearance="tint" color={color} icon={icon}>
      {bot.words.quality[quality]}
    </Badge>
  );
}
