import type { Clock } from "../clock.ts";
import { errorCode } from "../service-error.ts";
import { failed, ok, warning, type RunCheck } from "./check.ts";
import type { HttpExchange } from "./http-exchange.ts";

/**
 * From here on people cannot sign in to the tab: their tokens are taken with a minute's difference (src/http/sign-in.ts).
 * The Date header counts whole seconds and the way there and back is halved, so less than two seconds are no difference.
 */
const WARN_FROM_SECONDS = 60;
/**
 * From here on nothing works: Entra ID refuses client assertions (AADSTS700024), and botbuilder refuses Teams' tokens, that
 * are more than five minutes off.
 */
const FAIL_FROM_SECONDS = 300;
const REMEDY = "Let this machine set its clock over the network (NTP: chrony, systemd-timesyncd, w32time).";

/** How far this machine's clock is from Microsoft's, by the Date header of answers that need no sign-in. */
export function clockCheck(parts: {
  http: Pick<HttpExchange, "send">;
  /** Asked in turn until one answers with its date. */
  urls: readonly string[];
  clock: Pick<Clock, "now">;
}): RunCheck {
  const { http, urls, clock } = parts;
  return async (signal) => {
    const faults: string[] = [];
    for (const url of urls) {
      const from = clock.now().getTime();
      try {
        const { headers } = await http.send({ method: "GET", url, signal });
        const middle = (from + clock.now().getTime()) / 2;
        // The header cuts off fractions of a second.
        const theirs = Date.parse(headers["date"] ?? "") + 500;
        if (!Number.isNaN(theirs)) return judge((middle - theirs) / 1000);
        faults.push(`${new URL(url).host}: no Date header`);
      } catch (error) {
        faults.push(`${new URL(url).host}: ${errorCode(error)}`);
      }
    }
    return failed(
      "Nobody could be asked what time it is.",
      "See that this machine may reach GRAPH_ROOT and LOGIN_ROOT over https.",
      faults,
    );
  };
}

function judge(aheadSeconds: number): ReturnType<typeof ok> {
  const off = Math.round(Math.abs(aheadSeconds));
  const found = `This machine's clock is ${off} seconds ${aheadSeconds > 0 ? "ahead of" : "behind"} Microsoft's.`;
  if (off >= FAIL_FROM_SECONDS) return failed(`${found} Sign-ins fail from ${FAIL_FROM_SECONDS} on.`, REMEDY);
  if (off >= WARN_FROM_SECONDS)
    return warning(`${found} The tab refuses sign-ins from ${WARN_FROM_SECONDS} on.`, REMEDY);
  return ok(off < 2 ? "This machine's clock agrees with Microsoft's." : found);
}
