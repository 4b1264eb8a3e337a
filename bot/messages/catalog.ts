import type {
  CallType,
  ClientPlatform,
  ConnectionType,
  MediaKind,
  Modality,
  WifiBand,
} from "../../src/calls/call-record.ts";
import type { Intent } from "../../src/calls/answer.ts";
import type { Command } from "../../src/calls/command.ts";
import type { FeedbackRating } from "../../src/calls/feedback.ts";
import type { ParticipationRating } from "../../src/calls/participation.ts";
import type { Period, PeriodName } from "../../src/calls/period.ts";
import type { OwnDirection, Quality, QualityReason } from "../../src/calls/stream-quality.ts";
import type { Verdict, VerdictEvidence } from "../../src/calls/verdict.ts";
import type { AdminMessages } from "./admin-messages.ts";
import type { ComparisonMessages } from "./comparison-messages.ts";
import type { ConversationMessages } from "./conversation-messages.ts";
import type { FilterMessages } from "./filter-messages.ts";
import type { Formats } from "./format.ts";
import type { IncidentMessages } from "./incident-messages.ts";
import type { FeedbackMessages, ListMessages } from "./list-messages.ts";
import type { OrganizationMessages } from "./organization-messages.ts";
import type { PhoneMessages } from "./phone-messages.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";
import type { AlertSetupMessages } from "./alert-setup-messages.ts";
import type { SentCallMessages } from "./sent-call-messages.ts";
import type { SettingsMessages } from "./settings-messages.ts";
import type { StatusMessages } from "./status-messages.ts";

/** Everything Callwise says in one language: used by cards and plain text alike. A new language is one file of this type. */
export type Messages = {
  /** The language's BCP 47 tag, for `lang` of a card. */
  language: string;
  formats: Formats;
  joins: Joins;
  titles: Titles;
  labels: Labels;
  words: Words;
  /** "1 call", "12 calls" */
  callCount: (calls: number) => string;
  /** "3 of 12 calls" */
  poorCallCount: (poor: number, calls: number) => string;
  /** "3 poor": of calls that were named before. */
  poorPart: (poor: number) => string;
  /** "3 people" */
  peopleCount: (people: number) => string;
  /** "and 4 more" */
  more: (count: number) => string;
  /** "2 of 3 rated": how many of the asked calls were rated. */
  ratedCount: (rated: number, asked: number) => string;
  /** "4.2 of 5" */
  averageRating: (average: number) => string;
  /** "This week"; null for a day or a range, whose dates say it all. */
  periodLabel: (name: PeriodName) => string | null;
  quality: QualityMessages;
  phone: PhoneMessages;
  filters: FilterMessages;
  lists: ListMessages;
  feedback: FeedbackMessages;
  comparison: ComparisonMessages;
  privacy: PrivacyMessages;
  settings: SettingsMessages;
  organization: OrganizationMessages;
  status: StatusMessages;
  admin: AdminMessages;
  incidents: IncidentMessages;
  alertSetup: AlertSetupMessages;
  sentCalls: SentCallMessages;
  conversation: ConversationMessages;
  empty: EmptyMessages;
  help: HelpMessages;
  cards: CardMessages;
  /** Commands as this language's grammar reads them: for chips and buttons. Their text is a message to the bot. */
  commands: CommandMessages;
};

/** What nearly every answer and page says: small enough to be there first. */
export type BasicMessages = Pick<
  Messages,
  | "language"
  | "formats"
  | "joins"
  | "titles"
  | "labels"
  | "words"
  | "callCount"
  | "poorCallCount"
  | "poorPart"
  | "peopleCount"
  | "more"
  | "ratedCount"
  | "averageRating"
  | "periodLabel"
  | "quality"
  | "feedback"
  | "comparison"
  | "cards"
  | "empty"
>;

/** The rest: what is said in chat alone, and what single pages say. */
export type FurtherMessages = Omit<Messages, keyof BasicMessages>;

/**
 * How words are put together, which differs by language like the words do: "Rating: Poor" is "评分：差". Cards and texts
 * never write a comma, colon, full stop or parenthesis of their own.
 */
export type Joins = {
  /** Things of one kind: "Audio, Video". */
  list: (parts: readonly string[]) => string;
  /** Facts side by side: "12 calls, 5 h 24 min". */
  facts: (parts: readonly string[]) => string;
  /** Things that may have commas of their own: "Jitter 62 ms (limit 30 ms), heard; packet loss 12%, sent". */
  items: (parts: readonly string[]) => string;
  /** "Rating: Poor"; "Was it me? Likely …" */
  labeled: (label: string, value: string) => string;
  /** One after another: "My calls. This week. No poor calls." A part may end with its own full stop. */
  sentences: (parts: readonly string[]) => string;
  /** "Kitchen (weak signal)" */
  aside: (text: string, aside: string) => string;
  /** “my calls this week” */
  quoted: (text: string) => string;
};

/** Of an answer, and of the buttons that ask for one. */
export type Titles = Record<Intent, string>;

