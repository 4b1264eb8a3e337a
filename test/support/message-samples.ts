import type { Messages } from "../../bot/messages/catalog.ts";
import { CALL_FACTOR_KINDS } from "../../src/calls/call-factor.ts";
import type { Period } from "../../src/calls/period.ts";
import type { Verdict } from "../../src/calls/verdict.ts";
import { judgeHealth, storeFailure, type Finding, type HealthFacts } from "../../src/calls/health.ts";
import { reasonOf, type ReasonCode } from "../../src/calls/health-reasons.ts";

/** For each function of a catalog the rows of arguments to call it with; the type checker holds them to its parameters. */
type Samples<Node> = Node extends (...given: infer Given) => unknown
  ? readonly Readonly<Given>[]
  : Node extends string | readonly unknown[]
    ? never
    : { readonly [Key in keyof Node]?: Samples<Node[Key]> };

/** Values that are told apart from every word of a catalog: what has one of these letters comes from outside. */
const LATIN = "Ælfgifu Ætheling";
const CHINESE = "王芳";
const NAMES = [[LATIN], [CHINESE]] as const;
const GIVEN = /Æ|王芳|\d/;

const NOW = new Date("2026-11-20T15:00:00Z");
const PERIOD: Period = {
  name: { kind: "thisWeek" },
  start: new Date("2026-11-16T00:00:00Z"),
  end: new Date("2026-11-23T00:00:00Z"),
};
const METRICS = [
  ...(["averageRoundTripTimeMs", "averagePacketLossRate", "averageJitterMs", "averageVideoFrameRate"] as const),
  ...(["averageVideoFrameLossPercentage", "postForwardErrorCorrectionPacketLossRate"] as const),
];
const LOCAL_METRICS = [
  ...(["wifiSignalStrengthPercentage", "sentQualityEventRatio", "receivedQualityEventRatio"] as const),
  ...(["delayEventRatio", "bandwidthLowEventRatio", "cpuInsufficientEventRatio", "deviceGlitchEventRatio"] as const),
  ...(["captureNotFunctioningEventRatio", "renderNotFunctioningEventRatio"] as const),
];
const CAUSES = [
  ...(["weakWifi", "wifi24GHz", "localNetwork", "lowBandwidth", "tcpInsteadOfUdp", "vpnOrRelay", "cpu"] as const),
  ...(["captureDevice", "renderDevice", "network", "unknown"] as const),
];
const VERDICTS: Verdict[] = CAUSES.flatMap((cause) =>
  (["sent", "heard", "both", "betweenBothSides"] as const).flatMap((direction) =>
    (["likely", "possible", "unclear"] as const).map((confidence) => ({
      cause,
      direction,
      confidence,
      evidence: [
        { metric: "wifiSignalStrengthPercentage", value: 28, threshold: 50 },
        { metric: "averageJitterMs", value: 62.5, threshold: 30 },
        { metric: "wifiBand", value: "2.4GHz", threshold: null },
        { metric: "transportProtocol", value: "tcp", threshold: null },
        { metric: "connectionType", value: "tunnel", threshold: null },
        { metric: "relayIpAddress", value: "52.113.1.2", threshold: null },
      ],
    })),
  ),
);

