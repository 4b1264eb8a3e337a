import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import type { TokenAuthority } from "../../bot/bot-adapter.ts";

export const TOKEN_ISSUER = "https://api.botframework.com";

/** Signs tokens as the Bot Framework and Entra do, and publishes its keys on loopback as OpenID Connect has it. */
export async function startTokenAuthority(): Promise<{
  authority: TokenAuthority;
  /** Below it, every path that ends with "/keys" gives the keys. */
  origin: string;
  sign(payload: JWTPayload, over?: { keyId?: string; isForged?: boolean; expires?: number }): Promise<string>;
  stop(): Promise<void>;
}> {
  const [own, other] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const key = {
    ...(await exportJWK(own.publicKey)),
    kid: "key-1",
    use: "sig",
    alg: "RS256",
    endorsements: ["msteams"],
  };
  const server = http.createServer((request, response) => {
    const jwks = `${origin()}/keys`;
    const metadata = { issuer: TOKEN_ISSUER, jwks_uri: jwks, id_token_signing_alg_values_supported: ["RS256"] };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url?.endsWith("/keys") ? { keys: [key] } : metadata));
  });
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: origin(),
    authority: {
      issuer: TOKEN_ISSUER,
      openIdMetadataUrl: `${origin()}/openid`,
      loginUrl: `${origin()}/login`,
      scope: "https://api.botframework.com/.default",
    },
    sign: (payload, { keyId = "key-1", isForged = false, expires = 600 } = {}) => {
      const now = Math.floor(new Date().getTime() / 1000);
      return new SignJWT({ iss: TOKEN_ISSUER, nbf: now - 7200, exp: now + expires, ...payload })
        .setProtectedHeader({ alg: "RS256", kid: keyId })
        .sign((isForged ? other : own).privateKey);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
