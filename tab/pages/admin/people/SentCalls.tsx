import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { SentCallsJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Panel } from "../../../parts/Panel.tsx";
import { QualityBadge } from "../../../parts/QualityBadge.tsx";
import { useRowStyles } from "../../../parts/use-row-styles.ts";

const useStyles = makeStyles({ start: { display: "flex", columnGap: tokens.spacingHorizontalS } });

/** The calls that people sent to the helpdesk, without whose they are: that is told, and logged, when one is opened. */
export function SentCalls({
  sent: { requests },
  onOpen,
}: {
  sent: SentCallsJson;
  onOpen: (requestId: string) => void;
}): ReactNode {
  const styles = useStyles();
  const rows = useRowStyles();
  const { admin, bot, formats } = useMessages();
  const { sent: words } = admin.people;
  const at = (instant: string): string => formats.dayTime(new Date(instant));
  return (
    <Panel title={words.title}>
      <p className={rows.text}>{requests.length === 0 ? words.none : words.notice}</p>
      <ul className={rows.list}>
        {requests.map(({ id, callStart, note, quality, until }) => (
          <li key={id} className={rows.row}>
            <div className={rows.words}>
              <p className={mergeClasses(rows.name, styles.start)}>
                {at(callStart)}
                {quality !== null && <QualityBadge quality={quality} />}
              </p>
              {note !== null && <p className={rows.text}>{bot.joins.quoted(note)}</p>}
              <p className={rows.state}>{bot.sentCalls.readableUntil(at(until))}</p>
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