const WELL: HealthFacts = {
  now: NOW,
  service: { startedAt: new Date("2026-11-01T00:00:00Z") },
  lastSeenAt: NOW,
  subscriptionExpiresAt: new Date("2026-11-21T00:00:00Z"),
  errors: [],
  backlog: { waiting: 0, dueSince: null },
  recentDelay: null,
  silence: null,
  missingUnattended: 0,
  hoursOverdue: 0,
  exhaustedLastDay: 0,
};
/** All codes that have words, and one that has none yet. */
const REASON_CODES = [
  ...Object.keys({
    graph_sign_in_failed: true,
    graph_unauthorized: true,
    graph_forbidden: true,
    subscription_held_elsewhere: true,
    graph_bad_request: true,
    subscription_validation_failed: true,
    call_record_not_found: true,
    call_record_too_old: true,
    invalid_call_record: true,
    invalid_call_id: true,
    job_crashed: true,
    graph_unstable_record: true,
    graph_unreachable: true,
    graph_unavailable: true,
    graph_throttled: true,
  } satisfies Record<ReasonCode, true>),
  "a_code_to_come",
];
const SILENT_SINCE = new Date("2026-11-19T10:00:00Z");
const FINDINGS: Finding[] = [
  ...storeFailure("store_unreachable").findings,
  ...[
    { service: null },
    { service: null, lastSeenAt: null },
    ...[1, 41].map((missingUnattended) => ({ missingUnattended })),
    { exhaustedLastDay: 41, hoursOverdue: 17 },
    { hoursOverdue: 1 },
    { subscriptionExpiresAt: null },
    { subscriptionExpiresAt: new Date("2026-11-20T12:00:00Z") },
    { silence: { since: SILENT_SINCE, listedCalls: 41, expectedCalls: 0 } },
    { silence: { since: SILENT_SINCE, listedCalls: 0, expectedCalls: 41 } },
    { backlog: { waiting: 41, dueSince: new Date("2026-11-20T14:00:00Z") } },
    { recentDelay: { count: 41, p95Ms: 1_260_000 } },
    ...(["subscription", "listing"] as const).flatMap((part) =>
      REASON_CODES.map((code) => ({ errors: [{ part, code }] })),
    ),
  ].flatMap((facts) => judgeHealth({ ...WELL, ...facts }).findings),
];

