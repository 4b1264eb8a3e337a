import type { CallFactor } from "../../src/calls/call-factor.ts";
import type { CallIncidentContent, IncidentContent, ShareFigures } from "../../src/calls/incident.ts";
import type { Messages } from "./catalog.ts";
import { clip } from "./clip.ts";

const LONGEST_VALUE = 80;
const MOST_LISTED = 4;

/** What is wrong, in one line. */
export function incidentHeadline(content: IncidentContent, messages: Messages): string {
  const { status, incidents } = messages;
  switch (content.kind) {
    case "ingestionHealth":
      return status.state[content.state].name;
    case "exhaustedJobs":
      return incidents.givenUp(content.calls, content.isAtLeast);
    case "poorCall":
      return incidents.headlines.poorCall(content.calls);
    case "repeatedPoorCalls":
      return incidents.headlines.repeatedPoorCalls(content.calls);
    case "poorShare":
      return shareLine(content.figures, messages);
    case "poorShareAboveBaseline":
      return incidents.headlines.poorShareAboveBaseline(content.calls, factorText(content.factor, messages));
    case "callFailures":
      return failedLine(content.figures, messages);
  }
}

/** What is or was wrong, without what to do about it. */
export function incidentProblems(content: IncidentContent, messages: Messages): string[] {
  const { status, joins, callCount } = messages;
  switch (content.kind) {
    case "ingestionHealth":
      return content.findings.map((finding) => status.finding(finding).problem);
    case "exhaustedJobs":
      return content.reasons.map(({ code, calls, ...english }) =>
        joins.labeled(callCount(calls), status.givenUp(code, english).reason),
      );
    default:
      return evidenceLines(content, messages);
  }
}

/** The figures behind it, a sentence each. */
export function evidenceLines(content: CallIncidentContent, messages: Messages): string[] {
  const { incidents, formats } = messages;
  const share = (fraction: number): string => formats.percentage(fraction, 1);
  const interval = ({ low, high }: ShareFigures): string => incidents.interval(share(low), share(high));
  switch (content.kind) {
    case "poorCall":
      return [incidents.ratedAndMeasured(content.rated, content.measured)];
    case "repeatedPoorCalls":
      return [];
    case "poorShare":
    case "callFailures":
      return [interval(content.figures), incidents.limit(share(content.threshold))];
    case "poorShareAboveBaseline": {
      const { figures, alike } = content;
      const { baseline, lift } = figures;
      const others = alike.slice(0, MOST_LISTED).map((factor) => factorText(factor, messages));
      return [
        shareLine(figures, messages),
        interval(figures),
        incidents.usual(share(baseline.share), formats.count(baseline.of), baseline.days, baseline.isOwn),
        ...(Number.isFinite(lift) && lift > 1 ? [incidents.lift(formats.decimal(lift, 1))] : []),
        ...(others.length > 0 ? [incidents.alike(messages.joins.list(others))] : []),
      ];
    }
  }
}

/** "Subnet 10.1.2.0", with Graph's own words of a platform or connection in the reader's. */
export function factorText({ kind, value }: CallFactor, { incidents, words }: Messages): string {
  const named: Readonly<Record<string, string>> =
    kind === "platform" ? words.platform : kind === "connection" ? words.connection : {};
  return incidents.factor({ kind, value: named[value] ?? clip(value, LONGEST_VALUE) });
}

function shareLine({ count, of, share }: ShareFigures, { incidents, formats, poorCallCount }: Messages): string {
  return incidents.share(poorCallCount(count, of), formats.percentage(share, 1));
}

function failedLine({ count, of, share }: ShareFigures, { incidents, formats, poorCallCount }: Messages): string {
  return incidents.failedShare(poorCallCount(count, of), formats.percentage(share, 1));
}
