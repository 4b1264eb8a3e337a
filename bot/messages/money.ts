import type { Formats } from "./format.ts";

/**
 * An amount in the way of a person's region: "€0.42". Charges of calls may be fractions of a cent, so up to four
 * decimals are shown. A currency that is none stands behind the number as it is.
 */
export function formatMoney(
  { locale, decimal }: Pick<Formats, "locale" | "decimal">,
  amount: number,
  currency: string | null,
): string {
  if (currency === null) return decimal(amount, 4);
  try {
    const format = new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 4 });
    return format.format(amount).replace(/[\u00a0\u2009\u202f]/g, " ");
  } catch {
    return `${decimal(amount, 4)} ${currency}`;
  }
}
