import { createLocalTime } from "../../src/calls/local-time.ts";
import type { CallIncidentContent, IncidentContent } from "../../src/calls/incident.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement } from "./adaptive-card.ts";
import { barChart } from "./bar-chart.ts";
import { container, facts, figures, heading, moreLine, note, text } from "./elements.ts";
import { healthSection, remedyLines } from "./health-section.ts";
import { evidenceLines, factorText, incidentHeadline } from "../messages/describe-incident.ts";
import { clip } from "../messages/clip.ts";

const LONGEST_TEXT = 300;
const LONGEST_FAILURE = 120;
const MOST_BARS = 24;
const DAY_MS = 86_400_000;

/** What is wrong now and what to do about it, by the kind of rule. */
export function openSections(content: IncidentContent, length: number, messages: Messages): CardElement[] {
  switch (content.kind) {
    case "ingestionHealth":
      return [healthSection(content, length, messages)];
    case "exhaustedJobs":
      return [givenUpSection(content, length, messages)];
    default:
      return [headlineSection(content, messages), ...callSections(content, length, messages)];
  }
}

function givenUpSection(
  content: Extract<IncidentContent, { kind: "exhaustedJobs" }>,
  length: number,
  messages: Messages,
): CardElement {
  const { status, joins, callCount } = messages;
  const reasons = content.reasons.slice(0, length).flatMap(({ code, calls, ...english }) => {
    const { reason, remedy } = status.givenUp(code, english);
    return remedyLines(remedy, joins.labeled(callCount(calls), reason), messages);
  });
  return container(
    [
      text(incidentHeadline(content, messages), { size: "Large", weight: "Bolder" }),
      ...reasons,
      ...moreLine(content.reasons.length - length, messages),
      note(status.replay),
    ],
    { style: "attention", spacing: "Medium" },
  );
}

/** The headline and, where calls have something in common, what is likely wrong with it and where to look. */
function headlineSection(content: CallIncidentContent, messages: Messages): CardElement {
  const { incidents, joins, status } = messages;
  const headline = text(incidentHeadline(content, messages), { size: "Large", weight: "Bolder" });
  const style = "attention" as const;
  if (content.kind !== "poorShareAboveBaseline") return container([headline], { style, spacing: "Medium" });
  const { label, problem } = incidents.likelyCause;
  return container(
    [
      headline,
      text(joins.labeled(label, problem(factorText(content.factor, messages)))),
      text(joins.labeled(status.whatToDo, incidents.lookAt[content.cause]), { weight: "Bolder" }),
    ],
    { style, spacing: "Medium" },
  );
}

/** How many, since when, how sure, and what was poor: also of an incident that is over. */
export function callSections(content: CallIncidentContent, length: number, messages: Messages): CardElement[] {
  const { incidents, formats } = messages;
  const evidence = evidenceLines(content, messages);
  const { start, end } = content.window;
  const looked = facts([[incidents.lookedAt, `${formats.dayTime(start)} – ${formats.dayTime(end)}`]]);
  return [
    ...figures([
      { value: formats.count(content.calls), label: incidents.callsAffected },
      { value: formats.count(content.people), label: incidents.peopleAffected },
    ]),
    ...(evidence.length > 0 ? [heading(incidents.evidence)] : []),
    ...evidence.map((line) => text(clip(line, LONGEST_TEXT), { spacing: "Small" })),
    ...(looked ? [looked] : []),
    ...seriesChart(content, messages),
    ...reasonsSection(content, length, messages),
  ];
}

/** Bars of equal parts of time; the same in words where charts are not shown. */
function seriesChart({ kind, series, window }: CallIncidentContent, messages: Messages): CardElement[] {
  const { incidents, formats, cards, poorCallCount } = messages;
  const shown = series.slice(-MOST_BARS);
  if (shown.length < 2 || shown.every(({ calls }) => calls === 0)) return [];
  const { dateOf } = createLocalTime(formats.timeZone);
  const [first, second] = shown;
  const isByDay =
    first !== undefined && second !== undefined && second.start.getTime() - first.start.getTime() >= DAY_MS;
  const labelOf = (start: Date): string => (isByDay ? formats.weekday(dateOf(start)) : formats.time(start));
  const nameOf = (start: Date): string => (isByDay ? formats.day(dateOf(start)) : formats.dayTime(start));
  const inWords = facts(
    shown.filter(({ of }) => of > 0).map(({ start, calls, of }) => [nameOf(start), poorCallCount(calls, of)]),
  );
  const title = kind === "callFailures" ? incidents.failedOverTime : incidents.poorOverTime;
  const bars = shown.map(({ start, calls }) => ({ label: labelOf(start), value: calls }));
  return barChart(title, cards.callsAxis, bars, inWords ?? text(formats.dayTime(window.end)));
}

function reasonsSection(content: CallIncidentContent, length: number, messages: Messages): CardElement[] {
  const { incidents, quality, words, joins, callCount } = messages;
  switch (content.kind) {
    case "poorCall":
      return [];
    case "callFailures": {
      const set = facts(
        content.failures
          .slice(0, length)
          .map(({ stage, reason, calls }) => [
            callCount(calls),
            clip(reason === null ? stage : joins.labeled(stage, reason), LONGEST_FAILURE),
          ]),
      );
      return set
        ? [heading(incidents.howTheyFailed), set, ...moreLine(content.failures.length - length, messages)]
        : [];
    }
    default: {
      const set = facts(
        content.reasons
          .slice(0, length)
          .map(({ metric, mediaKind, direction, calls }) => [
            joins.facts([words.mediaKind[mediaKind], quality.metric(metric), quality.direction(direction, mediaKind)]),
            callCount(calls),
          ]),
      );
      return set ? [heading(incidents.whatWasPoor), set, ...moreLine(content.reasons.length - length, messages)] : [];
    }
  }
}
