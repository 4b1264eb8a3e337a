import type { Formats } from "../../bot/messages/format.ts";
import type { OverviewMessages } from "./overview-messages.ts";

export const englishOverview: (formats: Formats) => OverviewMessages = (formats) => {
  const calls = (count: number): string => `${formats.count(count)} ${count === 1 ? "call" : "calls"}`;
  return {
    poorShare: "Poor share",
    averageCall: (duration) => `${duration} on average`,
    groupAndPairs: (group, pairs) => `${formats.count(group)} in groups, ${formats.count(pairs)} one-to-one`,
    people: {
      title: "One-to-one calls",
      text: "With whom you had most of them.",
      columns: { person: "Person", calls: "Calls", time: "Time" },
      all: "All calls of the period",
      none: "No one-to-one calls in this period.",
    },
    devices: "Your devices",
    networks: "Your networks",
    heatMap: {
      title: "When in the week",
      caption: (zone) => `Calls by weekday and hour, ${zone}`,
      cell: (count, poor) => (poor === 0 ? calls(count) : `${calls(count)}, ${formats.count(poor)} poor`),
      none: "No calls",
      text: (zone) => `Calls by the hour in which they began, ${zone}. The stronger the color, the more calls.`,
    },
    poorCalls: { title: "Newest poor calls", all: "All poor calls and feedback" },
    firstDay: {
      title: "No calls yet",
      text: "Your calls appear here after you have made or taken one in Teams. It takes up to 150 minutes until Microsoft tells about it.",
    },
    emptyPeriod: {
      title: "No calls in this period",
      text: "Choose another period above.",
      lastCall: (when) => `Your last call was on ${when}.`,
      show: (month) => `Show ${month}`,
    },
  };
};
