import assert from "node:assert/strict";
import fc from "fast-check";
import { separatedRecords, type Delimiter, type SeparatedRecord } from "../../../src/calls/separated-values.ts";

const read = (text: string, delimiter: Delimiter = ","): SeparatedRecord[] => [...separatedRecords(text, delimiter)];

describe("separated values", () => {
  it("reads lines whatever ends them, and numbers them", () => {
    assert.deepEqual(read("a,b\r\nc,d\n\n  \ne\rf"), [
      { line: 1, fields: ["a", "b"] },
      { line: 2, fields: ["c", "d"] },
      { line: 5, fields: ["e"] },
      { line: 6, fields: ["f"] },
    ]);
    assert.deepEqual(read(""), []);
  });

  it("reads quoted fields with delimiters, doubled quotes and line ends", () => {
    assert.deepEqual(read('"a,b","say ""so""",""\r\n"one\r\ntwo\n",x\nlast'), [
      { line: 1, fields: ["a,b", 'say "so"', ""] },
      { line: 2, fields: ["one\r\ntwo\n", "x"] },
      { line: 5, fields: ["last"] },
    ]);
  });

  it("leaves a quote that does not begin a field as it is", () => {
    assert.deepEqual(read('5" pipe,6'), [{ line: 1, fields: ['5" pipe', "6"] }]);
  });

  it("separates by tabs as well", () => {
    assert.deepEqual(read('a,b\t"c\td"\n', "\t"), [{ line: 1, fields: ["a,b", "c\td"] }]);
  });

  it("names a wrong quotation by its line and reads on", () => {
    assert.deepEqual(read('a\n"b"c,d\ne\n"f,g\nh'), [
      { line: 1, fields: ["a"] },
      { line: 2, fault: "text_after_quote" },
      { line: 3, fields: ["e"] },
      { line: 4, fault: "unclosed_quote" },
      { line: 5, fields: ["h"] },
    ]);
  });

  it("reads back whatever is written by the rules", () => {
    const field = fc.string({ unit: fc.constantFrom("a", " ", ",", "\t", '"', "\r", "\n", "ü") });
    const file = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(file, fc.constantFrom<Delimiter>(",", "\t"), (rows, delimiter) => {
        // In quotes throughout, so that no line is blank.
        const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter));
        const records = read(quoted.join("\r\n"), delimiter);
        assert.deepEqual(
          records.map((record) => ("fields" in record ? record.fields : record.fault)),
          rows,
        );
      }),
    );
  });
});
