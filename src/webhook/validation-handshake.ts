import type { Request, Response } from "express";

/** Tokens seen are below 150 characters; the bound only keeps strangers from having much echoed. */
const MAX_TOKEN_LENGTH = 4_096;

/**
 * Graph proves that an endpoint is its owner's by asking it to repeat a token, when a subscription is created and
 * sometimes when it is renewed: 200, text/plain, the URL-decoded token and nothing else. Tokens hold blanks and colons,
 * so no alphabet is demanded; the headers keep a browser from running what it is shown.
 * Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks.
 *
 * @returns what was answered, or null when the request is not a handshake
 */
export function answerHandshake(request: Request, response: Response): "handshake" | "rejected_handshake" | null {
  const token = request.query["validationToken"];
  if (token === undefined) return null;
  response.set({
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
  });
  if (typeof token !== "string" || token === "" || token.length > MAX_TOKEN_LENGTH) {
    response.status(400).end();
    return "rejected_handshake";
  }
  // Not `send`, which would add an entity tag.
  response.status(200).type("text/plain; charset=utf-8").end(token);
  return "handshake";
}
