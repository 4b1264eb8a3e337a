import { errorCode } from "../service-error.ts";
import { failed, ok, skipped, type RunCheck } from "./check.ts";
import type { HttpExchange } from "./http-exchange.ts";

/** Whether the other tool can be reached. Nothing is posted, which would be an alert; its address is not shown. */
export function alertWebhookCheck(parts: {
  alertWebhook: { url: string } | null;
  http: Pick<HttpExchange, "connect">;
}): RunCheck {
  const { alertWebhook, http } = parts;
  return async (signal) => {
    if (alertWebhook === null) return skipped("ALERT_WEBHOOK_URL is not set: only channels of Teams are told.");
    try {
      const tls = await http.connect(alertWebhook.url, signal);
      if (tls?.fault) {
        return failed(
          `The certificate at ALERT_WEBHOOK_URL is not trusted (${tls.fault}).`,
          "Renew or replace the certificate of that tool; NODE_EXTRA_CA_CERTS adds an authority of your own.",
        );
      }
      return ok("ALERT_WEBHOOK_URL can be connected to; nothing was posted.");
    } catch (error) {
      return failed(
        `ALERT_WEBHOOK_URL cannot be connected to (${errorCode(error)}).`,
        "Correct its host and port, start that tool, or let this machine through its firewall.",
      );
    }
  };
}
