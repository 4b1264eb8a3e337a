import { needsSomebody, reasonOf } from "./health-reasons.ts";

/**
 * - `healthy`: what Graph lists is here, and new calls arrive.
 * - `behind`: nothing is lost, but calls are shown later than they could be, or not all hours have been listed yet.
 * - `blind`: Graph does not notify; new calls are found by listing only.
 * - `broken`: calls are missing, or will be, until somebody mends something.
 */
export type HealthState = "healthy" | "behind" | "blind" | "broken";

/** `problem` and `remedy` are English; `code` and `figures` say the same to other languages. */
export type Finding = {
  code: string;
  state: Exclude<HealthState, "healthy">;
  problem: string;
  remedy: string;
  figures?: FindingFigures;
};

/** The numbers and instants that a finding's problem tells. */
export type FindingFigures = {
  calls?: number;
  hours?: number;
  minutes?: number;
  /** When the service was last seen, the subscription ran out, the last notification came; null: never. */
  at?: Date | null;
  /** Whether `calls` are listed by Graph, or only usual. */
  areListed?: boolean;
  /** Of the store, which the finding's own code does not tell. */
  errorCode?: string;
  part?: HealthFacts["errors"][number]["part"];
};

/** The worst finding decides the state; findings are in order, the worst first. */
export type Health = { state: HealthState; findings: Finding[] };

export type HealthFacts = {
  now: Date;
  /** Instances that serve; `startedAt` of the one that has run longest. Null: none does. */
  service: { startedAt: Date } | null;
  /** When an instance last gave a sign of life; null: never. */
  lastSeenAt: Date | null;
  /** Of the subscription in use; null: there is none. */
  subscriptionExpiresAt: Date | null;
  /** Present errors of the parts of running instances. */
  errors: readonly { part: "subscription" | "listing"; code: string }[];
  /** Jobs that wait, and since when the one that is due longest has been. */
  backlog: { waiting: number; dueSince: Date | null };
  /** From notification to visible, over the last hours. */
  recentDelay: { count: number; p95Ms: number } | null;
  silence: Silence | null;
  /** Calls that Graph lists, in hours that are complete, and that are neither held nor being fetched. */
  missingUnattended: number;
  /** Hours within 30 days that ought to have been listed by now and were not. */
  hoursOverdue: number;
  /** Jobs given up within the last day. */
  exhaustedLastDay: number;
};

/** What is known of the time since the last notification, as far as calls of it ought to have been notified. */
export type Silence = {
  since: Date;
  /** Calls that started since and that Graph lists. */
  listedCalls: number;
  /** In those hours since that have not been listed: calls that are usual at such hours of the week. */
  expectedCalls: number;
};

export const HEALTH_LIMITS = {
  startingMs: 5 * 60_000,
  backlogMs: 10 * 60_000,
  delayP95Ms: 10 * 60_000,
  /** Fewer delays than this say nothing about a percentile. */
  delaysAtLeast: 20,
  /** So many listed calls and not one notification. */
  silentListedCalls: 3,
  /** With 10 calls expected, none at all comes about once in 20,000 times. */
  silentExpectedCalls: 10,
  exhaustedADay: 5,
} as const;

const SEVERITY: Readonly<Record<HealthState, number>> = { healthy: 0, behind: 1, blind: 2, broken: 3 };

/** Whether calls that Graph has are here, as one word, with what is wrong and what to do. */
export function judgeHealth(facts: HealthFacts): Health {
  const findings = [
    ...serviceFindings(facts),
    ...errorFindings(facts),
    ...missingFindings(facts),
    ...blindFindings(facts),
    ...behindFindings(facts),
  ].sort((a, b) => SEVERITY[b.state] - SEVERITY[a.state]);
  return { state: findings[0]?.state ?? "healthy", findings };
}

/** When the facts themselves cannot be read. */
export function storeFailure(code: string): Health {
  const finding: Finding = {
    code: "store_failing",
    state: "broken",
    problem: `The database does not answer (${code}).`,
    remedy: "Check that the database of MONGODB_URI is up and reachable, or that the disk of DATA_DIR is not full.",
    figures: { errorCode: code },
  };
  return { state: "broken", findings: [finding] };
}

function serviceFindings({ service, lastSeenAt }: HealthFacts): Finding[] {
  if (service !== null) return [];
  const seen = lastSeenAt === null ? "It has not run on this data yet." : `It was last seen at ${isoTime(lastSeenAt)}.`;
  return [
    {
      code: "service_not_running",
      state: "broken",
      problem: `The service is not running. ${seen}`,
      remedy: "Start it: npm start, or callwise serve. It catches up by itself with what Graph still has (30 days).",
      figures: { at: lastSeenAt },
    },
  ];
}

function errorFindings({ errors }: HealthFacts): Finding[] {
  const codes = new Map(errors.map(({ part, code }) => [code, part]));
  return [...codes].map(([code, part]) => {
    const { reason, remedy } = reasonOf(code);
    const what = part === "subscription" ? "The subscription is not kept" : "Calls cannot be listed";
    return {
      code,
      // A subscription's error is told only while there is none that notifies, or when it will not end by itself.
      state: needsSomebody(code) ? "broken" : part === "subscription" ? "blind" : "behind",
      problem: `${what}: ${reason}`,
      remedy,
      figures: { part },
    };
  });
}

