import type { AccessToken, TokenCredential } from "@azure/identity";
import type { Clock } from "../clock.ts";
import { GraphError } from "./graph-error.ts";

export type AccessTokenSource = {
  /** @throws GraphError `graph_sign_in_failed` */
  getAccessToken(): Promise<string>;
  /** Forgets a token that Graph refused; a newer one stays. */
  discard(token: string): void;
};

/** A token this close to its end is not used any more: a request may wait for its turn. */
const MARGIN_MS = 5 * 60_000;

/**
 * Access tokens for one scope, kept until shortly before their end. However many requests need a new one at a time,
 * it is asked for once.
 *
 * @param createCredential makes a credential with an empty cache: a credential would hand out from its own cache the
 *   very token that Graph has just refused
 */
export function createAccessTokenSource(
  createCredential: () => TokenCredential,
  scope: string,
  clock: Clock,
): AccessTokenSource {
  let credential = createCredential();
  let current: AccessToken | null = null;
  let underWay: Promise<AccessToken> | null = null;

  const request = async (): Promise<AccessToken> => {
    try {
      const token = await credential.getToken(scope);
      if (token === null) throw new GraphError("graph_sign_in_failed", "The credential gave no access token.");
      return token;
    } catch (error) {
      throw signInError(error);
    }
  };

  return {
    async getAccessToken() {
      if (current !== null && current.expiresOnTimestamp - MARGIN_MS > clock.now().getTime()) return current.token;
      underWay ??= request().finally(() => {
        underWay = null;
      });
      current = await underWay;
      return current.token;
    },
    discard(token) {
      if (current?.token !== token) return;
      current = null;
      credential = createCredential();
    },
  };
}

/**
 * What the sign-in service says is final unless it says so about itself; a credential that cannot even be read is final
 * too; what never reached the service is worth another try. The identity library's messages quote ids and
 * descriptions, so that only their codes are kept.
 */
function signInError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const graphCode = codeOf(error);
  const status = statusOf(error);
  const isTransient = status === 408 || status === 429 || (status !== null && status >= 500);
  const isRefused = graphCode?.startsWith("AADSTS") === true || (status !== null && status >= 400);
  const retryable = isTransient || (!isRefused && !isLocal(error));
  const reason = graphCode === null ? "" : ` (${graphCode})`;
  return new GraphError("graph_sign_in_failed", `Signing in to read Microsoft Graph failed${reason}.`, {
    status,
    graphCode,
    retryable,
    remedy: retryable ? "retry" : "fix-configuration",
    cause: error,
  });
}

/** "AADSTS7000215", or the identity library's own code, such as "endpoints_resolution_error", or the file system's. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inMessage = /AADSTS\d+/.exec(error.message)?.[0] ?? /^([a-z]+(?:_[a-z]+)+):/.exec(error.message)?.[1];
  return inMessage ?? ("code" in error && typeof error.code === "string" ? error.code : null);
}

/** A certificate that is not there or is none: the identity library lets those errors pass as they are. */
function isLocal(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== "Error") return false;
  return !("code" in error) || ["ENOENT", "EACCES", "EISDIR"].includes(String(error.code));
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("statusCode" in error)) return null;
  return typeof error.statusCode === "number" ? error.statusCode : null;
}