export const MESSAGE_SAMPLES: Samples<Omit<Messages, "formats" | "joins" | "commands">> = {
  callCount: [[0], [1], [4711]],
  poorCallCount: [
    [0, 1],
    [3, 4711],
  ],
  poorPart: [[1], [4711]],
  peopleCount: [[1], [4711]],
  more: [[1], [4711]],
  ratedCount: [[2, 4711]],
  averageRating: [[4.2]],
  periodLabel: [
    ...(["today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth"] as const).map(
      (kind): [{ kind: typeof kind }] => [{ kind }],
    ),
    [{ kind: "lastDays", count: 1 }],
    [{ kind: "lastDays", count: 17 }],
    [{ kind: "lastWeeks", count: 1 }],
    [{ kind: "lastWeeks", count: 17 }],
    [{ kind: "month", year: 2026, month: 10 }],
    [{ kind: "since", from: "2026-11-16" }],
    [{ kind: "day", date: "2026-11-16" }],
    [{ kind: "range", from: "2026-11-02", to: "2026-11-13" }],
  ],
  quality: {
    reason: METRICS.flatMap((metric) =>
      (["audio", "video", "screenSharing", "other"] as const).flatMap((mediaKind) =>
        (["sent", "heard"] as const).map((direction): [Parameters<Messages["quality"]["reason"]>[0]] => [
          { metric, mediaKind, direction, value: 0.17, threshold: 0.1 },
        ]),
      ),
    ),
    direction: (["audio", "video", "screenSharing", "other"] as const).flatMap(
      (kind): ["sent" | "heard", typeof kind][] => [
        ["sent", kind],
        ["heard", kind],
      ],
    ),
    metric: [...METRICS, ...LOCAL_METRICS].map((metric): [string] => [metric]),
    metricValue: [
      ["averageJitterMs", 62.5],
      ["averagePacketLossRate", 0.17],
      ["averageVideoFrameRate", 24],
      ["delayEventRatio", 0.17],
      ["wifiSignalStrengthPercentage", 17],
      ["transportProtocol", "tcp"],
    ],
    evidence: LOCAL_METRICS.flatMap((metric): [Parameters<Messages["quality"]["evidence"]>[0]][] => [
      [{ metric, value: 0.17, threshold: 0.1 }],
      [{ metric, value: 0.17, threshold: null }],
    ]),
    verdict: VERDICTS.map((verdict): [Verdict] => [verdict]),
    token: [["Echo"], ["OtherNoSound"], ["DistortedSpeech"], ["LowVolume"]],
    rating: [
      [{ sessionId: "s", rating: "bad", tokens: ["Echo", "NoSound"], text: LATIN }],
      [{ sessionId: "s", rating: "notRated", tokens: [], text: null }],
    ],
  },
  phone: {
    joinedBy: [["correlationId"], ["personAndStart"]],
    chargeText: [
      [{ amount: 0, connectionAmount: null, currency: "EUR" }],
      [{ amount: 0.37, connectionAmount: null, currency: "EUR" }],
      [{ amount: 0.37, connectionAmount: 0.05, currency: null }],
    ],
    sipText: [
      [{ code: 504, phrase: LATIN, subReason: 560504 }],
      [{ code: null, phrase: null, subReason: 560504 }],
      [{ code: 504, phrase: null, subReason: null }],
      [{ code: null, phrase: null, subReason: null }],
    ],
  },
  filters: {
    words: {
      person: NAMES,
      longerThanSeconds: [[600], [45]],
      shorterThanSeconds: [[7200]],
      modality: [["audioOnly"], ["withoutVideo"], ["video"], ["screenSharing"]],
      callType: [["groupCall"], ["peerToPeer"]],
      quality: [["good"], ["poor"], ["unclassified"]],
      connection: [["wifi"], ["wired"], ["mobile"], ["tunnel"]],
      platform: [
        ...([["phone"], ["windows"], ["macOS"], ["iOS"], ["android"], ["web"], ["ipPhone"], ["roomSystem"]] as const),
        ...([["surfaceHub"], ["holoLens"], ["unknown"], ["other"]] as const),
      ],
      isMissed: [[true]],
      isRatedPoor: [[true]],
    },
    remove: NAMES,
  },
  lists: {
    range: [
      ["11", "20", "4,711"],
      ["21", "21", "21"],
      ["1", "17", "17"],
      ["1", "1", "1"],
    ],
    newestMonths: [["17"]],
    callsWith: NAMES,
    nobodyNamed: NAMES,
  },
  feedback: { tokenCount: [["Æcho", "17"]], noneAnswered: [["1"], ["17"]], agreed: [["3", "17"]] },
  comparison: {
    explanation: [["17"]],
    share: [["28%", "19", "38%"]],
    different: [
      [
        { name: LATIN, poorShare: "28%", calls: "41" },
        { name: CHINESE, poorShare: "7%", calls: "59" },
      ],
    ],
    tooFew: [["17"]],
  },
  privacy: {
    lookedAt: {
      calls: NAMES,
      lastCall: [["11月16日 周一 09:30"]],
      call: [["8fdf2a1c"]],
      incident: [["11月16日 周一 09:30"]],
      sentCall: [["8fdf2a1c"]],
    },
  },
  settings: {
    language: { now: [["English"], ["简体中文"]], unknown: NAMES },
    digest: { change: [[null], ["+17"], ["−3"]] },
  },
  organization: { explanation: [["17"]], left: [["1"], ["17"]], minimumPeople: [["17"]], noneWithEnough: [["17"]] },
  status: {
    finding: FINDINGS.map((finding): [Finding] => [finding]),
    givenUp: [...REASON_CODES, null].map((code): [string | null, ReturnType<typeof reasonOf>] => [
      code,
      reasonOf(code),
    ]),
    held: [
      ["99.8%", "4711", "17"],
      ["100%", "1", null],
    ],
    incompleteHours: [["17", "720"]],
    delay: [["12 s", "40 s", "4711"]],
  },
  admin: {
    person: { title: NAMES, logged: NAMES },
    choosePerson: { which: NAMES, nobodyInOwnCalls: NAMES, nobodyAtAll: NAMES, moreOf: [["1"], ["17"]] },
    alerts: { ruleOpen: [["11月16日 周一 09:30"]], channels: [[1], [17]] },
    adminsOnly: NAMES,
  },
  incidents: {
    times: [[1], [17]],
    overSince: [["11月16日 周一 09:30"]],
    ofDay: [["11月16日 周一"]],
    headlines: {
      poorCall: [[1], [17]],
      repeatedPoorCalls: [[1], [17]],
      poorShareAboveBaseline: [
        [1, "子网 10.1.2.0"],
        [17, "子网 10.1.2.0"],
      ],
    },
    ratedAndMeasured: [
      [0, 17],
      [17, 0],
      [3, 17],
    ],
    factor: CALL_FACTOR_KINDS.map((kind): [{ kind: typeof kind; value: string }] => [{ kind, value: "10.1.2.0" }]),
    likelyCause: { problem: [["10.1.2.0"]] },
    share: [["17 / 41", "41%"]],
    failedShare: [["17 / 41", "41%"]],
    limit: [["41%"]],
    interval: [["18%", "44%"]],
    usual: [
      ["5%", "900", 28, true],
      ["5%", "900", 28, false],
    ],
    lift: [["6.2"]],
    alike: [["10.1.2.0"]],
    masked: [[1], [17]],
    acknowledged: [["Ælfgifu", "11月16日 周一 09:30"]],
    muted: [["Ælfgifu", "11月16日 周一 09:30"]],
    assigned: NAMES,
    muteFor: [["4"]],
    givenUp: [
      [1, false],
      [1, true],
      [17, false],
      [17, true],
    ],
  },
  alertSetup: {
    wouldHave: [
      [0, 7],
      [1, 7],
      [17, 7],
    ],
    scope: {
      group: [
        ["Ælfgifu", 1],
        ["Ælfgifu", 17],
      ],
    },
  },
  sentCalls: {
    readableUntil: [["11月16日 周一 09:30"]],
    ended: [["11月16日 周一 09:30"]],
    days: [[1], [17]],
    viewed: NAMES,
  },
  cards: {
    part: [["2", "17"]],
    withLimit: [["62", "30"]],
    withMinimum: [["28", "50"]],
    beyondLimit: [["62"]],
  },
  conversation: {
    shared: { everyoneSees: [[null], [LATIN], [CHINESE]], welcome: [[LATIN, CHINESE]] },
    languageHint: [["English", "4711"]],
    file: { description: [["17", "41"]], failed: [["4711"]] },
    extension: {
      failed: [["4711"]],
      asQuestion: NAMES,
      withPerson: NAMES,
      withOthers: [[1], [17]],
      sharedBy: NAMES,
    },
  },
  empty: {
    calls: [
      [PERIOD, true],
      [PERIOD, false],
    ],
    poorCalls: [
      [{ calls: 0, unclassified: 0 }],
      [{ calls: 17, unclassified: 17 }],
      [{ calls: 41, unclassified: 17 }],
      [{ calls: 17, unclassified: 0 }],
    ],
    call: [["last"], ["8fdf2a1c"]],
  },
  help: { notUnderstood: NAMES },
};

