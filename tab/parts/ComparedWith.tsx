import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { PeriodJson } from "../../src/answers/instant-json.ts";
import { createLocalTime } from "../../src/calls/local-time.ts";
import { useMessages } from "../messages/use-messages.ts";

const useStyles = makeStyles({
  root: {
    ...typographyStyles.caption1,
    margin: `${tokens.spacingVerticalS} 0 0`,
    color: tokens.colorNeutralForeground3,
  },
});

/** Under figures: the days that their changes are changes from. The last one may be a part of a day. */
export function ComparedWith({ period, timeZone }: { period: PeriodJson; timeZone: string }): ReactNode {
  const styles = useStyles();
  const { charts, formats } = useMessages();
  const { dateOf } = createLocalTime(timeZone);
  const first = dateOf(new Date(period.start));
  const last = dateOf(new Date(Date.parse(period.end) - 1));
  const withYear = first.slice(0, 4) !== dateOf(new Date()).slice(0, 4);
  const days = last <= first ? formats.day(first, { withYear }) : formats.days(first, last, { withYear });
  return <p className={styles.root}>{charts.comparedWith(days)}</p>;
}
