import type { GetAppToken } from "../../src/doctor/app-token.ts";
import { GraphError } from "../../src/graph/graph-error.ts";

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Gives a token of these claims, as if signed, for every resource. */
export function appToken(claims: object): GetAppToken {
  return () => Promise.resolve(`${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmVk`);
}

/** Refuses as the sign-in service does: with its code, or null where no answer comes. */
export function refusingToken(graphCode: string | null): GetAppToken {
  return () => Promise.reject(new GraphError("graph_sign_in_failed", "Signing in failed.", { graphCode }));
}
