import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceivedSpan = { name: string; traceId: string; spanId: string; parentSpanId: string };

type Field = { number: number; bytes: Buffer };

/** A collector on this machine that takes traces as OTLP over HTTP (protobuf). */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** Everything that came, to be searched for what must not be in it. */
  readonly bodies: Buffer[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        this.bodies.push(body);
        if (request.url === "/v1/traces") this.spans.push(...spansOf(body));
        response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
      });
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<unknown>((resolve) => this.#server.close(resolve));
  }
}

/** ExportTraceServiceRequest: 1 resource_spans, 2 scope_spans, 2 spans; of a span 1, 2, 4 are ids and 5 its name. */
function spansOf(body: Buffer): ReceivedSpan[] {
  const within = (bytes: Buffer, number: number): Buffer[] =>
    fieldsOf(bytes)
      .filter((field) => field.number === number)
      .map((field) => field.bytes);
  const spans = within(body, 1).flatMap((resource) => within(resource, 2).flatMap((scope) => within(scope, 2)));
  return spans.map((span) => {
    const [text, hex] = (["utf8", "hex"] as const).map(
      (form) =>
        (number: number): string =>
          within(span, number)[0]?.toString(form) ?? "",
    );
    return {
      name: text?.(5) ?? "",
      traceId: hex?.(1) ?? "",
      spanId: hex?.(2) ?? "",
      parentSpanId: hex?.(4) ?? "",
    };
  });
}

/** The length-delimited fields of a message; numbers are passed over. https://protobuf.dev/programming-guides/encoding */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.readUInt8(at++);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    switch (tag & 7) {
      case 0:
        varint();
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        fields.push({ number: tag >>> 3, bytes: bytes.subarray(at, at + length) });
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new TypeError("This is no protobuf message.");
    }
  }
  return fields;
}
