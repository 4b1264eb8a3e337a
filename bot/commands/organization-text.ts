import type { Answer } from "../../src/calls/answer.ts";
import type { OrganizationSummary } from "../../src/calls/organization.ts";
import type { Messages } from "../messages/catalog.ts";
import { comparedValue } from "../messages/compared-value.ts";
import { describePeriod } from "../messages/describe-period.ts";
import { alignCells, alignLabels } from "./text-lines.ts";

const MOST_VALUES = 5;
/** Longer periods show only the days that have a call. */
const MOST_DAYS = 31;

/** Everyone's figures, by day, and what was poor most often. */
export function organizationLines(answer: Extract<Answer, { intent: "organization" }>, messages: Messages): string[] {
  const { organization: words, titles, joins, formats, cards } = messages;
  const { organization, period, now } = answer;
  const heading = joins.labeled(titles.organization, describePeriod(period, now, messages));
  const { quality, feedback, minimumPeople } = organization;
  const leftOut = minimumPeople === 0 ? [] : [words.minimumPeople(formats.count(minimumPeople))];
  if (organization.calls === 0) return [heading, "", words.empty, ...leftOut];
  const part = (count: number, whole: number): string => cards.part(formats.count(count), formats.count(whole));
  return [
    heading,
    "",
    ...alignLabels([
      [words.calls, formats.count(organization.calls)],
      [words.people, formats.count(organization.people)],
      [words.time, formats.duration(organization.durationSeconds)],
      [words.poorOfJudged, part(quality.poor, quality.good + quality.poor)],
      [words.ratedOfAsked, part(feedback.rated, feedback.rated + feedback.notRated)],
      [words.poorRatings, formats.count(feedback.poor)],
      [words.failures, formats.count(organization.failures)],
    ]),
    ...leftOut,
    "",
    ...dayLines(organization, messages),
    "",
    words.worst,
    ...dimensionLines(organization, messages),
  ];
}

function dayLines({ byDay }: OrganizationSummary, messages: Messages): string[] {
  const { organization: words, formats, cards } = messages;
  const shown = byDay.length > MOST_DAYS ? byDay.filter(({ calls }) => calls > 0) : byDay;
  return [
    words.poorShareByDay,
    ...alignCells(
      shown.map(({ date, calls, poor, classified }) => [
        formats.day(date),
        messages.callCount(calls),
        classified === 0 ? "" : formats.percentage(poor / classified),
        classified === 0 ? "" : cards.part(formats.count(poor), formats.count(classified)),
      ]),
    ),
  ];
}

function dimensionLines({ dimensions }: OrganizationSummary, messages: Messages): string[] {
  const { organization: words, formats, cards } = messages;
  return dimensions
    .filter(({ values }) => values.length > 0)
    .flatMap(({ dimension, values, left }) => [
      words.dimension[dimension],
      ...alignCells(
        values
          .slice(0, MOST_VALUES)
          .map(({ value, quality: { good, poor } }) => [
            `  ${comparedValue(dimension, value, messages)}`,
            formats.percentage(poor / (good + poor)),
            cards.part(formats.count(poor), formats.count(good + poor)),
          ]),
      ),
      ...(left > 0 ? [`  ${words.left(formats.count(left))}`] : []),
    ]);
}
