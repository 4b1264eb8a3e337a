import type { OrganizationMessages } from "./organization-messages.ts";

export const ENGLISH_ORGANIZATION: OrganizationMessages = {
  calls: "Calls",
  people: "People in calls",
  time: "Time in calls, everyone's",
  poorOfJudged: "Poor, of those judged",
  ratedOfAsked: "Rated, of those asked",
  failures: "Failures",
  poorRatings: "Ratings bad or poor",
  poorShareByDay: "Poor share by day (%)",
  poorShareByWeek: "Poor share by week (%)",
  poorShareByMonth: "Poor share by month (%)",
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
    `Each person in each call counts once. Listed is what was judged at least ${minimumSample} times, the largest poor share first. A large share does not say what caused it.`,
  left: (values) => `${values} more ${values === "1" ? "was" : "were"} judged too few times to tell.`,
  noneWithEnough: (minimumSample) => `Nothing was judged the ${minimumSample} times it takes to compare.`,
  minimumPeople: (people) =>
    `Anonymous mode is on: days on which fewer than ${people} people were in calls are left out, and on each day whatever fewer than ${people} people had.`,
  empty: "No call records in this period yet. The first arrive up to 150 minutes after a call.",
};