function missingFindings({ missingUnattended, exhaustedLastDay }: HealthFacts): Finding[] {
  const findings: Finding[] = [];
  if (missingUnattended > 0) {
    findings.push({
      code: "calls_missing",
      state: "broken",
      problem: `Graph lists ${calls(missingUnattended)} that ${missingUnattended === 1 ? "is" : "are"} not held and not being fetched.`,
      remedy: "Fetch again what was given up: callwise replay --all. The reasons stand under the calls given up.",
      figures: { calls: missingUnattended },
    });
  }
  if (exhaustedLastDay >= HEALTH_LIMITS.exhaustedADay) {
    findings.push({
      code: "jobs_given_up",
      state: "broken",
      problem: `${exhaustedLastDay} calls were given up within a day.`,
      remedy: "Mend what their reasons name, then: callwise replay --all.",
      figures: { calls: exhaustedLastDay },
    });
  }
  return findings;
}

function blindFindings({ now, service, subscriptionExpiresAt, silence }: HealthFacts): Finding[] {
  // Without a service that runs, the absence of notifications says nothing more.
  if (service === null) return [];
  const isStarting = now.getTime() - service.startedAt.getTime() < HEALTH_LIMITS.startingMs;
  if (subscriptionExpiresAt === null || subscriptionExpiresAt <= now) {
    if (isStarting) return [];
    const problem =
      subscriptionExpiresAt === null
        ? "There is no subscription, so Graph notifies of nothing."
        : `The subscription ran out at ${isoTime(subscriptionExpiresAt)}, so Graph notifies of nothing.`;
    const remedy = "The service keeps trying to subscribe: see its errors, and whether Graph can reach PUBLIC_URL.";
    const figures = { at: subscriptionExpiresAt };
    return [{ code: "subscription_missing", state: "blind", problem, remedy, figures }];
  }
  if (silence === null) return [];
  const isListed = silence.listedCalls >= HEALTH_LIMITS.silentListedCalls;
  if (!isListed && silence.expectedCalls < HEALTH_LIMITS.silentExpectedCalls) return [];
  const silentCalls = isListed ? silence.listedCalls : Math.round(silence.expectedCalls);
  const measure = isListed
    ? `though Graph lists ${calls(silentCalls)} since`
    : `though about ${calls(silentCalls)} would be usual`;
  return [
    {
      code: "no_notifications",
      state: "blind",
      problem: `No notification has come since ${isoTime(silence.since)}, ${measure}.`,
      remedy: "Check that Graph can reach PUBLIC_URL/api/graph/notifications (proxy, firewall, certificate).",
      figures: { at: silence.since, calls: silentCalls, areListed: isListed },
    },
  ];
}

function behindFindings({ now, backlog, recentDelay, hoursOverdue }: HealthFacts): Finding[] {
  const findings: Finding[] = [];
  const dueForMs = backlog.dueSince === null ? 0 : now.getTime() - backlog.dueSince.getTime();
  if (dueForMs > HEALTH_LIMITS.backlogMs) {
    findings.push({
      code: "backlog",
      state: "behind",
      problem: `${calls(backlog.waiting)} wait to be fetched, the first for ${minutes(dueForMs)}.`,
      remedy: "Nothing, if the service started not long ago: it works them off as fast as Graph allows.",
      figures: { calls: backlog.waiting, minutes: wholeMinutes(dueForMs) },
    });
  }
  if (
    recentDelay !== null &&
    recentDelay.count >= HEALTH_LIMITS.delaysAtLeast &&
    recentDelay.p95Ms > HEALTH_LIMITS.delayP95Ms
  ) {
    findings.push({
      code: "slow",
      state: "behind",
      problem: `One notified call in twenty takes more than ${minutes(recentDelay.p95Ms)} to be visible.`,
      remedy: "See the log for waits that Graph asks for, and whether the database or the machine is overloaded.",
      figures: { minutes: wholeMinutes(recentDelay.p95Ms) },
    });
  }
  if (hoursOverdue > 0) {
    findings.push({
      code: "hours_not_listed",
      state: "behind",
      problem: `${hoursOverdue} ${hoursOverdue === 1 ? "hour has" : "hours have"} not been compared with what Graph lists yet.`,
      remedy: "Nothing: the service lists them by itself. callwise reconcile --days 30 does it at once.",
      figures: { hours: hoursOverdue },
    });
  }
  return findings;
}

function calls(count: number): string {
  return `${count} ${count === 1 ? "call" : "calls"}`;
}

function minutes(ms: number): string {
  const count = wholeMinutes(ms);
  return `${count} ${count === 1 ? "minute" : "minutes"}`;
}

function wholeMinutes(ms: number): number {
  return Math.round(ms / 60_000);
}

function isoTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
