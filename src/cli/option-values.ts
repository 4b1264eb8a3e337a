import { InvalidArgumentError } from "commander";
import { canonicalId } from "../calls/canonical-id.ts";
import { isTimeZone } from "../calls/local-time.ts";
import { parseInstant } from "../graph/instant.ts";

/* Every function throws commander's InvalidArgumentError, which makes it wrong usage. */

/** An instant in ISO 8601; without a zone, and a date alone, in UTC. */
export function instantValue(text: string): Date {
  const instant = parseInstant(text) ?? parseInstant(`${text}T00:00:00Z`);
  if (instant === undefined) throw new InvalidArgumentError("It must be an ISO 8601 instant.");
  return instant;
}

export function personIdValue(text: string): string {
  const id = text.trim();
  if (id === "") throw new InvalidArgumentError("It must be the id of a person.");
  return canonicalId(id);
}

export function timeZoneValue(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError("It must be an IANA time zone such as Europe/Berlin.");
  return text;
}
