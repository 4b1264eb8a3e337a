import type { Answer } from "../../src/calls/answer.ts";
import type { OrganizationFigures, OrganizationSummary } from "../../src/calls/organization.ts";
import { comparedValue } from "../messages/compared-value.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { barChart } from "./bar-chart.ts";
import { periodChips } from "./chips.ts";
import { groupDays } from "./day-groups.ts";
import { facts, figures, heading, note, table, text, titleLines, type Figure } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

/** Values shown of a dimension, those that were poor most often. */
const MOST_VALUES = 3;

type OrganizationAnswer = Extract<Answer, { intent: "organization" }>;

/** Everyone's figures, how the poor share went day by day, and where it was largest. Names nobody. */
export function organizationCard({ period, organization, now }: OrganizationAnswer, messages: Messages): AdaptiveCard {
  const { titles, joins } = messages;
  const understood = describePeriod(period, now, messages);
  const actions = [
    ...periodChips(period.name, 4, (periodName) => ({ intent: "organization", periodName }), messages),
    commandAction(titles.status, { intent: "status" }, messages),
  ];
  if (organization.calls === 0) {
    const reason = period.start > now ? messages.empty.calls(period, false) : messages.organization.empty;
    return fitCard(messages.language, () => ({
      summary: joins.sentences([titles.organization, understood, reason]),
      body: [
        ...titleLines(titles.organization, understood),
        text(reason, { spacing: "Medium" }),
        ...leftOut(organization, messages),
      ],
      actions,
    }));
  }
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([titles.organization, understood, messages.callCount(organization.calls)]),
    body: [
      ...titleLines(titles.organization, understood),
      ...figures(organizationFigures(organization, messages)),
      ...leftOut(organization, messages),
      ...trend(organization.byDay, messages),
      ...worstValues(organization, Math.min(length, MOST_VALUES), messages),
    ],
    actions,
  }));
}

function organizationFigures(organization: OrganizationSummary, messages: Messages): Figure[] {
  const { organization: words, formats, cards } = messages;
  const { feedback } = organization;
  const asked = feedback.rated + feedback.notRated;
  return [
    { value: formats.count(organization.calls), label: words.calls },
    { value: formats.count(organization.people), label: words.people },
    { value: formats.duration(organization.durationSeconds), label: words.time },
    {
      value: poorOfJudged(organization, messages),
      label: words.poorOfJudged,
      ...(organization.quality.poor > 0 && { color: "Attention" as const }),
    },
    { value: cards.part(formats.count(feedback.rated), formats.count(asked)), label: words.ratedOfAsked },
    { value: formats.count(feedback.poor), label: words.poorRatings },
    { value: formats.count(organization.failures), label: words.failures },
  ];
}

function leftOut({ minimumPeople }: OrganizationSummary, { organization: words, formats }: Messages): CardElement[] {
  return minimumPeople === 0 ? [] : [note(words.minimumPeople(formats.count(minimumPeople)))];
}

function poorOfJudged({ quality }: OrganizationFigures, { formats, cards }: Messages): string {
  return cards.part(formats.count(quality.poor), formats.count(quality.poor + quality.good));
}

/** The poor share in percent; days, weeks or months in which nothing was judged have no bar. */
function trend(byDay: OrganizationSummary["byDay"], messages: Messages): CardElement[] {
  const { organization: words, formats, cards, lists, joins } = messages;
  const { unit, groups, left } = groupDays(byDay, formats);
  const bars = groups
    .map(({ label, name, days }) => ({ label, name, poor: total(days, "poor"), classified: total(days, "classified") }))
    .filter(({ classified }) => classified > 0);
  if (byDay.length < 2 || bars.length === 0) return [];
  const title = { day: words.poorShareByDay, week: words.poorShareByWeek, month: words.poorShareByMonth }[unit];
  // The chart draws fractions with two decimals: they are worth it for small shares only.
  const steps = bars.some(({ poor, classified }) => poor / classified >= 0.1) ? 1 : 10;
  const percent = bars.map(({ label, poor, classified }) => ({
    label,
    value: Math.round((poor / classified) * 100 * steps) / steps,
  }));
  const inWords = facts(
    bars.map(({ name, poor, classified }) => [
      name,
      joins.facts([
        formats.percentage(poor / classified, 1),
        cards.part(formats.count(poor), formats.count(classified)),
      ]),
    ]),
  );
  return [
    ...barChart(title, words.poorShareAxis, percent, inWords ?? text(title)),
    ...(left > 0 ? [note(lists.newestMonths(formats.count(groups.length)))] : []),
  ];
}

function total(days: OrganizationSummary["byDay"], figure: "poor" | "classified"): number {
  return days.reduce((sum, day) => sum + day[figure], 0);
}

function worstValues(organization: OrganizationSummary, length: number, messages: Messages): CardElement[] {
  const { organization: words, formats } = messages;
  const minimum = formats.count(organization.minimumSample);
  const dimensions = organization.dimensions.filter(({ values }) => values.length > 0);
  if (dimensions.length === 0) return [heading(words.worst), text(words.noneWithEnough(minimum))];
  return [
    heading(words.worst),
    note(words.explanation(minimum)),
    ...(length > 0 ? dimensions : []).flatMap(({ dimension, values, left }) => {
      const rows = values
        .slice(0, length)
        .map((value) => [
          [text(clip(comparedValue(dimension, value.value, messages), 60) || messages.labels.unknownName)],
          [text(formats.count(value.quality.poor + value.quality.good))],
          [text(shareText(value, messages))],
        ]);
      return [
        text(words.dimension[dimension], { weight: "Bolder", spacing: "Medium" }),
        table([words.columns.value, words.columns.judged, words.columns.poorShare], [5, 3, 3], rows),
        ...(left > 0 ? [note(words.left(formats.count(left)))] : []),
      ];
    }),
  ];
}

function shareText({ quality }: OrganizationFigures, { formats }: Messages): string {
  return formats.percentage(quality.poor / Math.max(1, quality.poor + quality.good), 1);
}
