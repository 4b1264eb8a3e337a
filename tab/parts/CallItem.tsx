import { Link as FluentLink, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { CallRowJson } from "../../src/http/api-types.ts";
import { useMessages } from "../messages/use-messages.ts";
import { companyOf, presenceOf } from "./call-words.ts";
import { QualityBadge } from "./QualityBadge.tsx";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ":first-child": { paddingTop: 0 },
    ":last-child": { paddingBottom: 0, borderBottomStyle: "none" },
  },
  head: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    columnGap: tokens.spacingHorizontalS,
  },
  link: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere", minWidth: 0 },
  facts: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** A call in a short list: with whom, when, how long, how it was; `children` say why it is there. Leads to its page. */
export function CallItem({ call, children }: { call: CallRowJson; children?: ReactNode }): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const company = companyOf(call, bot);
  const when = formats.dayTime(new Date(call.start));
  return (
    <li className={styles.root}>
      <div className={styles.head}>
        <Link href={`/calls/${encodeURIComponent(call.callId)}`} asChild>
          <FluentLink className={styles.link} aria-label={bot.joins.facts([company, when])}>
            {company}
          </FluentLink>
        </Link>
        <QualityBadge quality={call.quality} />
      </div>
      <span className={styles.facts}>
        {bot.joins.facts([when, bot.words.callType[call.type], presenceOf(call, bot)])}
      </span>
      {children}
    </li>
  );
}
