import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";

export type FrontDoor = {
  /** Where Graph delivers, whichever instances live behind it. */
  url: string;
  /** Living instances, in turns. */
  setInstances(addresses: readonly string[]): void;
  /** While it is closed, everything is answered with 503, as a load balancer without a healthy target does. */
  setOpen(isOpen: boolean): void;
  /** How many requests were refused, or met an instance that died over them. */
  readonly refused: number;
  close(): Promise<void>;
};

/** A load balancer in front of service instances that come and go. */
export async function openFrontDoor(): Promise<FrontDoor> {
  const agent = new Agent({ keepAlive: true });
  let instances: readonly string[] = [];
  let isOpen = true;
  let turn = 0;
  let refused = 0;

  function refuse(incoming: IncomingMessage, outgoing: ServerResponse): void {
    refused += 1;
    incoming.resume();
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(503).end();
  }

  const server = createServer((incoming, outgoing) => {
    const instance = instances[turn++ % Math.max(instances.length, 1)];
    if (!isOpen || instance === undefined) return refuse(incoming, outgoing);
    const { method, headers, url } = incoming;
    const target = new URL(url ?? "/", instance);
    const forwarded = httpRequest(target, { agent, headers, ...(method !== undefined && { method }) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => refuse(incoming, outgoing));
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new TypeError("The front door has no port.");
  return {
    url: `http://127.0.0.1:${bound.port}`,
    setInstances: (addresses) => (instances = addresses),
    setOpen: (open) => (isOpen = open),
    get refused() {
      return refused;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
