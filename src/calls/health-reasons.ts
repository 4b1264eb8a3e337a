/** What a code of an error or a given-up job means to an operator, and what to do about it. */
export type Reason = { reason: string; remedy: string };

const REASONS = {
  graph_sign_in_failed: {
    reason: "Microsoft Entra ID refuses to sign the application in.",
    remedy: "Check TENANT_ID, CLIENT_ID and the credential; a client secret may have expired.",
  },
  graph_unauthorized: {
    reason: "Microsoft Graph does not accept the application's token.",
    remedy: "Check that TENANT_ID and GRAPH_ROOT belong to the same cloud.",
  },
  graph_forbidden: {
    reason: "Microsoft Graph refuses the application: a permission is missing, or a quota is used up.",
    remedy:
      "Grant the application permission CallRecords.Read.All with admin consent; an organization may have 100 subscriptions to call records.",
  },
  subscription_held_elsewhere: {
    reason: "Another deployment of the same application keeps taking its only subscription.",
    remedy: "Stop the other deployment, or give each its own application.",
  },
  graph_bad_request: {
    reason: "Microsoft Graph refuses the request; for a subscription: it could not reach PUBLIC_URL.",
    remedy: "Check that PUBLIC_URL is reachable from the internet by https with a valid certificate.",
  },
  subscription_validation_failed: {
    reason: "Microsoft Graph did not get the answer that it expects from PUBLIC_URL.",
    remedy: "Check that PUBLIC_URL is reachable from the internet by https; the service tries again by itself.",
  },
  call_record_not_found: {
    reason: "Graph announced the call but did not deliver its record within 165 minutes.",
    remedy: "Nothing, if it is rare: the next listing finds it when it appears. Try again: callwise replay.",
  },
  call_record_too_old: {
    reason: "The call ended more than 30 days ago, and Graph has dropped its record.",
    remedy: "Nothing can bring it back.",
  },
  invalid_call_record: {
    reason: "Graph delivered something that is not a call record.",
    remedy: "Try again: callwise replay. If it comes again, report the call id.",
  },
  invalid_call_id: { reason: "The notification named something that cannot be a call id.", remedy: "Nothing is lost." },
  job_crashed: {
    reason: "Five processes died one after the other while they worked on it.",
    remedy: "Look at why they died (memory, perhaps); then try again: callwise replay.",
  },
  graph_unstable_record: {
    reason: "The record kept changing while it was read.",
    remedy: "Try again later: callwise replay.",
  },
  graph_unreachable: {
    reason: "Microsoft Graph cannot be reached.",
    remedy: "Check the network, DNS and proxy; the service tries again by itself.",
  },
  graph_unavailable: {
    reason: "Microsoft Graph answers with errors of its own.",
    remedy: "Look at Microsoft's service health; the service tries again by itself.",
  },
  graph_throttled: {
    reason: "Microsoft Graph throttles the application.",
    remedy: "The service waits as long as it was asked to.",
  },
} satisfies Record<string, Reason>;

/** A code that has words; other languages have their own for each. */
export type ReasonCode = keyof typeof REASONS;

const KNOWN_REASONS = new Map<string, Reason>(Object.entries(REASONS));

const UNKNOWN: Reason = {
  reason: "Something went wrong that has no description.",
  remedy: "Look for the code in the service's log; then try again: callwise replay.",
};

/** Errors that somebody must mend; nothing else ends them. */
const NEEDS_SOMEBODY = new Set([
  "graph_sign_in_failed",
  "graph_unauthorized",
  "graph_forbidden",
  "graph_bad_request",
  "subscription_held_elsewhere",
]);

export function reasonOf(code: string | null): Reason {
  return KNOWN_REASONS.get(code ?? "") ?? UNKNOWN;
}

export function needsSomebody(code: string): boolean {
  return NEEDS_SOMEBODY.has(code);
}
