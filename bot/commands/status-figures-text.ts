import type { StatusFigures } from "../../src/calls/status-figures.ts";
import { counted } from "../cards/counted.ts";
import type { Messages } from "../messages/catalog.ts";
import { describeCompleteness, describeDelay } from "../messages/describe-status.ts";
import { alignCells, alignLabels } from "./text-lines.ts";

/** Whether every call is here, for admins: the health, how complete, how fast, and what was given up. */
export function statusLines(figures: StatusFigures, messages: Messages): string[] {
  const { status, titles, joins, formats } = messages;
  const { name, meaning } = status.state[figures.health.state];
  return [
    joins.labeled(titles.status, joins.facts([formats.dayTime(figures.at), formats.timeZone])),
    "",
    joins.labeled(name, meaning),
    ...figures.health.findings.flatMap((finding) => {
      const { problem, remedy } = status.finding(finding);
      return [`  ${problem}`, `  ${joins.labeled(status.whatToDo, remedy)}`];
    }),
    "",
    status.completeness,
    ...completenessLines(figures, messages).map((line) => `  ${line}`),
    "",
    status.days,
    ...dayLines(figures, messages),
    "",
    ...alignLabels([
      [status.ownDelay, describeDelay(figures.delays.own, messages)],
      [status.graphDelay, describeDelay(figures.delays.graph, messages)],
      [status.lastNotified, figures.lastNotifiedAt === null ? status.never : formats.dayTime(figures.lastNotifiedAt)],
      [status.callRecords, formats.count(figures.callRecords)],
      [status.jobs, counted(figures.jobs, status.stage, messages)],
      ...(figures.dueSince === null ? [] : [[status.dueSince, formats.dayTime(figures.dueSince)] as [string, string]]),
    ]),
    ...givenUpLines(figures, messages),
  ];
}

function completenessLines({ completeness }: StatusFigures, messages: Messages): string[] {
  const { status, formats, joins } = messages;
  const { held, settled, provisional, repaired } = completeness;
  return [
    ...describeCompleteness(completeness, messages),
    joins.facts(
      (
        [
          [status.ledger.held, held],
          [status.ledger.settled, settled],
          [status.ledger.provisional, provisional],
          [status.ledger.repaired, repaired],
        ] as const
      ).map(([label, count]) => joins.labeled(label, formats.count(count))),
    ),
  ];
}

function dayLines({ days }: StatusFigures, { status, formats, cards }: Messages): string[] {
  const { day, held, missing } = status.columns;
  return alignCells([
    [`  ${day}`, held, missing],
    ...days.map((each) => [
      `  ${formats.day(each.date)}`,
      cards.part(formats.count(each.listed - each.missing), formats.count(each.listed)),
      formats.count(each.missing),
    ]),
  ]);
}

function givenUpLines({ exhausted }: StatusFigures, { status, joins }: Messages): string[] {
  if (exhausted.length === 0) return [];
  const lines = exhausted.flatMap(({ callId, code, reason, remedy }) => {
    const told = status.givenUp(code, { reason, remedy });
    return [`  ${callId}`, `    ${joins.sentences([told.reason, told.remedy])}`];
  });
  return ["", status.givenUpJobs, ...lines, status.replay];
}
