import type { OrganizationMessages } from "./organization-messages.ts";

export const ENGLISH_ORGANIZATION: OrganizationMessages = {
  calls: "Calls",
  people: "People in calls",
  time: "Time in calls, everyone's",
  poorOfJudged: "Poor participations, of those judged",
  ratedOfAsked: "Rated, of those asked",
  failures: "Participations that failed",
  poorRatings: "Ratings bad or poor",
  poorShareByDay: "Poor participations by day (%)",
  poorShareByWeek: "Poor participations by week (%)",
  poorShareByMonth: "Poor participations by month (%)",
  poorShareAxis: "% of those judged",
  dimension: {
    subnet: "Subnets",
    building: "Buildings",
    captureDevice: "Microphones",
    captureDriver: "Microphone drivers",
    renderDevice: "Speakers",
    platform: "Platforms",
    clientVersion: "Client versions",
    connection: "Connections",
    wifiBand: "Wi-Fi bands",
    callType: "Types of call",
  },
  columns: { value: "Value", judged: "Judged", poorShare: "Poor" },
  worst: "Where it was poor most often",
  explanation: (minimumSample) =>
    `A participation is one person in one call. Values with at least ${minimumSample} judged participations, the largest poor share first. A large share does not say what caused it.`,
  left: (values) => `${values} more with too few judged participations to tell.`,
  noneWithEnough: (minimumSample) => `No value has the ${minimumSample} judged participations it takes to compare.`,
  empty: "No call records in this period yet. The first arrive up to 150 minutes after a call.",
};