/** The rows of arguments for the function at a path; null: there are none. */
export function samplesAt(path: string): readonly (readonly unknown[])[] | null {
  const found = path
    .split(".")
    .reduce<unknown>(
      (node, key) =>
        typeof node === "object" && node !== null
          ? Object.entries(node).find(([name]) => name === key)?.[1]
          : undefined,
      MESSAGE_SAMPLES,
    );
  return Array.isArray(found) ? found.filter((row) => Array.isArray(row)) : null;
}

/** The values among arguments that stand in the text as they are, not the keys of words. */
export function givenValues(given: unknown): string[] {
  if (typeof given === "string") return GIVEN.test(given) ? [given] : [];
  if (typeof given === "number") return [String(given)];
  if (typeof given !== "object" || given === null || given instanceof Date) return [];
  // What a finding says in English, and minutes that are told as hours, are no values.
  const notTold = ["problem", "remedy", "reason", "minutes"];
  return Object.entries(given).flatMap(([key, value]) => (notTold.includes(key) ? [] : givenValues(value)));
}

/** Every text in what a message gives: one, several, or none where there is nothing to say. */
export function textsOf(message: unknown): string[] {
  if (typeof message === "string") return [message];
  if (typeof message !== "object" || message === null) return [];
  return Object.values(message).flatMap(textsOf);
}
