const DATE_TIME_OFFSET = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Years in which nothing happened: 0001-01-01 and 9999-12-31 stand for "no date" in Graph's answers. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 9000;

/**
 * The instant of an Edm.DateTimeOffset with any number of fraction digits (Graph sends 0 to 7; all beyond milliseconds
 * is cut off) and `Z`, an offset, or no zone, which Graph means as UTC. Undefined for other texts, impossible dates and
 * the sentinels 0001-01-01 and 9999-12-31.
 */
export function parseInstant(text: string): Date | undefined {
  const match = DATE_TIME_OFFSET.exec(text.trim());
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "00", fraction = "", zone = "Z"] = match;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return undefined;
  const ms = fraction.slice(0, 3).padEnd(3, "0");
  const utc = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  // Date turns 30 February into 2 March instead of refusing it.
  if (Number.isNaN(utc.getTime()) || utc.getUTCDate() !== Number(day)) return undefined;
  const offset = offsetMinutes(zone);
  return offset === undefined ? undefined : new Date(utc.getTime() - offset * 60_000);
}

function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
