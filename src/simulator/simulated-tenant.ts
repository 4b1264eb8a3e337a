import type { Clock } from "../clock.ts";
import { ServiceError } from "../service-error.ts";
import { AccessTokens } from "./access-tokens.ts";
import { buildingFile } from "./building-file.ts";
import { CallLog } from "./call-log.ts";
import type { ListedWindow } from "./call-record-page.ts";
import { CallWorld } from "./call-world.ts";
import { createCauses } from "./causes.ts";
import type { TlsMaterial } from "./certificate.ts";
import { tlsMaterial } from "./certificate.ts";
import { ContentCache } from "./content-cache.ts";
import { faultSwitches } from "./fault-switches.ts";
import { REALISTIC_FAULTS, RequestFaults } from "./faults.ts";
import type { Faults, FaultSwitches } from "./faults.ts";
import type { RegisteredApp } from "./graph-exchange.ts";
import type { GraphWorld } from "./graph-service.ts";
import { createGroundTruth } from "./ground-truth.ts";
import type { GroundTruth } from "./ground-truth.ts";
import { HttpsOrigin } from "./https-origin.ts";
import { LiveState } from "./live-state.ts";
import { LiveStream } from "./live-stream.ts";
import { NotificationQueue } from "./notification-queue.ts";
import type { DeliveryCounts } from "./notification-queue.ts";
import { createSites } from "./office.ts";
import { ADMIN_INDEXES, SUGGESTED_INDEX, createPeople } from "./person-model.ts";
import type { PersonModel, SimulatedPerson } from "./person-model.ts";
import { Random } from "./random.ts";
import { scriptedPlan } from "./scripted-call.ts";
import type { ScriptedCall } from "./scripted-call.ts";
import {
  SIMULATED_BOT_ID,
  SIMULATED_BOT_SECRET,
  SIMULATED_CLIENT_ID,
  SIMULATED_CLIENT_SECRET,
} from "./registered-apps.ts";
import { SignedText } from "./signed-text.ts";
import { SubscriptionStore } from "./subscription-store.ts";
import { DOCUMENTED_LIMITS, ThrottleWindows } from "./throttle-windows.ts";
import type { ThrottleLimits } from "./throttle-windows.ts";
import { originAnswers } from "./origin-answers.ts";
import { TimeDriver } from "./time-driver.ts";
import { SIMULATED_TAB_CLIENT_ID, UserTokens } from "./user-tokens.ts";
import { WebhookCaller } from "./webhook-caller.ts";

export const SIMULATED_TENANT_ID = "7c5f3a52-0d7e-4b61-9d0b-5a1e3c9f2b10";

/** The organization's quota of subscriptions to call records (graph-callrecords.md §3.1). */
const SUBSCRIPTION_QUOTA = 100;

export type SimulatedTenantOptions = {
  /** The whole world is a function of it, and of the days asked for. Default 1. */
  seed?: number;
  /** Its `now()` decides everything; live running uses its `sleep`. */
  clock: Clock;
  /**
   * Measures how long a webhook takes to answer. Default `clock`, which is right while that one neither leaps nor is
   * driven further during an answer.
   */
  webhookClock?: Clock;
  /** Default 60. */
  people?: number;
  /** Calls that ended before now. Default 30. */
  pastDays?: number;
  /** On a working day of an ordinary person; few at weekends. Default 5. */
  callsPerPersonDay?: number;
  /** A call ends about every so many seconds; null: none beside the planned ones. Default null. */
  liveEverySeconds?: number | null;
  /** 1: Graph's own delays; 0.005 makes minutes seconds. Default 1. */
  delayFactor?: number;
  /** Remembers live calls, so that a second start has the same world; the certificate is kept beside it. */
  stateFile?: string | null;
  /** 0: any. Default 0. */
  port?: number;
  host?: string;
  tls?: TlsMaterial | null;
  faults?: Partial<Faults>;
  extraCalls?: readonly ScriptedCall[];
  /** Whether `start` processes what is due by itself. Default: in live mode. */
  runs?: boolean;
  /** Large meetings: one of 1,000 a fortnight, one of about 100 a week. Default true. */
  townHalls?: boolean;
  /** Sick subnets, headsets and so on. Default true. */
  sickness?: boolean;
  /** Whether records carry organizer, participants and endpoint identity. Default mixed. */
  deprecatedFields?: "mixed" | "always" | "never";
  limits?: Partial<ThrottleLimits>;
  subscriptionQuota?: number;
  /** Whether http is allowed in notification URLs on the loopback interface, where Graph wants https. Default true. */
  allowsPlainLoopback?: boolean;
  tokenLifetimeSeconds?: number;
  /** PEM; client assertions of the tenant's app must then be signed with its key. */
  clientCertificate?: string | null;
  /** Further apps of the tenant. */
  apps?: readonly RegisteredApp[];
};

