import type { Answer } from "../../src/calls/answer.ts";
import { describeCompleteness, describeDelay } from "../messages/describe-status.ts";
import type { StatusFigures } from "../../src/calls/status-figures.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { container, facts, figures, heading, moreLine, note, table, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { healthSection } from "./health-section.ts";
import { clip } from "../messages/clip.ts";

const STAGES = ["queued", "running", "failed", "exhausted", "done"] as const;
const LEDGER = ["held", "settled", "provisional", "repaired"] as const;
const MOST_FINDINGS = 4;
const MOST_GIVEN_UP = 3;

/** Whether every call is here: the health with what to do first, then how complete, how fast, and what was given up. */
export function statusCard({ status }: Extract<Answer, { intent: "status" }>, messages: Messages): AdaptiveCard {
  const { titles, joins, formats } = messages;
  const { name, meaning } = messages.status.state[status.health.state];
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([titles.status, joins.labeled(name, meaning)]),
    body: [
      ...titleLines(titles.status, joins.facts([formats.dayTime(status.at), formats.timeZone])),
      healthSection(status.health, Math.min(Math.max(1, length), MOST_FINDINGS), messages),
      ...completenessSection(status, messages),
      ...daysSection(status, messages),
      ...delaySection(status, messages),
      ...jobsSection(status, messages),
      ...givenUpSection(status, Math.min(length, MOST_GIVEN_UP), messages),
    ],
    actions: [
      commandAction(messages.cards.refresh, { intent: "status" }, messages),
      commandAction(
        titles.organization,
        { intent: "organization", periodName: { kind: "lastDays", count: 30 } },
        messages,
      ),
      commandAction(titles.alertRules, { intent: "alertRules" }, messages),
    ],
  }));
}

function completenessSection(figuresNow: StatusFigures, messages: Messages): CardElement[] {
  const { status, formats } = messages;
  const { completeness, callRecords } = figuresNow;
  const set = facts([
    ...LEDGER.map((name): [string, string] => [status.ledger[name], formats.count(completeness[name])]),
    [status.callRecords, formats.count(callRecords)],
  ]);
  return [
    heading(status.completeness),
    ...figures([
      { value: formats.count(completeness.listed), label: status.ledger.listed },
      {
        value: formats.count(completeness.missing),
        label: status.ledger.missing,
        ...(completeness.missing > 0 && { color: "Attention" as const }),
      },
    ]),
    ...describeCompleteness(completeness, messages).map((line) => text(line, { spacing: "Small" })),
    ...(set ? [set] : []),
  ];
}

function daysSection({ days }: StatusFigures, { status, formats, cards }: Messages): CardElement[] {
  if (days.length === 0) return [];
  const { day, held, missing } = status.columns;
  const rows = days
    .slice(0, 7)
    .map((each) => [
      [text(formats.day(each.date))],
      [text(cards.part(formats.count(each.listed - each.missing), formats.count(each.listed)))],
      [text(formats.count(each.missing), each.missing > 0 ? { color: "Attention", weight: "Bolder" } : {})],
    ]);
  return [heading(status.days), table([day, held, missing], [4, 5, 3], rows)];
}

function delaySection({ delays, lastNotifiedAt }: StatusFigures, messages: Messages): CardElement[] {
  const { status, formats } = messages;
  const set = facts([
    [status.ownDelay, describeDelay(delays.own, messages)],
    [status.graphDelay, describeDelay(delays.graph, messages)],
    [status.lastNotified, lastNotifiedAt === null ? status.never : formats.dayTime(lastNotifiedAt)],
  ]);
  return [heading(status.delays), ...(set ? [set] : [])];
}

function jobsSection({ jobs, dueSince }: StatusFigures, { status, formats }: Messages): CardElement[] {
  const set = facts([
    ...STAGES.map((stage): [string, string] => [status.stage[stage], formats.count(jobs[stage])]),
    [status.dueSince, dueSince && formats.dayTime(dueSince)],
  ]);
  return [heading(status.jobs), ...(set ? [set] : [])];
}

function givenUpSection({ exhausted, jobs }: StatusFigures, length: number, messages: Messages): CardElement[] {
  if (exhausted.length === 0) return [];
  const { status, formats, joins } = messages;
  const rows = exhausted.slice(0, length).map(({ callId, code, at, reason, remedy }) => {
    const why = status.givenUp(code, { reason, remedy });
    const when = at === null ? [] : [formats.dayTime(at)];
    return container(
      [
        text([clip(callId, 60), ...when].join(" · "), { weight: "Bolder" }),
        text(clip(joins.sentences([why.reason, why.remedy]), 500), { spacing: "None" }),
      ],
      { spacing: "Medium" },
    );
  });
  return [
    heading(status.givenUpJobs),
    ...rows,
    ...moreLine(Math.max(jobs.exhausted, exhausted.length) - rows.length, messages),
    note(status.replay),
  ];
}
