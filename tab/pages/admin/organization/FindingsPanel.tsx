import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { useMemo, type ReactNode } from "react";
import { comparedValue } from "../../../../bot/messages/compared-value.ts";
import { organizationFindings } from "../../../../src/calls/organization-findings.ts";
import type { OrganizationSummary } from "../../../../src/calls/organization.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Panel } from "../../../parts/Panel.tsx";

const MOST_FINDINGS = 6;

const useStyles = makeStyles({
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  none: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    ...typographyStyles.body1,
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
    overflowWrap: "anywhere",
  },
});

/** Subnets, devices and the like that were poor more often than everything else, in a sentence each. */
export function FindingsPanel({ organization }: { organization: OrganizationSummary }): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const words = admin.organization.findings;
  const findings = useMemo(() => organizationFindings(organization), [organization]);
  const shown = findings.slice(0, MOST_FINDINGS);
  return (
    <Panel title={words.title}>
      {shown.length === 0 ? (
        <p className={styles.none}>{words.none}</p>
      ) : (
        <>
          <p className={styles.note}>{words.text}</p>
          <ul className={styles.list}>
            {shown.map(({ dimension, value, poor, others }) => (
              <li key={`${dimension} ${value}`}>
                {words.finding({
                  value: comparedValue(dimension, value, bot) || bot.labels.unknownName,
                  dimension: bot.organization.dimension[dimension],
                  share: formats.percentage(poor.count / poor.of),
                  judged: formats.count(poor.of),
                  others: formats.percentage(others.count / others.of),
                })}
              </li>
            ))}
          </ul>
          {findings.length > shown.length && <p className={styles.note}>{bot.more(findings.length - shown.length)}</p>}
        </>
      )}
    </Panel>
  );
}
