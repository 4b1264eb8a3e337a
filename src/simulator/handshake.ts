import { badRequest } from "./graph-exchange.ts";
import type { GraphFault } from "./graph-exchange.ts";
import type { WebhookCaller } from "./webhook-caller.ts";

/**
 * The validation handshake: the endpoint must answer within ten seconds with 200, text/plain and the decoded token,
 * nothing else (learn.microsoft.com/graph/change-notifications-delivery-webhooks).
 */
export async function shakeHands(caller: WebhookCaller, url: string, id: string): Promise<void> {
  // Blanks, colons and plus signs: what real tokens are made of, and what breaks filters on their alphabet.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${id} +1`;
  const query = new URLSearchParams({ validationToken: token }).toString();
  const target = `${url}${url.includes("?") ? "&" : "?"}${query}`;
  const answer = await caller.post(target, "text/plain; charset=utf-8", "");
  if (answer.durationMs > 10_000) throw validationError("Subscription validation request timed out.");
  if (answer.status === 0) throw validationError("The request to the notification endpoint could not be completed.");
  const isEcho = answer.status === 200 && /^text\/plain/i.test(answer.contentType) && answer.body === token;
  if (!isEcho) {
    throw validationError("Notification endpoint must respond with 200 OK to validation request.");
  }
}

function validationError(reason: string): GraphFault {
  return badRequest(`Subscription validation request failed. ${reason}`, "ValidationError");
}
