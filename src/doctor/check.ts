/** What became of a check. `found` and `remedy` hold no secret and nothing personal. */
export type CheckOutcome = {
  state: "ok" | "warning" | "failed" | "skipped";
  /** One line; of a skipped check, why. */
  found: string;
  /** What is wrong, one by one, where it is more than `found` says. */
  items: readonly string[];
  /** What to do; null where nothing is to be done. */
  remedy: string | null;
};

/** Rejects like any request; the runner makes a failed outcome of it. */
export type RunCheck = (signal: AbortSignal) => Promise<CheckOutcome>;

export const ok = (found: string): CheckOutcome => ({ state: "ok", found, items: [], remedy: null });
export const skipped = (found: string): CheckOutcome => ({ state: "skipped", found, items: [], remedy: null });

export function warning(found: string, remedy: string, items: readonly string[] = []): CheckOutcome {
  return { state: "warning", found, items, remedy };
}

export function failed(found: string, remedy: string, items: readonly string[] = []): CheckOutcome {
  return { state: "failed", found, items, remedy };
}

type CheckEntry = { code: string; title: string; needs: readonly string[]; limitMs: number };

/**
 * Every check, in the order in which it runs. Codes are a public contract. A check whose `needs` did not all come out well
 * is skipped. Signing in and asking Graph take a second or two; the webhook has ten seconds, twice.
 */
export const CHECKS = [
  { code: "settings", title: "Settings", needs: [], limitMs: 5_000 },
  { code: "secrets", title: "Secrets", needs: ["settings"], limitMs: 5_000 },
  { code: "clock", title: "Clock", needs: ["settings"], limitMs: 15_000 },
  { code: "database", title: "Database", needs: ["settings"], limitMs: 20_000 },
  { code: "database_indexes", title: "Database indexes", needs: ["database"], limitMs: 20_000 },
  { code: "database_durability", title: "Durability of writes", needs: ["database"], limitMs: 10_000 },
  { code: "graph_sign_in", title: "Sign-in for Microsoft Graph", needs: ["secrets"], limitMs: 20_000 },
  {
    code: "call_records_permission",
    title: "Permission to read call records",
    needs: ["graph_sign_in"],
    limitMs: 20_000,
  },
  {
    code: "call_logs_permission",
    title: "Permission to read telephone logs",
    needs: ["call_records_permission"],
    limitMs: 20_000,
  },
  { code: "webhook", title: "Reachability of the webhook", needs: ["settings"], limitMs: 30_000 },
  { code: "subscription", title: "Subscription", needs: ["database", "call_records_permission"], limitMs: 20_000 },
  { code: "bot_sign_in", title: "Sign-in of the bot", needs: ["settings"], limitMs: 20_000 },
  { code: "bot_endpoint", title: "Endpoint of the bot", needs: ["webhook", "bot_sign_in"], limitMs: 15_000 },
  { code: "tab_keys", title: "Keys for the tab's sign-in", needs: ["settings"], limitMs: 15_000 },
  { code: "tab_audience", title: "Audience of the tab's sign-in", needs: ["graph_sign_in"], limitMs: 20_000 },
  { code: "teams_app", title: "App in Teams", needs: ["settings"], limitMs: 5_000 },
  { code: "alert_webhook", title: "Alerts to another tool", needs: ["settings"], limitMs: 15_000 },
] as const satisfies readonly CheckEntry[];

export type CheckCode = (typeof CHECKS)[number]["code"];

export type CheckResult = CheckOutcome & { code: CheckCode; title: string };
