import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import type { GetAppToken } from "./doctor/app-token.ts";
import { createHttpExchange } from "./doctor/http-exchange.ts";
import { GLOBAL_LOGIN_ROOT, type SignInSettings } from "./doctor/sign-in-failure.ts";
import type { DoctoredTab } from "./doctor/tab-checks.ts";
import { createAccessTokenSource } from "./graph/access-token.ts";
import { createCredential, type AppSignIn, type CredentialOptions } from "./graph/credential.ts";
import { createGraphClient, type GraphClient } from "./graph/graph-client.ts";
import { createHttpsTransport } from "./graph/https-transport.ts";
import { createRateLimiter } from "./graph/rate-limit.ts";
import { readRunning, type RunningSimulation } from "./running-simulation.ts";
import { signInOf } from "./service-sign-in.ts";
import {
  SIMULATED_BOT_ID,
  SIMULATED_BOT_SECRET,
  SIMULATED_CLIENT_ID,
  SIMULATED_CLIENT_SECRET,
} from "./simulator/registered-apps.ts";
import { createSimulatedTenant, SIMULATED_TENANT_ID } from "./simulator/simulated-tenant.ts";
import { SIMULATED_TAB_CLIENT_ID } from "./simulator/user-tokens.ts";

export type Checked = { config: Config; secrets: Secrets };

/** Where everything is that the doctor asks, and by which rights. */
export type DoctorWorld = {
  graphRoot: string;
  loginRoot: string;
  /** PEM of whom to trust there beside the usual authorities. */
  caCertificate: string | null;
  graphClient: Pick<GraphClient, "send">;
  graphTokens: GetAppToken;
  graphSettings: SignInSettings;
  /** Null where no bot is set up. */
  botTokens: GetAppToken | null;
  botSettings: SignInSettings;
  tab: DoctoredTab | null;
  /** Null in simulated mode while no service runs. */
  publicUrl: string | null;
  close(): Promise<void>;
};

type Reach = { signIn: AppSignIn; graphRoot: string; loginRoot: string; caCertificate: string | null };

/** One attempt may take as long as all of a check. */
const ATTEMPT_MS = 8_000;
const ATTEMPTS = 2;
/** A service that has just started takes in 30 days of calls; one that has died refuses at once. */
const ALIVE_WITHIN_MS = 20_000;

/** Closing it ends what it started: nothing but, in simulated mode without a service, a simulated tenant. */
export async function openDoctorWorld(
  checked: Checked,
  { clock, random }: { clock: Clock; random: () => number },
): Promise<DoctorWorld> {
  const { config, secrets } = checked;
  const running = config.graph === null ? await livingSimulation(config.dataDir, clock) : null;
  const ownTenant = config.graph === null && running === null ? await startTenant(clock) : null;
  const reach =
    config.graph === null && ownTenant === null && running !== null
      ? simulatedReach(running)
      : signInOf(config, secrets, ownTenant);
  const { signIn, graphRoot, loginRoot, caCertificate } = reach;
  const transport = createHttpsTransport(caCertificate ?? undefined);
  const publicUrl = config.publicUrl ?? running?.address ?? null;
  return {
    graphRoot: new URL(graphRoot).origin,
    loginRoot,
    caCertificate,
    graphClient: createGraphClient({
      graphRoot,
      createCredential: () => createCredential(credentialOptions(reach)),
      transport: transport.send,
      limiter: createRateLimiter({ clock }),
      clock,
      random,
      timeoutMs: ATTEMPT_MS,
      maxAttempts: ATTEMPTS,
    }),
    graphTokens: appTokens(reach, clock),
    graphSettings: settingsOf(signIn),
    botTokens: botTokens(checked, reach, clock),
    botSettings: { tenant: "BOT_TENANT_ID", client: "BOT_ID", secret: "BOT_PASSWORD", root: null },
    tab: tabOf(config, publicUrl),
    publicUrl,
    async close() {
      transport.close();
      await ownTenant?.stop();
    },
  };
}

