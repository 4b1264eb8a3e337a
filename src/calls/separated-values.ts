/** A record of a file; `line` is the one it begins at, counted from 1. */
export type SeparatedRecord = { line: number; fields: string[] } | { line: number; fault: QuotingFault };

/** A quoted field that never ends, or that text follows before the next delimiter. */
export type QuotingFault = "unclosed_quote" | "text_after_quote";

export type Delimiter = "," | "\t";

const QUOTE = '"';

/**
 * The records of comma- or tab-separated text by RFC 4180: lines end by CR LF, LF or CR, a field in quotes may hold
 * delimiters, line ends and doubled quotes. A quote inside a field that does not begin with one stands for itself. Lines
 * with nothing but white space are left out. What follows a faulty record is read from the next line on.
 */
export function* separatedRecords(text: string, delimiter: Delimiter): Generator<SeparatedRecord> {
  let line = 1;
  for (let at = 0; at < text.length;) {
    const end = endOfLine(text, at);
    const plain = text.slice(at, end);
    const begin = line;
    if (!plain.includes(QUOTE)) {
      at = nextLine(text, end);
      line += 1;
      if (plain.trim() !== "") yield { line: begin, fields: plain.split(delimiter) };
      continue;
    }
    const record = quotedRecord(text, at, delimiter);
    at = nextLine(text, record.end);
    line += 1 + record.lineEnds;
    yield record.fault === null ? { line: begin, fields: record.fields } : { line: begin, fault: record.fault };
  }
}

type QuotedRecord = { fields: string[]; fault: QuotingFault | null; end: number; lineEnds: number };

/** One record with quotes in it, from `from` to its end. */
function quotedRecord(text: string, from: number, delimiter: Delimiter): QuotedRecord {
  const fields: string[] = [];
  const faulty = (fault: QuotingFault): QuotedRecord => ({ fields, fault, end: endOfLine(text, from), lineEnds: 0 });
  let at = from;
  let lineEnds = 0;
  for (;;) {
    if (text[at] === QUOTE) {
      const quoted = quotedField(text, at + 1);
      if (quoted === null) return faulty("unclosed_quote");
      fields.push(quoted.value);
      lineEnds += quoted.value.match(/\r\n|\r|\n/g)?.length ?? 0;
      at = quoted.end;
      if (text[at] !== delimiter && at !== endOfLine(text, at)) return faulty("text_after_quote");
    } else {
      const end = endOfField(text, at, delimiter);
      fields.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) return { fields, fault: null, end: at, lineEnds };
    at += 1;
  }
}

/** `end` is behind the closing quote. */
function quotedField(text: string, from: number): { value: string; end: number } | null {
  let at = from;
  for (;;) {
    const quote = text.indexOf(QUOTE, at);
    if (quote < 0) return null;
    if (text[quote + 1] !== QUOTE) return { value: text.slice(from, quote).replaceAll('""', QUOTE), end: quote + 1 };
    at = quote + 2;
  }
}

const LINE_END = /[\r\n]/g;
const FIELD_END = { ",": /[,\r\n]/g, "\t": /[\t\r\n]/g };

function endOfLine(text: string, from: number): number {
  return firstMatch(LINE_END, text, from);
}

function endOfField(text: string, from: number, delimiter: Delimiter): number {
  return firstMatch(FIELD_END[delimiter], text, from);
}

/** Where the next match is, else the end of the text. */
function firstMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function nextLine(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}
