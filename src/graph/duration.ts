/** Edm.Duration: sign, days, hours, minutes, seconds with a fraction. Years, months and weeks have no place in it. */
const DAY_TIME_DURATION = /^([+-])?P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/i;

/**
 * Milliseconds, with a fraction, of an ISO 8601 day-time duration such as "PT0.0085S"; undefined for any other text.
 * The decimal point is moved in the text and not by a multiplication, so that "PT0.057S" is 57 and not
 * 57.00000000000001: thresholds are compared strictly.
 */
export function parseDurationMs(text: string): number | undefined {
  const match = DAY_TIME_DURATION.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = "0"] = match;
  const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  const ms = wholeMinutes * 60_000 + Number(`${seconds}.${fraction}e3`);
  if (!Number.isFinite(ms)) return undefined;
  return sign === "-" && ms !== 0 ? -ms : ms;
}
