import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { factorText } from "../../../../bot/messages/describe-incident.ts";
import type { AlertRuleTrialJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Notice } from "../../../parts/Notice.tsx";

const DAY_MS = 86_400_000;
const MOST_SHOWN = 10;

const useStyles = makeStyles({
  list: { margin: `${tokens.spacingVerticalS} 0 0`, paddingInlineStart: tokens.spacingHorizontalL },
});

/** When a rule would have told of new trouble. */
export function RuleTrial({ trial: { start, end, alerts } }: { trial: AlertRuleTrialJson }): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const words = admin.alerts.editor;
  const days = Math.round((new Date(end).getTime() - new Date(start).getTime()) / DAY_MS);
  const shown = alerts.slice(0, MOST_SHOWN);
  return (
    <Notice kind="info" title={words.tried(alerts.length, days)}>
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.map(({ at, factor, calls }, index) => (
            <li key={`${at} ${index}`}>
              {words.triedAt(formats.dayTime(new Date(at)), bot.callCount(calls), factor && factorText(factor, bot))}
            </li>
          ))}
        </ul>
      )}
      {alerts.length > shown.length && bot.more(alerts.length - shown.length)}
    </Notice>
  );
}
