import type { NextFunction, Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { ServiceError } from "../service-error.ts";

/** Of one instance: where several serve, there is as much at each of them. */
export type RateLimits = {
  /** Requests of one person. */
  perPersonMinute: number;
  /** Requests from one address with a token that is none; an address may be that of a whole office. */
  failedSignInsPerAddressMinute: number;
};

export const RATE_LIMITS: RateLimits = { perPersonMinute: 600, failedSignInsPerAddressMinute: 300 };

const WINDOW_MS = 60_000;

/** Answers what one person sends too often with "too_many_requests" and a Retry-After header. */
export function limitPeople({ perPersonMinute }: RateLimits, personOf: (request: Request) => string): RequestHandler {
  return limitOf(perPersonMinute, personOf);
}

/**
 * The same for an address from which nobody could be signed in. To be asked after the sign-in has failed, so that
 * strangers keep nobody out who shares their address, or the address of a proxy.
 */
export function limitFailedSignIns({ failedSignInsPerAddressMinute }: RateLimits): RequestHandler {
  return limitOf(failedSignInsPerAddressMinute, ({ ip = "" }) => ipKeyGenerator(withoutPort(ip)));
}

function limitOf(limit: number, keyGenerator: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator,
    standardHeaders: "draft-7",
    legacyHeaders: false,
    // Its checks are for those who rely on its own keys, and they write to the console.
    validate: false,
    handler: (_request: Request, _response: Response, next: NextFunction) =>
      next(new ServiceError("too_many_requests", "Too many requests. Wait a little.", { remedy: "retry" })),
  });
}

/** Azure App Service hands on `address:port`. */
function withoutPort(address: string): string {
  return /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(address)?.[1] ?? address;
}