export type SimulatedTenant = {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** Without /v1.0; known once started. */
  readonly graphRoot: string;
  readonly loginRoot: string;
  /** PEM */
  caCertificate: string;
  /** Of the tab's application. */
  tabClientId: string;
  people: readonly SimulatedPerson[];
  /** Who administers the organization, where nobody else is named. */
  admins: readonly SimulatedPerson[];
  /** A token as Teams gets it for the person in front of it. */
  signInPerson(person: SimulatedPerson): Promise<{ token: string; expiresAt: Date }>;
  /** Somebody with a good mix of calls; live calls favor this person. */
  suggestedPerson: SimulatedPerson;
  faults: FaultSwitches;
  groundTruth: GroundTruth;
  /** Which office each subnet is in, as a building data file of the Call Quality Dashboard. */
  buildingFile: string;
  /** How often each throttling limit refused a request. */
  readonly refusedRequests: Readonly<Record<string, number>>;
  /** The most requests that each limit has seen in one of its windows. */
  readonly busiestWindows: Readonly<Record<string, number>>;
  /** How many requests a throttling limit has seen in its window that ends now. */
  requestsInWindow(limit: keyof ThrottleLimits): number;
  readonly deliveries: Readonly<DeliveryCounts>;
  /** The lists of everyone's calls that were given to their last page. */
  readonly listedToEnd: readonly ListedWindow[];
  /** Subscriptions that live and are being delivered to. */
  readonly activeSubscriptions: number;
  /** Delivers everything due by the clock: record versions, notifications, retries, lifecycle notifications. */
  processDue(): Promise<void>;
  /** A call ends at this moment; its record follows after the usual delay. Returns its id. */
  endCall(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** A Microsoft 365 tenant on the loopback interface: sign-in, call records, subscriptions and notifications. */
export async function createSimulatedTenant(options: SimulatedTenantOptions): Promise<SimulatedTenant> {
  const { clock, seed = 1, delayFactor = 1, stateFile = null, liveEverySeconds = null } = options;
  const tenantId = SIMULATED_TENANT_ID;
  const rates: Faults = { ...REALISTIC_FAULTS, ...options.faults };
  const sites = createSites(seed);
  const people = createPeople(seed, options.people ?? 60, sites);
  if (people.length === 0) throw new ServiceError("simulator-no-people", "A simulated tenant needs people.");
  const causes = options.sickness === false ? [] : createCauses(seed, sites);
  const deprecatedFields = options.deprecatedFields ?? "mixed";
  const contents = new ContentCache({ seed, tenantId, people, causes, deprecatedFields });
  const settings = {
    seed,
    people,
    callsPerPersonDay: options.callsPerPersonDay ?? 5,
    delayFactor,
    townHalls: options.townHalls ?? true,
  };
  const world = new CallWorld(settings, contents, rates, clock.now().getTime(), options.pastDays ?? 30);
  const scriptWorld = { seed, tenantId, people, delayFactor };
  world.add((options.extraCalls ?? []).map((call, index) => scriptedPlan(scriptWorld, call, index)));
  const live = new LiveStream(world, new LiveState(stateFile, seed), clock, liveEverySeconds);

  const caller = new WebhookCaller(options.webhookClock ?? clock);
  const store = new SubscriptionStore({ tenantId, world, faults: rates, random: new Random(`${seed}/notifications`) });
  const queue = new NotificationQueue(clock, caller, new Random(`${seed}/batches`), (id) => store.stateOf(id));
  store.attach(queue);
  const driver = new TimeDriver({ clock, world, store, queue, live });

  const ownApp = {
    clientId: SIMULATED_CLIENT_ID,
    clientSecret: SIMULATED_CLIENT_SECRET,
    certificate: options.clientCertificate ?? null,
  };
  const botApp = { clientId: SIMULATED_BOT_ID, clientSecret: SIMULATED_BOT_SECRET, certificate: null };
  const apps = [ownApp, botApp, ...(options.apps ?? [])];
  const key = `${seed}/${tenantId}`;
  const lifetimeSeconds = options.tokenLifetimeSeconds ?? 3599;
  const tokens = new AccessTokens({ tenantId, apps, key, lifetimeSeconds });
  const throttle = new ThrottleWindows({ ...DOCUMENTED_LIMITS, ...options.limits });
  const requestFaults = new RequestFaults(rates, new Random(`${seed}/faults`));
  const faults = faultSwitches(rates, { store, tokens, requestFaults, clock });
  const callLog = new CallLog(world);
  const truth = createGroundTruth(world, causes, callLog, clock);
  const units = new Map(people.map((person) => [person.id, person.administrativeUnit]));

  const now = (): Date => clock.now();
  const ids = new Random(`${seed}/requests`);
  const listedToEnd: ListedWindow[] = [];
  const graphRoot = (): string => origin.url;
  const graph: GraphWorld = {
    callRecords: {
      tenantId,
      world,
      throttle,
      skipTokens: new SignedText(`${key}/skip-token`),
      graphRoot,
      now,
      onListedToEnd: (window) => listedToEnd.push(window),
      listLagSeconds: () => rates.listLagSeconds,
      administrativeUnitOf: (personId) => units.get(personId) ?? null,
    },
    callLogs: { tenantId, throttle, graphRoot, now, log: callLog, faults: rates },
    subscriptions: {
      tenantId,
      store,
      caller,
      throttle,
      faults: rates,
      random: new Random(`${seed}/subscriptions/${now().getTime()}`),
      quota: options.subscriptionQuota ?? SUBSCRIPTION_QUOTA,
      allowsPlainLoopback: options.allowsPlainLoopback ?? true,
      graphRoot,
      now,
    },
    tokens,
    requestFaults,
    faults: rates,
    ids,
    now,
  };
  const shown = people.map(publicPerson);
  const suggestedPerson = shown[SUGGESTED_INDEX] as SimulatedPerson;
  const control = {
    clock,
    people: shown,
    suggestedPerson,
    truth,
    faults,
    store,
    counts: () => ({ ...queue.counts, waiting: queue.length, refused: throttle.refused }),
    endCall: () => live.endCall(),
    processDue: () => driver.processDue(),
  };
  const newId = (): string => ids.guid();
  const userTokens = new UserTokens({ tenantId, lifetimeSeconds, loginRoot: graphRoot, now, newId });
  const signInWorld = {
    tenantId,
    apps,
    faults: rates,
    tokens,
    userTokens,
    graphRoot,
    loginRoot: graphRoot,
    now,
    newId,
  };

  const answer = originAnswers({ control, signIn: signInWorld, graph, requestFaults, faults: rates, clock });
  const tls = options.tls ?? (await tlsMaterial(stateFile));
  const origin = new HttpsOrigin(tls, options.host ?? "127.0.0.1", answer);

  return {
    tenantId,
    clientId: SIMULATED_CLIENT_ID,
    clientSecret: SIMULATED_CLIENT_SECRET,
    get graphRoot() {
      return origin.url;
    },
    get loginRoot() {
      return origin.url;
    },
    caCertificate: tls.cert,
    tabClientId: SIMULATED_TAB_CLIENT_ID,
    people: shown,
    admins: shown.filter((_, index) => ADMIN_INDEXES.includes(index)),
    signInPerson: (person) => userTokens.issue(person),
    suggestedPerson,
    faults,
    groundTruth: truth,
    buildingFile: buildingFile(sites),
    refusedRequests: throttle.refused,
    busiestWindows: throttle.busiest,
    requestsInWindow: (limit) => throttle.present(limit, now().getTime()),
    deliveries: queue.counts,
    listedToEnd,
    get activeSubscriptions() {
      return store.all(now().getTime()).filter(({ pausedAt }) => pausedAt === null).length;
    },
    processDue: () => driver.processDue(),
    endCall: () => live.endCall(),
    async start() {
      await origin.listen(options.port ?? 0);
      live.advance(now().getTime());
      if (options.runs ?? liveEverySeconds !== null) driver.run();
    },
    async stop() {
      caller.stop();
      await driver.stop();
      await origin.close();
    },
  };
}

function publicPerson({ id, displayName, userPrincipalName, timeZone, site }: PersonModel): SimulatedPerson {
  return { id, displayName, userPrincipalName, timeZone, site };
}
