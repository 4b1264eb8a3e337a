/**
 * An instant as Graph prints it: with as many digits of the fraction as the record's service writes. The digits beyond
 * the millisecond are a function of the instant, so that equal instants stay equal on the wire.
 */
export function instantText(instant: number, digits: number): string {
  const iso = new Date(instant).toISOString();
  const milliseconds = iso.slice(20, 23);
  if (digits === 0 && milliseconds === "000") return `${iso.slice(0, 19)}Z`;
  if (digits <= 3) return `${iso.slice(0, 19)}.${milliseconds}Z`;
  const beyond = String((Math.imul(instant % 1_000_003, 2_654_435_761) >>> 0) % 10_000).padStart(4, "0");
  const fraction = `${milliseconds}${beyond}`.slice(0, digits).replace(/0+$/, "");
  return fraction === "" ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 19)}.${fraction}Z`;
}

/** An Edm.Duration of so many milliseconds: PT0.45S; trailing zeros are dropped. */
export function durationText(ms: number | null): string | null {
  return ms === null ? null : `PT${Number((ms / 1000).toFixed(6))}S`;
}
