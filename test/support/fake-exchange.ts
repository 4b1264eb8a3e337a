import type { HttpAnswer, HttpExchange } from "../../src/doctor/http-exchange.ts";

export type ExchangeRequest = Parameters<HttpExchange["send"]>[0];

/** An exchange whose answers a test makes; what is left out of one is that of a quick and empty 200. */
export function fakeExchange(
  answer: (request: ExchangeRequest) => Partial<HttpAnswer> | Promise<Partial<HttpAnswer>>,
): Pick<HttpExchange, "send"> & { requests: ExchangeRequest[] } {
  const requests: ExchangeRequest[] = [];
  return {
    requests,
    async send(request) {
      requests.push(request);
      return { status: 200, headers: {}, body: "", durationMs: 20, tls: null, ...(await answer(request)) };
    },
  };
}

/** As the system rejects: with a code. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 10.1.2.3:443`), { code, syscall: "connect" });
}
