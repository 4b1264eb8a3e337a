import { ServiceError } from "../service-error.ts";

/** What is answered instead of another person's name or calls. */
export function anonymousMode(): ServiceError {
  return new ServiceError("anonymous_mode", "Anonymous mode is on: nobody sees another person's name or calls.");
}
