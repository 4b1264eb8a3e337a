import type { PeriodName } from "../../src/calls/period.ts";
import { periodText } from "../../src/calls/period-text.ts";

/** Where the calls of a period are listed, those with somebody or of a quality only when asked for. */
export function callsPath(
  period: PeriodName | string,
  conditions: { person?: string; quality?: "poor"; feedback?: "poor" | "rated" } = {},
): string {
  const text = typeof period === "string" ? period : periodText(period);
  return `/calls?${new URLSearchParams({ period: text, ...conditions }).toString()}`;
}
