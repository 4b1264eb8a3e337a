import type { PeriodName } from "../../src/calls/period.ts";
import type { BasicMessages } from "./catalog.ts";
import { chineseEmpty } from "./chinese-empty.ts";
import { NAMED_PERIODS } from "./chinese-periods.ts";
import { CHINESE_CARDS } from "./chinese-cards.ts";
import { CHINESE_COMPARISON } from "./chinese-comparison.ts";
import { chineseFormats } from "./chinese-formats.ts";
import { CHINESE_JOINS } from "./chinese-joins.ts";
import { CHINESE_FEEDBACK } from "./chinese-lists.ts";
import { chineseQuality } from "./chinese-quality.ts";
import { CHINESE_TITLES } from "./chinese-titles.ts";
import { CHINESE_LABELS, CHINESE_WORDS } from "./chinese-words.ts";
import type { Formats } from "./format.ts";

/** Those without which hardly anything can be said. */
export function chineseBasics(timeZone: string): BasicMessages {
  const formats = chineseFormats(timeZone);
  const callCount = (calls: number): string => `${formats.count(calls)} 次通话`;
  return {
    language: "zh-CN",
    formats,
    joins: CHINESE_JOINS,
    titles: CHINESE_TITLES,
    labels: CHINESE_LABELS,
    words: CHINESE_WORDS,
    callCount,
    poorCallCount: (poor, calls) => `${callCount(calls)}中有 ${formats.count(poor)} 次`,
    poorPart: (poor) => `${formats.count(poor)} 次质量差`,
    peopleCount: (people) => `${formats.count(people)} 人`,
    more: (count) => `另有 ${formats.count(count)} 项`,
    ratedCount: (rated, asked) => `${formats.count(asked)} 次邀请中已评分 ${formats.count(rated)} 次`,
    averageRating: (average) => `${formats.decimal(average, 1)} / 5`,
    periodLabel: (name) => periodLabel(name, formats),
    quality: chineseQuality(formats, CHINESE_WORDS),
    feedback: CHINESE_FEEDBACK,
    comparison: CHINESE_COMPARISON,
    cards: CHINESE_CARDS,
    empty: chineseEmpty(formats),
  };
}

function periodLabel(name: PeriodName, { count, day, month }: Formats): string | null {
  switch (name.kind) {
    case "today":
    case "yesterday":
    case "thisWeek":
    case "lastWeek":
    case "thisMonth":
    case "lastMonth":
      return NAMED_PERIODS[name.kind];
    case "lastDays":
      return `最近 ${count(name.count)} 天`;
    case "lastWeeks":
      return name.count === 1 ? "最近 7 天" : `最近 ${count(name.count)} 周`;
    case "month":
      return month(name.year, name.month);
    case "since":
      return `${day(name.from, { withYear: true })}以来`;
    case "day":
    case "range":
      return null;
  }
}
