/** Excel takes UTF-8 for what it is only behind this mark. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Rows as comma-separated values by RFC 4180, for spreadsheets as they are: UTF-8 with a byte order mark, lines ended by
 * CR LF, null as an empty cell. Text that a spreadsheet would run as a formula is made harmless by an apostrophe, see
 * https://owasp.org/www-community/attacks/CSV_Injection.
 */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  // Semicolons too: where the comma is the decimal sign, spreadsheets part cells by them.
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