async function livingSimulation(dataDir: string, clock: Clock): Promise<RunningSimulation | null> {
  const running = await readRunning(dataDir);
  if (running === null) return null;
  const patience = new AbortController();
  const answered = new AbortController();
  void clock.sleep(ALIVE_WITHIN_MS, answered.signal).then(() => patience.abort());
  try {
    const url = `${running.graphRoot}/_simulator/clock`;
    const http = createHttpExchange(clock, running.caCertificate);
    const { status } = await http.send({ method: "GET", url, signal: patience.signal });
    return status === 200 ? running : null;
  } catch {
    return null;
  } finally {
    answered.abort();
  }
}

/** The smallest there is: nobody looks at its calls. */
async function startTenant(clock: Clock): ReturnType<typeof createSimulatedTenant> {
  const tenant = await createSimulatedTenant({ clock, people: 2, pastDays: 1, townHalls: false });
  await tenant.start();
  return tenant;
}

function simulatedReach({ graphRoot, caCertificate }: RunningSimulation): Reach {
  const signIn = {
    kind: "clientSecret",
    tenantId: SIMULATED_TENANT_ID,
    clientId: SIMULATED_CLIENT_ID,
    clientSecret: SIMULATED_CLIENT_SECRET,
  } as const;
  return { signIn, graphRoot, loginRoot: graphRoot, caCertificate };
}

function credentialOptions({ signIn, loginRoot, caCertificate }: Omit<Reach, "graphRoot">): CredentialOptions {
  return { signIn, loginRoot, ...(caCertificate !== null && { caCertificate }) };
}

/** Tokens by resource, each asked for once; a check that is over no longer waits for its own. */
function appTokens(reach: Omit<Reach, "graphRoot">, clock: Clock): GetAppToken {
  const kept = new Map<string, string>();
  return async (resource, signal) => {
    const known = kept.get(resource);
    if (known !== undefined) return known;
    const credential = createCredential(credentialOptions(reach));
    const abortable = {
      getToken: (scope: string | string[]) => credential.getToken(scope, { abortSignal: signal }),
    };
    const token = await createAccessTokenSource(() => abortable, `${resource}/.default`, clock).getAccessToken();
    kept.set(resource, token);
    return token;
  };
}

function settingsOf({ kind }: AppSignIn): SignInSettings {
  const [tenant, root] = ["TENANT_ID", "LOGIN_ROOT"] as const;
  switch (kind) {
    case "managedIdentity":
      return { tenant, client: "MANAGED_IDENTITY_CLIENT_ID", secret: "MANAGED_IDENTITY_CLIENT_ID", root };
    case "clientCertificate":
      return { tenant, client: "CLIENT_ID", secret: "CLIENT_CERTIFICATE_PATH", root };
    case "clientSecret":
      return { tenant, client: "CLIENT_ID", secret: "CLIENT_SECRET", root };
  }
}

/**
 * The bot is one of the global cloud, whatever LOGIN_ROOT is: botbuilder signs in there (see bot-adapter.ts), and its
 * connector's audience is that cloud's. Without a bot of one's own, the simulated tenant has one.
 */
function botTokens({ config, secrets }: Checked, reach: Reach, clock: Clock): GetAppToken | null {
  const { bot, graph } = config;
  if (bot === null) {
    if (graph !== null) return null;
    const ids = { tenantId: SIMULATED_TENANT_ID, clientId: SIMULATED_BOT_ID, clientSecret: SIMULATED_BOT_SECRET };
    return appTokens({ ...reach, signIn: { kind: "clientSecret", ...ids } }, clock);
  }
  const { appId: clientId, tenantId } = bot;
  const signIn: AppSignIn =
    secrets.botPassword === null
      ? { kind: "managedIdentity", clientId }
      : { kind: "clientSecret", tenantId, clientId, clientSecret: secrets.botPassword };
  return appTokens({ signIn, loginRoot: GLOBAL_LOGIN_ROOT, caCertificate: null }, clock);
}

function tabOf({ graph, tab, host, port }: Config, publicUrl: string | null): DoctoredTab | null {
  const clientId = tab?.clientId ?? (graph === null ? SIMULATED_TAB_CLIENT_ID : null);
  if (clientId === null) return null;
  return { clientId, host: publicUrl === null ? `${host}:${port}` : new URL(publicUrl).host };
}
