import { errorCode } from "../service-error.ts";
import type { GetAppToken } from "./app-token.ts";
import { failed, ok, skipped, warning, type RunCheck } from "./check.ts";
import type { HttpExchange } from "./http-exchange.ts";
import { signInFailure, type SignInSettings } from "./sign-in-failure.ts";

/** Whom the bot's own tokens are for, in the global cloud: learn.microsoft.com/azure/bot-service/rest-api. */
export const BOT_FRAMEWORK = "https://api.botframework.com";

const NO_BOT = "BOT_ID is not set: nobody is answered in Teams, and no channel is told of alerts.";

/** Whether the bot gets a token to speak with Teams. `getToken` null: no bot is set up. */
export function botSignInCheck(parts: { getToken: GetAppToken | null; settings: SignInSettings }): RunCheck {
  const { getToken, settings } = parts;
  return async (signal) => {
    if (getToken === null) return skipped(NO_BOT);
    try {
      await getToken(BOT_FRAMEWORK, signal);
      return ok("The sign-in service gives the bot a token for the Bot Framework.");
    } catch (error) {
      return signInFailure(error, settings);
    }
  };
}

/** Whether the running service has the bot where Teams delivers. What is sent is no activity, and is refused as such. */
export function botEndpointCheck(parts: { publicUrl: string; http: Pick<HttpExchange, "send"> }): RunCheck {
  const { publicUrl, http } = parts;
  const remedy = "Restart the service with the same settings, and see that the proxy passes /api/messages on to it.";
  return async (signal) => {
    try {
      const { status } = await http.send({
        method: "POST",
        url: `${publicUrl}/api/messages`,
        headers: { "content-type": "application/json" },
        body: "{}",
        signal,
      });
      // The bot's answers to what is no activity, or comes from nobody it knows.
      if ([400, 401, 403].includes(status)) {
        return ok("PUBLIC_URL/api/messages answers; the Azure Bot's messaging endpoint must be that address.");
      }
      if (status === 503) return warning("The service is about to stop (status 503).", "Run callwise doctor again.");
      return failed(`PUBLIC_URL/api/messages answers with status ${status}: no bot is there.`, remedy);
    } catch (error) {
      return failed(`PUBLIC_URL/api/messages does not answer (${errorCode(error)}).`, remedy);
    }
  };
}