export type Labels = {
  calls: string;
  timeInCalls: string;
  averageCall: string;
  byDay: string;
  types: string;
  modalities: string;
  quality: string;
  feedback: string;
  averageRating: string;
  poorFeedback: string;
  poorCalls: string;
  tokens: string;
  people: string;
  platforms: string;
  start: string;
  end: string;
  joined: string;
  duration: string;
  type: string;
  role: string;
  platform: string;
  client: string;
  microphone: string;
  speaker: string;
  network: string;
  participants: string;
  otherPerson: string;
  sessions: string;
  streams: string;
  timeline: string;
  reasons: string;
  verdict: string;
  evidence: string;
  advice: string;
  rating: string;
  failure: string;
  likelyMissed: string;
  testCall: string;
  noSession: string;
  noClient: string;
  unknownName: string;
};

export type Words = {
  quality: Record<Quality, string>;
  callType: Record<CallType, string>;
  modality: Record<Modality, string>;
  mediaKind: Record<MediaKind, string>;
  platform: Record<ClientPlatform, string>;
  connection: Record<ConnectionType, string>;
  wifiBand: Record<WifiBand, string>;
  role: Record<"organizer" | "participant", string>;
  rating: Record<FeedbackRating, string>;
  direction: Record<OwnDirection, string>;
};

export type QualityMessages = {
  /** "Jitter 62 ms (limit 30 ms), heard" */
  reason: (reason: QualityReason) => string;
  /** Which way a stream went: "sent", and for what came in "heard" (sound) or "received". */
  direction: (direction: OwnDirection, mediaKind: MediaKind) => string;
  /** A metric's name in words: "Jitter". A metric that is not known is spelled out from its own name. */
  metric: (metric: string) => string;
  /** A metric's value with its unit, derived from the ending of its name: "62 ms". */
  metricValue: (metric: string, value: number | string) => string;
  verdict: (verdict: Verdict) => VerdictMessages;
  /** "Wi-Fi signal 28% (at least 50%)" */
  evidence: (evidence: VerdictEvidence) => string;
  /** A feedback token made readable: "others heard no sound". */
  token: (token: string) => string;
  /** "Poor: echo, background noise", with the text given, if any. */
  rating: (rating: ParticipationRating) => string;
  /** What "poor" and "unclassified" mean, in a sentence each. */
  explanation: Record<Quality, string>;
};

export type VerdictMessages = {
  /** Cause with confidence: "Likely: a weak Wi-Fi signal at your end". */
  headline: string;
  /** Which way it was poor: "What you sent was poor". */
  direction: string;
  evidence: string[];
  /** One thing to try. */
  advice: string;
};

/** What stands in place of a list without entries; each says why. */
export type EmptyMessages = {
  /** `hasBegun` is false for a period that lies wholly after now. */
  calls: (period: Period, hasBegun: boolean) => string;
  /** `calls` is how many calls the period has at all; `unclassified` how many of them could not be judged. */
  poorCalls: (counts: { calls: number; unclassified: number }) => string;
  /** `asked` is "last" or an id. */
  call: (asked: string) => string;
  feedback: string;
  people: string;
};

export type HelpMessages = {
  intro: string;
  notUnderstood: (text: string) => string;
  nearest: string;
  /** In the order of the groups. The first example of a command is offered as a button. */
  commands: { group: HelpGroup; command: string; description: string; examples: string[] }[];
  groups: Record<HelpGroup, string>;
  periods: string;
  /** What may be added to a question about calls: with a name, over 10 min, video. */
  filters: string;
};

/** `admins` is shown to admins only. */
export type HelpGroup = "calls" | "compare" | "yours" | "admins";

/** Commands in words that the language's grammar reads back to the same command. */
export type CommandMessages = { phrase: (command: Command) => string };

/** What only cards say; everything that plain text says too is in the message catalog. */
export type CardMessages = {
  /** Title of the chart of calls by day. */
  callsByDay: string;
  callsByWeek: string;
  callsByMonth: string;
  /** Title of the axis, which carries the unit. */
  callsAxis: string;
  /** "2 of 12" */
  part: (part: string, whole: string) => string;
  /** Label of "3 of 4": calls rated of those asked. */
  ratedOfAsked: string;
  columns: { stream: string; measured: string; quality: string };
  /** A measured value beside the threshold it was held against. */
  withLimit: (measured: string, limit: string) => string;
  withMinimum: (measured: string, minimum: string) => string;
  beyondLimit: (measured: string) => string;
  notMeasured: string;
  callId: string;
  personId: string;
  subnet: string;
  building: string;
  /** Heading over device and network. */
  equipment: string;
  showCall: string;
  tryAgain: string;
  refresh: string;
  lastCall: string;
  /** On a button that opens the same in the tab. */
  openInTab: string;
  error: { title: string; text: string; requestId: string };
  welcome: { title: string; text: string };
  /** The person's id is not one that this service may answer. */
  unknownPerson: string;
};
