import type { PeriodName } from "../../src/calls/period.ts";
import type { BasicMessages, Labels, Words } from "./catalog.ts";
import { englishEmpty } from "./english-empty.ts";
import { ENGLISH_CARDS } from "./english-cards.ts";
import { ENGLISH_COMPARISON } from "./english-comparison.ts";
import { ENGLISH_JOINS } from "./english-joins.ts";
import { ENGLISH_FEEDBACK } from "./english-lists.ts";
import { englishQuality } from "./english-quality.ts";
import { ENGLISH_TITLES } from "./english-titles.ts";
import { createFormats, formatLocale } from "./format.ts";

/** World English with a 24-hour clock, for people whose region is not known. */
const NEUTRAL_LOCALE = "en-001-u-hc-h23";

/** Those without which hardly anything can be said. */
export function englishBasics(locale: string, timeZone: string): BasicMessages {
  const formats = createFormats(formatLocale(locale, "en", NEUTRAL_LOCALE), timeZone, {
    hour: "h",
    minute: "min",
    second: "s",
    millisecond: "ms",
    framesPerSecond: "fps",
    join: " ",
  });
  const plural = (count: number, one: string, many: string): string =>
    `${formats.count(count)} ${count === 1 ? one : many}`;

  return {
    language: "en",
    formats,
    joins: ENGLISH_JOINS,
    titles: ENGLISH_TITLES,
    labels: LABELS,
    words: WORDS,
    callCount: (calls) => plural(calls, "call", "calls"),
    poorCallCount: (poor, calls) => `${formats.count(poor)} of ${plural(calls, "call", "calls")}`,
    poorPart: (poor) => `${formats.count(poor)} poor`,
    peopleCount: (people) => plural(people, "person", "people"),
    more: (count) => `and ${formats.count(count)} more`,
    ratedCount: (rated, asked) => `${formats.count(rated)} of ${formats.count(asked)} rated`,
    averageRating: (average) => `${formats.decimal(average, 1)} of 5`,
    periodLabel: (name) => periodLabel(name, formats.day, formats.month),
    quality: englishQuality(formats, WORDS),
    feedback: ENGLISH_FEEDBACK,
    comparison: ENGLISH_COMPARISON,
    cards: ENGLISH_CARDS,
    empty: englishEmpty(formats),
  };
}

function periodLabel(
  name: PeriodName,
  day: (date: string, options: { withYear: boolean }) => string,
  month: (year: number, month: number) => string,
): string | null {
  switch (name.kind) {
    case "today":
      return "Today";
    case "yesterday":
      return "Yesterday";
    case "thisWeek":
      return "This week";
    case "lastWeek":
      return "Last week";
    case "thisMonth":
      return "This month";
    case "lastMonth":
      return "Last month";
    case "lastDays":
      return name.count === 1 ? "Last day" : `Last ${name.count} days`;
    case "lastWeeks":
      return name.count === 1 ? "Last 7 days" : `Last ${name.count} weeks`;
    case "month":
      return month(name.year, name.month);
    case "since":
      return `Since ${day(name.from, { withYear: true })}`;
    case "day":
    case "range":
      return null;
  }
}

const LABELS: Labels = {
  calls: "Calls",
  timeInCalls: "Time in calls",
  averageCall: "Average call",
  byDay: "By day",
  types: "Types",
  modalities: "Media",
  quality: "Quality",
  feedback: "Feedback you gave",
  averageRating: "Average rating",
  poorFeedback: "Poor feedback",
  poorCalls: "Poor calls",
  tokens: "Problems",
  people: "People",
  platforms: "Platforms",
  start: "Start",
  end: "End",
  joined: "Joined",
  duration: "Time present",
  type: "Type",
  role: "Role",
  platform: "Platform",
  client: "Client",
  microphone: "Microphone",
  speaker: "Speaker",
  network: "Network",
  participants: "Participants",
  otherPerson: "With",
  sessions: "Sessions",
  streams: "Streams",
  timeline: "Timeline",
  reasons: "Why poor",
  verdict: "Was it me?",
  evidence: "Evidence",
  advice: "Try this",
  rating: "Rating",
  failure: "Failure",
  likelyMissed: "likely missed",
  testCall: "test call",
  noSession: "listed as a participant, not seen in the call",
  noClient: "client unknown",
  unknownName: "Unknown name",
};

const WORDS: Words = {
  quality: { good: "Good", poor: "Poor", unclassified: "Not judged" },
  callType: { groupCall: "Group call", peerToPeer: "One-to-one", unknown: "Unknown type", other: "Other type" },
  modality: {
    audio: "Audio",
    video: "Video",
    videoBasedScreenSharing: "Screen sharing (video-based)",
    screenSharing: "Screen sharing",
    data: "Data",
    other: "Other",
  },
  mediaKind: { audio: "Audio", video: "Video", screenSharing: "Screen sharing", other: "Other media" },
  platform: {
    windows: "Windows",
    macOS: "macOS",
    iOS: "iOS",
    android: "Android",
    web: "Web browser",
    ipPhone: "Desk phone",
    roomSystem: "Teams Room",
    surfaceHub: "Surface Hub",
    holoLens: "HoloLens",
    unknown: "Unknown platform",
    other: "Other platform",
  },
  connection: {
    wired: "Wired",
    wifi: "Wi-Fi",
    mobile: "Mobile",
    tunnel: "VPN tunnel",
    unknown: "Unknown connection",
    other: "Other connection",
  },
  wifiBand: { "2.4GHz": "2.4 GHz", "5GHz": "5 GHz", "6GHz": "6 GHz", unknown: "unknown band", other: "other band" },
  role: { organizer: "Organizer", participant: "Participant" },
  rating: {
    notRated: "Not rated",
    bad: "Bad",
    poor: "Poor",
    fair: "Fair",
    good: "Good",
    excellent: "Excellent",
    other: "Another rating",
  },
  direction: { sent: "sent", heard: "heard" },
};
