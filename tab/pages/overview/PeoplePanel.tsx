import { Link as FluentLink, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";
import { DataTable } from "../../parts/DataTable.tsx";
import { Panel } from "../../parts/Panel.tsx";

const MOST_PEOPLE = 8;

const useStyles = makeStyles({
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** With whom one had one-to-one calls; a name leads to those calls. */
export function PeoplePanel({ overview: { summary, period } }: { overview: OverviewJson }): ReactNode {
  const styles = useStyles();
  const { bot, formats, overview } = useMessages();
  const { people: words } = overview;
  const shown = summary.people.slice(0, MOST_PEOPLE);
  return (
    <Panel title={words.title}>
      {shown.length === 0 ? (
        <p className={styles.note}>{words.none}</p>
      ) : (
        <>
          <p className={styles.note}>{words.text}</p>
          <DataTable
            caption={words.title}
            columns={[
              { header: words.columns.person },
              { header: words.columns.calls, isNumber: true },
              { header: words.columns.time, isNumber: true },
            ]}
            rows={shown.map(({ id, displayName, calls, durationSeconds }) => ({
              key: id,
              cells: [
                <Link key={id} href={callsPath(period.name, { person: id })} asChild>
                  <FluentLink>{displayName?.trim() || bot.labels.unknownName}</FluentLink>
                </Link>,
                formats.count(calls),
                formats.duration(durationSeconds),
              ],
            }))}
          />
        </>
      )}
      {summary.people.length > shown.length && (
        <p className={styles.note}>{bot.more(summary.people.length - shown.length)}</p>
      )}
    </Panel>
  );
}
