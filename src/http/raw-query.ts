import { ServiceError } from "../service-error.ts";

const MAX_LENGTH = 4_000;

/**
 * The query string of a URL, each name once, as texts: no arrays and objects as Express's own reader makes them.
 * Throws ServiceError "bad_request" for a name that stands twice, a text that is too long, and control characters.
 */
export function rawQuery(url: string): Record<string, string> {
  const start = url.indexOf("?");
  // A name may be any text, also that of an object's own members.
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(start < 0 ? "" : url.slice(start + 1))) {
    if (found.has(name)) throw fault("has a field twice");
    if (value.length > MAX_LENGTH) throw fault("has a field that is too long");
    if (/\p{Cc}/u.test(name + value)) throw fault("has control characters");
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

function fault(what: string): ServiceError {
  return new ServiceError("bad_request", `The query string ${what}.`, { remedy: "fix-input" });
}
