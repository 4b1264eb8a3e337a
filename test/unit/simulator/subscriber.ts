import http from "node:http";
import type { AddressInfo } from "node:net";

export type Item = {
  subscriptionId: string;
  clientState: string | null;
  tenantId: string;
  changeType?: string;
  lifecycleEvent?: string;
  resource?: string;
  subscriptionExpirationDateTime: string;
  resourceData?: { id: string; "@odata.type": string; "@odata.id": string };
};

/** A subscriber's endpoint that answers as a test wants and remembers what it was sent. */
export class Subscriber {
  /** Batches in order of arrival. */
  readonly batches: Item[][] = [];
  readonly handshakes: string[] = [];
  /** The status of answers to notifications. */
  status = 202;
  /** Runs before the answer to a notification. */
  before: () => Promise<void> = () => Promise.resolve();
  /** Makes the answer to a handshake. */
  echo: (token: string) => { status: number; type: string; body: string } = (token) => ({
    status: 200,
    type: "text/plain",
    body: token,
  });
  private readonly server: http.Server;

  private constructor() {
    this.server = http.createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<Subscriber> {
    const subscriber = new Subscriber();
    await new Promise<void>((resolve) => subscriber.server.listen(0, "127.0.0.1", resolve));
    // A failing test that leaves it open must not keep the process alive.
    subscriber.server.unref();
    return subscriber;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/notifications`;
  }

  get items(): Item[] {
    return this.batches.flat();
  }

  get changes(): Item[] {
    return this.items.filter((item) => item.changeType !== undefined);
  }

  get lifecycle(): (string | undefined)[] {
    return this.items.flatMap((item) => (item.lifecycleEvent === undefined ? [] : [item.lifecycleEvent]));
  }

  forget(): void {
    this.batches.length = 0;
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const token = new URL(request.url ?? "/", "http://subscriber").searchParams.get("validationToken");
    if (token !== null) {
      this.handshakes.push(`${request.headers["content-type"]} ${request.url}`);
      const answer = this.echo(token);
      response.writeHead(answer.status, { "Content-Type": answer.type }).end(answer.body);
      return;
    }
    this.batches.push((JSON.parse(body) as { value: Item[] }).value);
    await this.before();
    response.writeHead(this.status).end();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
