import { makeStyles, tokens } from "@fluentui/react-components";
import {
  CallMissedRegular,
  MicRegular,
  PeopleRegular,
  PersonRegular,
  ShareScreenStartRegular,
  VideoRegular,
} from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";
import type { CallRowJson } from "../../src/http/api-types.ts";
import { useMessages } from "../messages/use-messages.ts";

const useStyles = makeStyles({
  root: { display: "flex", columnGap: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground3 },
  icon: { display: "flex", fontSize: "18px" },
});

/** One-to-one or group, missed or not, and what was used in it: an icon each, with its name. */
export function CallIcons({
  type,
  modalities,
  isLikelyMissed,
}: Pick<CallRowJson, "type" | "modalities" | "isLikelyMissed">): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  const { words, labels } = bot;
  const icons: [name: string, icon: ReactElement][] = [];
  if (isLikelyMissed) icons.push([labels.likelyMissed, <CallMissedRegular />]);
  icons.push([words.callType[type], type === "groupCall" ? <PeopleRegular /> : <PersonRegular />]);
  if (modalities.includes("audio")) icons.push([words.modality.audio, <MicRegular />]);
  if (modalities.includes("video")) icons.push([words.modality.video, <VideoRegular />]);
  // Graph has two words for it, by the way in which the screen is sent.
  if (modalities.includes("screenSharing") || modalities.includes("videoBasedScreenSharing")) {
    icons.push([words.modality.screenSharing, <ShareScreenStartRegular />]);
  }
  return (
    <span className={styles.root}>
      {icons.map(([name, icon]) => (
        <span key={name} role="img" aria-label={name} title={name} className={styles.icon}>
          {icon}
        </span>
      ))}
    </span>
  );
}
