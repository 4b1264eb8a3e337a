import { createConnection, type Socket } from "node:net";

/**
 * A kept-alive HTTP connection that reads nothing but the status of bodiless answers: for tests that send thousands
 * of requests. Opens a new one when the server closes it.
 */
export class PlainConnection {
  readonly #port: number;
  #socket: Socket | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** The status of the answer; 0 when the connection ended without one. */
  post(path: string, body: string | Uint8Array): Promise<number> {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const head = [
      `POST ${path} HTTP/1.1`,
      "Host: localhost",
      "Content-Type: application/json",
      `Content-Length: ${bytes.length}`,
      "\r\n",
    ].join("\r\n");
    const socket = this.#connect();
    return new Promise((resolve) => {
      let answer = "";
      const read = (chunk: Buffer): void => {
        answer += chunk.toString("latin1");
        if (answer.includes("\r\n\r\n")) finish();
      };
      const finish = (): void => {
        socket.off("data", read).off("close", finish);
        if (!/\r\nContent-Length: 0\r\n/i.test(answer)) answer = "";
        if (answer === "" || /\r\nConnection: close\r\n/i.test(answer)) this.close();
        resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
      };
      socket.on("data", read).on("close", finish);
      socket.write(head);
      socket.write(bytes);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #connect(): Socket {
    if (this.#socket === null || this.#socket.destroyed) {
      this.#socket = createConnection(this.#port, "127.0.0.1");
      this.#socket.setNoDelay(true);
      // What was sent before the server closed is told by "close".
      this.#socket.on("error", () => undefined);
    }
    return this.#socket;
  }
}
