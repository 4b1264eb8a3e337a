import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { StatusPageJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Panel } from "../../parts/Panel.tsx";

const useStyles = makeStyles({
  list: { display: "grid", rowGap: tokens.spacingVerticalM, margin: 0, padding: 0, listStyleType: "none" },
  call: { margin: 0, fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** Calls that could not be fetched, why, and how to try again; nothing when there are none. */
export function GivenUpCalls({
  exhausted,
  count,
}: {
  exhausted: StatusPageJson["exhausted"];
  /** Of all, also those that are not listed. */
  count: number;
}): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const { status, joins } = bot;
  if (exhausted.length === 0) return null;
  const more = Math.max(count - exhausted.length, 0);
  return (
    <Panel title={status.givenUpJobs}>
      <ul className={styles.list}>
        {exhausted.map(({ callId, code, at, reason, remedy }) => {
          const why = status.givenUp(code, { reason, remedy });
          return (
            <li key={callId}>
              <p className={styles.call}>
                {joins.facts([callId, ...(at === null ? [] : [formats.dayTime(new Date(at))])])}
              </p>
              <p className={styles.text}>{joins.sentences([why.reason, why.remedy])}</p>
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className={styles.text}>{bot.more(more)}</p>}
      <p className={styles.text}>{status.replay}</p>
    </Panel>
  );
}
