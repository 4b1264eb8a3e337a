import { createHash } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from "jose";
import type { JsonObject } from "./json-value.ts";
import type { SimulatedPerson } from "./person-model.ts";

/** The application of the tab in the simulated tenant. */
export const SIMULATED_TAB_CLIENT_ID = "e42d5c0e-6d1f-4c0b-9a37-7be2f10d8c64";
/** Teams for the web, which asks for tokens in the person's name. */
const TEAMS_WEB_CLIENT_ID = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346";

export type UserTokenWorld = {
  tenantId: string;
  lifetimeSeconds: number;
  loginRoot: () => string;
  now: () => Date;
  newId: () => string;
};

type Key = { id: string; privateKey: CryptoKey; published: JWK };

/**
 * Tokens as Entra's v2.0 endpoint issues them to Teams for the person in front of it, signed with a key that lives as
 * long as the tenant runs. Claims: learn.microsoft.com/entra/identity-platform/access-token-claims-reference.
 */
export class UserTokens {
  readonly #world: UserTokenWorld;
  /** Made when first needed: most who run a tenant never sign a person in. */
  #key: Promise<Key> | null = null;

  constructor(world: UserTokenWorld) {
    this.#world = world;
  }

  async issue(person: SimulatedPerson): Promise<{ token: string; expiresAt: Date }> {
    const { tenantId, lifetimeSeconds, now, newId } = this.#world;
    const key = await this.#ownKey();
    const issuedAt = Math.floor(now().getTime() / 1000);
    const expires = issuedAt + lifetimeSeconds;
    const token = await new SignJWT({
      aud: SIMULATED_TAB_CLIENT_ID,
      iss: this.#issuer,
      iat: issuedAt,
      nbf: issuedAt,
      exp: expires,
      azp: TEAMS_WEB_CLIENT_ID,
      azpacr: "0",
      name: person.displayName,
      oid: person.id,
      preferred_username: person.userPrincipalName,
      scp: "access_as_user",
      sub: createHash("sha256").update(`${SIMULATED_TAB_CLIENT_ID}/${person.id}`).digest("base64url"),
      tid: tenantId,
      uti: newId(),
      ver: "2.0",
    })
      .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key.id })
      .sign(key.privateKey);
    return { token, expiresAt: new Date(expires * 1000) };
  }

  /** What is found at /discovery/v2.0/keys. Entra names no algorithm there. */
  async publishedKeys(): Promise<JsonObject> {
    const { id, published } = await this.#ownKey();
    const { kty = "RSA", n = "", e = "" } = published;
    return { keys: [{ kty, use: "sig", kid: id, n, e, issuer: this.#issuer }] };
  }

  get #issuer(): string {
    return `${this.#world.loginRoot()}/${this.#world.tenantId}/v2.0`;
  }

  #ownKey(): Promise<Key> {
    return (this.#key ??= makeKey());
  }
}

async function makeKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const published = await exportJWK(publicKey);
  return { id: await calculateJwkThumbprint(published), privateKey, published };
}
