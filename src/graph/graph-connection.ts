import type { Clock } from "../clock.ts";
import { createCredential, type AppSignIn } from "./credential.ts";
import { createGraphClient, type GraphClient } from "./graph-client.ts";
import { createHttpsTransport } from "./https-transport.ts";
import { createRateLimiter } from "./rate-limit.ts";

export type GraphConnectionOptions = {
  signIn: AppSignIn;
  /** Root of Graph, with or without the version: "https://graph.microsoft.com". */
  graphRoot: string;
  /** Root of the sign-in service: "https://login.microsoftonline.com". */
  loginRoot: string;
  /** PEM of a certificate to trust instead of the public ones, for both roots: the simulated tenant's. */
  caCertificate?: string;
  clock: Clock;
  /** A number from 0 up to, not including, 1. */
  random: () => number;
};

/**
 * A Graph client over the network, signed in as an app, one for the whole process: its limits hold for everything that
 * goes through it. Nothing is sent before the first request. `close` ends its connections.
 */
export function createGraphConnection(options: GraphConnectionOptions): { client: GraphClient; close(): void } {
  const { signIn, graphRoot, loginRoot, caCertificate, clock, random } = options;
  const trust = caCertificate === undefined ? {} : { caCertificate };
  const transport = createHttpsTransport(caCertificate);
  const client = createGraphClient({
    graphRoot,
    createCredential: () => createCredential({ signIn, loginRoot, ...trust }),
    transport: transport.send,
    clock,
    random,
    limiter: createRateLimiter({ clock }),
  });
  return { client, close: () => transport.close() };
}
