import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { describeCompleteness, describeDelay } from "../../../bot/messages/describe-status.ts";
import type { StatusPageJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";
import { FactList } from "../../parts/FactList.tsx";
import { Figure } from "../../parts/Figure.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { GivenUpCalls } from "./GivenUpCalls.tsx";
import { HealthNotice } from "./HealthNotice.tsx";

const REFRESH_MS = 30_000;
const STAGES = ["queued", "running", "failed", "exhausted", "done"] as const;
const LEDGER = ["held", "settled", "provisional", "repaired"] as const;
const TWO_COLUMNS = "@media (min-width: 840px)";

const useStyles = makeStyles({
  page: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: tokens.spacingHorizontalL },
  figures: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(160px, 1fr))",
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: tokens.spacingHorizontalL,
    [TWO_COLUMNS]: { gridTemplateColumns: "repeat(2, minmax(0, 1fr))" },
  },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  asOf: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Whether every call is here: the health with what to do, the ledger, delays, jobs, and what was given up. */
export function StatusPage(): ReactNode {
  const { shell } = useMessages();
  const answer = useApi(API.status, {}, { refetchEveryMs: REFRESH_MS });
  return (
    <PageFrame title={shell.pages.status} answer={answer}>
      {(status) => <StatusPanels status={status} />}
    </PageFrame>
  );
}

function StatusPanels({ status }: { status: StatusPageJson }): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const { completeness, callRecords, delays, days, jobs, lastNotifiedAt, dueSince } = status;
  const words = bot.status;
  const dayTime = (instant: string | null): string | null => instant && formats.dayTime(new Date(instant));
  return (
    <div className={styles.page}>
      <HealthNotice health={status.health} />
      <dl className={styles.figures}>
        <Figure label={words.ledger.listed} value={formats.count(completeness.listed)} />
        <Figure label={words.ledger.missing} value={formats.count(completeness.missing)} />
        <Figure label={words.callRecords} value={formats.count(callRecords)} />
        <Figure label={words.stage.exhausted} value={formats.count(jobs.exhausted)} />
      </dl>
      <div className={styles.columns}>
        <Panel title={words.completeness}>
          {describeCompleteness(completeness, bot).map((line) => (
            <p key={line} className={styles.text}>
              {line}
            </p>
          ))}
          <FactList facts={LEDGER.map((name) => [words.ledger[name], formats.count(completeness[name])] as const)} />
        </Panel>
        <Panel title={words.days}>
          <DataTable
            caption={words.days}
            columns={[
              { header: words.columns.day },
              { header: words.columns.held, isNumber: true },
              { header: words.columns.missing, isNumber: true },
            ]}
            rows={days.map(({ date, listed, missing }) => ({
              key: date,
              cells: [
                formats.day(date),
                bot.cards.part(formats.count(listed - missing), formats.count(listed)),
                formats.count(missing),
              ],
            }))}
          />
        </Panel>
        <Panel title={words.delays}>
          <FactList
            facts={[
              [words.ownDelay, describeDelay(delays.own, bot)],
              [words.graphDelay, describeDelay(delays.graph, bot)],
              [words.lastNotified, dayTime(lastNotifiedAt) ?? words.never],
            ]}
          />
        </Panel>
        <Panel title={words.jobs}>
          <FactList
            facts={[
              ...STAGES.map((stage) => [words.stage[stage], formats.count(jobs[stage])] as const),
              [words.dueSince, dayTime(dueSince)],
            ]}
          />
        </Panel>
      </div>
      <GivenUpCalls exhausted={status.exhausted} count={jobs.exhausted} />
      <p className={styles.asOf}>{bot.joins.facts([formats.dayTime(new Date(status.at)), formats.timeZone])}</p>
    </div>
  );
}
