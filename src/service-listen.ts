import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "./config/config.ts";
import { errorCode, ServiceError } from "./service-error.ts";

/**
 * Longer than proxies in front keep a connection that nobody uses, mostly a minute: one that the service closes first may be
 * closed just as the proxy uses it again, and that request fails.
 */
const KEEP_ALIVE_MS = 75_000;

/** As long as the bot gives a turn to end. */
const CLOSE_WITHIN_MS = 5_000;

/** Listens; gives an address that can be shown and called; 0 has become the port that was given. */
export async function listen(server: Server, { host, port }: Pick<Config, "host" | "port">): Promise<string> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      const done = (): void => {
        server.off("error", reject);
        resolve();
      };
      if (typeof port === "string") server.listen(port, done);
      else server.listen(port, host, done);
    });
  } catch (error) {
    throw new ServiceError("cannot_listen", `HOST and PORT cannot be listened on (${errorCode(error)}).`, {
      remedy: "fix-configuration",
      cause: error,
    });
  }
  if (typeof port === "string") return port;
  const shown = host.includes(":") ? `[${host.replace(/[[\]]/g, "")}]` : host;
  return `http://${shown}:${(server.address() as AddressInfo).port}`;
}

/** Takes no more connections, lets requests end for a moment, then breaks them off. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await closed;
  clearTimeout(patience);
}
