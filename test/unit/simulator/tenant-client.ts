import https from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { createSimulatedTenant } from "../../../src/simulator/simulated-tenant.ts";
import type { SimulatedTenant, SimulatedTenantOptions } from "../../../src/simulator/simulated-tenant.ts";
import { NO_FAULTS } from "../../../src/simulator/faults.ts";
import type { WirePage } from "./wire-types.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

/** A Thursday afternoon in Europe. */
export const NOW = "2026-03-19T15:00:00Z";

export type Answer<T> = { status: number; headers: IncomingHttpHeaders; body: T };

/** What the sign-in service answers, well or badly. */
export type SignInBody = {
  access_token?: string;
  expires_in?: number;
  error?: string;
  error_description?: string;
  error_codes?: number[];
};

/** What a failing test leaves open must not keep the process alive. */
const open = new Set<{ stop(): Promise<void> }>();
after(async () => {
  for (const left of open) await left.stop();
});

/** A started tenant with a token and a clock, for tests; close it when done. */
export class TenantClient {
  readonly clock: DrivenClock;
  readonly tenant: SimulatedTenant;
  token = "";
  private readonly agent: https.Agent;

  private constructor(clock: DrivenClock, tenant: SimulatedTenant) {
    this.clock = clock;
    this.tenant = tenant;
    this.agent = new https.Agent({ ca: tenant.caCertificate, keepAlive: true });
  }

  /** Without faults unless given, and small unless asked otherwise. */
  static async start(over: Partial<SimulatedTenantOptions> = {}): Promise<TenantClient> {
    const clock = (over.clock as DrivenClock | undefined) ?? new DrivenClock(NOW);
    const small = { people: 8, pastDays: 3, townHalls: false };
    const tenant = await createSimulatedTenant({ clock, ...small, ...over, faults: { ...NO_FAULTS, ...over.faults } });
    const client = new TenantClient(clock, tenant);
    await tenant.start();
    open.add(client);
    await client.signIn();
    return client;
  }

  async signIn(form: Record<string, string> = {}): Promise<Answer<SignInBody>> {
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: this.tenant.clientId,
      client_secret: this.tenant.clientSecret,
      scope: `${this.tenant.graphRoot}/.default`,
      ...form,
    });
    const path = `/${this.tenant.tenantId}/oauth2/v2.0/token`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await this.send<SignInBody>("POST", path, body.toString(), headers);
    this.token = answer.body.access_token ?? this.token;
    return answer;
  }

  get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send("GET", withVersion(path), "", headers);
  }

  post<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send("POST", withVersion(path), JSON.stringify(body), { "Content-Type": "application/json" });
  }

  patch<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send("PATCH", withVersion(path), JSON.stringify(body), { "Content-Type": "application/json" });
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.send("DELETE", withVersion(path), "", {});
  }

  /** Every item of a collection, following every link. */
  async collect<T>(path: string, headers: Record<string, string> = {}): Promise<{ items: T[]; pages: number[] }> {
    const items: T[] = [];
    const pages: number[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const answer: Answer<WirePage<T>> = await this.get(next, headers);
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      items.push(...answer.body.value);
      pages.push(answer.body.value.length);
      next = answer.body["@odata.nextLink"];
    }
    return { items, pages };
  }

  /** `path` from the root, or a whole address. */
  send<T>(method: string, path: string, body: string, headers: Record<string, string>): Promise<Answer<T>> {
    const url = path.startsWith("https:") ? path : `${this.tenant.graphRoot}${path}`;
    const own = this.token === "" ? {} : { Authorization: `Bearer ${this.token}` };
    return new Promise((resolve, reject) => {
      const options = { method, agent: this.agent, headers: { ...own, ...headers } };
      const request = https.request(url, options, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => {
          const parsed = text === "" ? {} : (JSON.parse(text) as unknown);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed as T });
        });
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await this.tenant.processDue();
  }

  async stop(): Promise<void> {
    open.delete(this);
    this.agent.destroy();
    await this.tenant.stop();
  }
}

function withVersion(path: string): string {
  return path.startsWith("https:") || path.startsWith("/_simulator") ? path : `/v1.0${path}`;
}
