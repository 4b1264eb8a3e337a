import assert from "node:assert/strict";
import { InvalidArgumentError } from "commander";
import { instantValue, personIdValue, timeZoneValue } from "../../../src/cli/option-values.ts";

describe("values of the command line", () => {
  it("take an instant, a date and a date and time without a zone as UTC", () => {
    const read = (text: string): string => instantValue(text).toISOString();
    assert.equal(read("2026-11-22T10:00:00+01:00"), "2026-11-22T09:00:00.000Z");
    assert.equal(read("2026-11-22T10:00:00"), "2026-11-22T10:00:00.000Z");
    assert.equal(read("2026-11-22"), "2026-11-22T00:00:00.000Z");
  });

  for (const text of ["", "yesterday", "5", "22 Nov 2026", "2026-02-30", "2026-11-22T25:00:00Z"]) {
    it(`refuse ${JSON.stringify(text)} as an instant`, () => {
      assert.throws(() => instantValue(text), InvalidArgumentError);
    });
  }

  it("take GUIDs in any case, and refuse nobody", () => {
    assert.equal(personIdValue(" 4241213B-8978-4446-BD9E-52FFC001538F"), "4241213b-8978-4446-bd9e-52ffc001538f");
    assert.equal(personIdValue("+49151123"), "+49151123");
    assert.throws(() => personIdValue("  "), InvalidArgumentError);
  });

  it("take IANA time zones only", () => {
    assert.equal(timeZoneValue("Europe/Berlin"), "Europe/Berlin");
    for (const zone of ["", "Mars/Phobos", "Berlin"]) assert.throws(() => timeZoneValue(zone), InvalidArgumentError);
  });
});
