import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDurationMs } from "../../../src/graph/duration.ts";

describe("parseDurationMs", () => {
  const durations: [string, number][] = [
    ["PT0S", 0],
    ["-PT0S", 0],
    ["PT0.002S", 2],
    ["PT0.01S", 10],
    ["PT0.057S", 57],
    ["PT0.45S", 450],
    ["PT0.0305S", 30.5],
    ["PT1M", 60_000],
    ["PT1H2M3.5S", 3_723_500],
    ["P1DT1S", 86_401_000],
    ["P2D", 172_800_000],
    ["-PT1.5S", -1500],
    ["+PT1S", 1000],
    ["pt0.01s", 10],
  ];
  for (const [text, ms] of durations) {
    it(`reads ${text}`, () => assert.equal(parseDurationMs(text), ms));
  }

  for (const text of [
    "",
    "P",
    "PT",
    "P1Y",
    "P1M",
    "P1W",
    "PT1",
    "1S",
    "PT1S2M",
    "PT.5S",
    "PT1.S",
    "P1DT",
    "00:00:01",
  ]) {
    it(`refuses "${text}"`, () => assert.equal(parseDurationMs(text), undefined));
  }

  it("is exact for every whole number of milliseconds", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (ms) => {
        const fraction = String(ms % 1000).padStart(3, "0");
        assert.equal(parseDurationMs(`PT${Math.trunc(ms / 1000)}.${fraction}S`), ms);
      }),
    );
  });
});
