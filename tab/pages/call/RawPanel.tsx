import { Button, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { CheckmarkRegular, CopyRegular } from "@fluentui/react-icons";
import { useState, type ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { copyText } from "./copy-text.ts";
import type { CallDetail, CallSession } from "./own-streams.ts";

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground3 },
  actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS },
  heading: { ...typographyStyles.body1Strong, margin: `${tokens.spacingVerticalM} 0 0` },
  name: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: "anywhere" },
});

/** Every stored value, for those who want to see for themselves. */
export function RawPanel({ call }: { call: CallDetail }): ReactNode {
  const styles = useStyles();
  const { bot, call: words } = useMessages();
  const { raw } = words;
  const [isShown, setShown] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => setCopied(await copyText(JSON.stringify(call, null, 2)));
  return (
    <Panel
      title={raw.title}
      actions={
        <div className={styles.actions}>
          <Button aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? raw.hide : raw.show}
          </Button>
          <Button icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />} onClick={() => void copy()}>
            <span role="status">{isCopied ? raw.copied : raw.copy}</span>
          </Button>
        </div>
      }
    >
      <p className={styles.text}>{raw.text}</p>
      {isShown &&
        call.sessions.map((session) => <RawSession key={`${session.sessionId}${session.start}`} session={session} />)}
      {isShown && call.sessions.length === 0 && <p className={styles.text}>{bot.labels.noSession}</p>}
    </Panel>
  );
}

function RawSession({ session }: { session: CallSession }): ReactNode {
  const styles = useStyles();
  const { bot, call, formats } = useMessages();
  const { raw } = call;
  const time = (instant: string): string => formats.time(new Date(instant));
  const name = raw.session(time(session.start), time(session.end));
  return session.segments.flatMap((segment, segmentIndex) =>
    segment.media.flatMap((media, mediaIndex) =>
      [
        ...media.streams.map((stream) => ({
          title: bot.joins.facts([
            bot.words.mediaKind[media.kind],
            bot.quality.direction(stream.direction, media.kind),
          ]),
          values: stream,
        })),
        { title: bot.labels.microphone, values: media.device },
        { title: bot.labels.network, values: media.network },
      ].map(({ title, values }, index) => {
        const heading = bot.joins.labeled(
          name,
          bot.joins.facts([media.label ?? bot.words.mediaKind[media.kind], title]),
        );
        return (
          <div key={`${segmentIndex}.${mediaIndex}.${index}`}>
            <h3 className={styles.heading}>{heading}</h3>
            <DataTable
              caption={heading}
              columns={[{ header: raw.columns.name }, { header: raw.columns.value, isNumber: true }]}
              rows={Object.entries(values).map(([key, value]) => ({
                key,
                cells: [<span className={styles.name}>{key}</span>, String(value)],
              }))}
            />
          </div>
        );
      }),
    ),
  );
}
