import type { Session } from "./call-record.ts";
import type { Side } from "./own-session.ts";

/**
 * Which side of one of their sessions is the person's. Who calls themselves is seen on the side that was asked for a
 * rating, as when the call was judged.
 */
export function ownSide({ caller, callee }: Pick<Session, "caller" | "callee">, personId: string): Side {
  if (callee.person?.id !== personId) return "caller";
  if (caller.person?.id !== personId) return "callee";
  return caller.feedback === null && callee.feedback !== null ? "callee" : "caller";
}
