import type { RegisteredApp } from "./graph-exchange.ts";
import { GraphFault } from "./graph-exchange.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { SignedText } from "./signed-text.ts";

export type TokenWorld = { tenantId: string; apps: readonly RegisteredApp[]; lifetimeSeconds: number; key: string };

/**
 * Access tokens: signed statements that need no memory, so that they outlive a restart of the simulated tenant. Their
 * content is nobody's business but the issuer's.
 */
export class AccessTokens {
  readonly lifetimeSeconds: number;
  private readonly world: TokenWorld;
  private readonly signed: SignedText;
  private validSince = 0;
  /** Tokens issued at the same instant as an expiry of all tokens are told apart by their number. */
  private issued = 0;
  private expiredThrough = 0;

  constructor(world: TokenWorld) {
    this.world = world;
    this.lifetimeSeconds = world.lifetimeSeconds;
    this.signed = new SignedText(`${world.key}/access-token`);
  }

  /** `own`: the claims in which the token of one audience differs from that of another. */
  issue(app: RegisteredApp, audience: string, now: Date, own: JsonObject): string {
    this.issued += 1;
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${this.world.tenantId}/`,
      iat: Math.floor(now.getTime() / 1000),
      exp: Math.floor(now.getTime() / 1000) + this.lifetimeSeconds,
      appid: app.clientId,
      tid: this.world.tenantId,
      ver: "1.0",
      uti: this.issued,
      ...own,
    };
    const header = Buffer.from(JSON.stringify({ typ: "JWT", alg: "HS256" })).toString("base64url");
    const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
    return `${text}.${this.signed.sign(text)}`;
  }

  /** The app that a request comes from; throws 401 when its token is missing, unknown or expired. */
  authenticate(authorization: string | undefined, now: Date): RegisteredApp {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw unauthorized("Access token is empty.");
    const [header = "", payload = "", signature = ""] = token.split(".");
    if (!this.signed.isSigned(`${header}.${payload}`, signature)) throw unauthorized("CompactToken parsing failed.");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    const app = isJsonObject(claims) && this.world.apps.find((known) => known.clientId === claims["appid"]);
    if (!app || !isJsonObject(claims)) throw unauthorized("Access token validation failure. Invalid audience.");
    const isRevoked = Number(claims["iat"]) < this.validSince && Number(claims["uti"]) <= this.expiredThrough;
    const isFromBefore = Number(claims["iat"]) < this.validSince - 1;
    if (isRevoked || isFromBefore || Number(claims["exp"]) * 1000 <= now.getTime()) {
      throw unauthorized("Lifetime validation failed, the token is expired.");
    }
    return app;
  }

  /** From now on every token issued so far is expired. */
  expireAll(now: Date): void {
    this.validSince = Math.floor(now.getTime() / 1000) + 1;
    this.expiredThrough = this.issued;
  }
}

function unauthorized(message: string): GraphFault {
  return new GraphFault(401, "InvalidAuthenticationToken", message, {
    "WWW-Authenticate":
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  });
}
