import { request } from "node:https";
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from "jose";
import { ServiceError } from "../service-error.ts";

const ANSWER_WITHIN_MS = 5_000;
/** As Entra asks for: learn.microsoft.com/entra/identity-platform/signing-key-rollover. */
const KEPT_FOR_MS = 24 * 3_600_000;
const MAX_ANSWER_BYTES = 1_000_000;

/**
 * The keys that the sign-in service signs a tenant's tokens with, fetched when they are first needed, once a day, and when
 * a token names one that is not known, at most twice a minute. While they cannot be had, ServiceError "sign_in_unavailable".
 *
 * @param caCertificate PEM of whom to trust beside the usual authorities: the simulated tenant's own
 */
export function createSigningKeys({
  loginRoot,
  tenantId,
  caCertificate,
}: {
  loginRoot: string;
  tenantId: string;
  caCertificate: string | null;
}): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(`${loginRoot}/${tenantId}/discovery/v2.0/keys`), {
    timeoutDuration: ANSWER_WITHIN_MS,
    cacheMaxAge: KEPT_FOR_MS,
    ...(caCertificate !== null && { [customFetch]: fetchTrusting(caCertificate) }),
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const isTokensFault =
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported;
      if (isTokensFault) throw error;
      throw new ServiceError("sign_in_unavailable", "The sign-in service does not answer. Try again soon.", {
        remedy: "retry",
        cause: error,
      });
    }
  };
}

/** What fetch cannot: trust a certificate that no authority signed, for these requests only. */
function fetchTrusting(ca: string): FetchImplementation {
  return (url, { headers, signal }) =>
    new Promise((resolve, reject) => {
      const asked = request(url, { ca, headers: Object.fromEntries(headers), signal, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on("error", reject);
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
          if (length > MAX_ANSWER_BYTES) asked.destroy(new Error("the answer is too large"));
          else chunks.push(chunk);
        });
        response.on("end", () => resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 0 })));
      });
      asked.on("error", reject);
      asked.end();
    });
}
