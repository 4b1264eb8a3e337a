import { Button, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { SentCallsJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Panel } from "../../../parts/Panel.tsx";
import { QualityBadge } from "../../../parts/QualityBadge.tsx";

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", margin: 0, padding: 0, listStyleType: "none" },
  request: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ":last-child": { borderBottomStyle: "none" },
  },
  words: { flex: "1 1 260px", minWidth: 0 },
  start: { ...typographyStyles.body1Strong, margin: 0, display: "flex", columnGap: tokens.spacingHorizontalS },
  note: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  until: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** The calls that people sent to the helpdesk, without whose they are: that is told, and logged, when one is opened. */
export function SentCalls({
  sent: { requests },
  onOpen,
}: {
  sent: SentCallsJson;
  onOpen: (requestId: string) => void;
}): ReactNode {
  const styles = useStyles();
  const { admin, bot, formats } = useMessages();
  const { sent: words } = admin.people;
  const at = (instant: string): string => formats.dayTime(new Date(instant));
  return (
    <Panel title={words.title}>
      <p className={styles.text}>{requests.length === 0 ? words.none : words.notice}</p>
      <ul className={styles.list}>
        {requests.map(({ id, callStart, note, quality, until }) => (
          <li key={id} className={styles.request}>
            <div className={styles.words}>
              <p className={styles.start}>
                {at(callStart)}
                {quality !== null && <QualityBadge quality={quality} />}
              </p>
              {note !== null && <p className={styles.note}>{bot.joins.quoted(note)}</p>}
              <p className={styles.until}>{bot.sentCalls.readableUntil(at(until))}</p>
            </div>
            <Button aria-label={words.openCall(at(callStart))} onClick={() => onOpen(id)}>
              {words.open}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
