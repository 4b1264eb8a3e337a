import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from "botbuilder";
import { ServiceError } from "../src/service-error.ts";
import { quietly } from "./quiet-token-check.ts";

/** The bot's own application. Without a password its managed identity signs in. */
export type BotCredentials = {
  appId: string;
  tenantId: string;
  appType: "SingleTenant" | "UserAssignedMSI";
  appPassword: string | null;
};

/** Who signs in whom: of a national cloud it is another than of the public one, which botbuilder knows by itself. */
export type TokenAuthority = {
  /** Of tokens that Teams sends, and where its keys are published. */
  issuer: string;
  openIdMetadataUrl: string;
  /** Where the bot's own token comes from, and whom it is for. */
  loginUrl: string;
  scope: string;
};

/**
 * CloudAdapter without its HTTP part, which rejects on malformed bodies, writes errors to the console and repeats their
 * messages in the response: here the caller gets the invoke response or the error itself.
 */
export class BotAdapter extends CloudAdapter {
  /**
   * Authenticates one activity and runs a turn of it. Rejects when its token is refused (see `isAuthenticationError`)
   * or cannot be checked, and with whatever `logic` throws.
   */
  runTurn(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

type Authenticate = ConfigurationBotFrameworkAuthentication["authenticateRequest"];

class QuietAuthentication extends ConfigurationBotFrameworkAuthentication {
  override authenticateRequest(...request: Parameters<Authenticate>): ReturnType<Authenticate> {
    return quietly(() => super.authenticateRequest(...request));
  }
}

/**
 * Null credentials turn the check of tokens off: for the local client only, which has none.
 * Throws ServiceError "bot_credentials_incomplete": botbuilder itself takes an empty application id for "off".
 */
export function createBotAdapter(credentials: BotCredentials | null, authority?: TokenAuthority): BotAdapter {
  const settings = { ...authenticationSettings(credentials), ...(authority && authoritySettings(authority)) };
  const adapter = new BotAdapter(new QuietAuthentication(settings));
  // The base class would answer an error with texts of its own; the turn's caller decides instead.
  adapter.onTurnError = (_context, error) => Promise.reject(error);
  return adapter;
}

function authenticationSettings(credentials: BotCredentials | null): Record<string, string> {
  if (credentials === null) return {};
  const { appId, tenantId, appType, appPassword } = credentials;
  if (!appId.trim() || !tenantId.trim() || (appType === "SingleTenant" && !appPassword)) {
    throw new ServiceError("bot_credentials_incomplete", "The bot needs its application id, tenant and secret.", {
      remedy: "fix-configuration",
    });
  }
  return {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: appType,
    ...(appType === "SingleTenant" && appPassword !== null && { MicrosoftAppPassword: appPassword }),
  };
}

/** botbuilder takes all of these or none. */
function authoritySettings({ issuer, openIdMetadataUrl, loginUrl, scope }: TokenAuthority): Record<string, string> {
  return {
    ToChannelFromBotLoginUrl: loginUrl,
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: loginUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: "urn:botframework:azure",
  };
}

/** Errors by which botbuilder and its token library say that a token is not good; a wrong signature is one of the latter. */
const TOKEN_ERRORS = ["AuthenticationError", "JsonWebTokenError", "NotBeforeError", "TokenExpiredError"];

export function isAuthenticationError(error: unknown): boolean {
  return error instanceof Error && (TOKEN_ERRORS.includes(error.name) || TOKEN_ERRORS.includes(error.constructor.name));
}
