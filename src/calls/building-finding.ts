import type { QuotingFault } from "./separated-values.ts";

export type BuildingFindingCode =
  | QuotingFault
  | "not_utf8"
  | "empty_file"
  | "wrong_delimiter"
  | "header_row"
  | "column_count"
  | "required"
  | "not_an_address"
  | "not_a_number"
  | "range_out_of_bounds"
  | "not_zero_or_one"
  | "too_long"
  | "control_character"
  | "duplicate"
  | "overlap"
  | "too_many_networks";

/** Why a building file is not taken. */
export type BuildingFinding = {
  /** Counted from 1; an editor shows the same number. */
  line: number;
  /** Microsoft's name of the column; null where the whole line, or the file, is meant. */
  column: string | null;
  code: BuildingFindingCode;
  /** What stands there instead: the value, cut to a few characters, or how many columns there are. */
  found: string | null;
  /** The line that has the same network, or one that shares addresses. */
  otherLine: number | null;
};

/** A finding in an English sentence. */
export function buildingFindingText({ column, code, found, otherLine }: BuildingFinding): string {
  switch (code) {
    case "not_utf8":
      return "The file is not UTF-8 text. Save it as “CSV UTF-8” or as UTF-8 text separated by tabs.";
    case "empty_file":
      return "The file has no lines.";
    case "wrong_delimiter":
      return "Columns must be separated by commas in a .csv file, by tabs in a .tsv file.";
    case "header_row":
      return "This looks like a header row. The first line must hold data already.";
    case "column_count":
      return `A line must have 15 columns, or 14 without VPN; this one has ${found}.`;
    case "unclosed_quote":
      return "A quotation mark is opened and never closed.";
    case "text_after_quote":
      return "After a closing quotation mark the column must end. Quotation marks inside are written twice.";
    case "required":
      return `${column} must not be empty.`;
    case "not_an_address":
      return `${column} must be an IPv4 or IPv6 address, not “${found}”.`;
    case "not_a_number":
      return `${column} must be a whole number, not “${found}”.`;
    case "range_out_of_bounds":
      return `${column} must be from 8 to 32, or to 128 for IPv6, not “${found}”.`;
    case "not_zero_or_one":
      return `${column} must be 0 or 1, not “${found}”.`;
    case "too_long":
      return `${column} is longer than 256 characters.`;
    case "control_character":
      return `${column} holds a line break or another control character.`;
    case "duplicate":
      return `The same network stands on line ${otherLine}.`;
    case "overlap":
      return `The network shares addresses with the one on line ${otherLine}.`;
    case "too_many_networks":
      return "A file may have 1,000,000 networks; each address of a line with VPN = 1 counts as one.";
  }
}
