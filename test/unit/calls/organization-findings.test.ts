import assert from "node:assert/strict";
import { organizationFindings } from "../../../src/calls/organization-findings.ts";
import type { OrganizationFigures } from "../../../src/calls/organization.ts";

const figures = (value: string, poor: number, good: number): OrganizationFigures & { value: string } => ({
  value,
  participations: poor + good,
  durationSeconds: 0,
  quality: { poor, good, unclassified: 0 },
  feedback: { rated: 0, notRated: 0, average: null, poor: 0, tokens: {} },
  failures: 0,
});

describe("findings in an organization's figures", () => {
  it("are the values that were poor more often than everything else, beyond chance", () => {
    const found = organizationFindings({
      quality: { poor: 100, good: 900, unclassified: 50 },
      dimensions: [
        { dimension: "subnet", values: [figures("sick", 60, 40), figures("well", 20, 380)], left: 0 },
        { dimension: "platform", values: [figures("windows", 80, 720), figures("macOS", 12, 88)], left: 1 },
      ],
    });
    assert.deepEqual(
      found.map(({ dimension, value, poor, others }) => ({ dimension, value, poor, others })),
      [{ dimension: "subnet", value: "sick", poor: { count: 60, of: 100 }, others: { count: 40, of: 900 } }],
    );
  });

  it("are none where a value is all there is, or nothing was judged", () => {
    const quality = { poor: 10, good: 10, unclassified: 0 };
    const dimensions = [{ dimension: "subnet" as const, values: [figures("all", 10, 10)], left: 0 }];
    assert.deepEqual(organizationFindings({ quality, dimensions }), []);
    assert.deepEqual(organizationFindings({ quality: { poor: 0, good: 0, unclassified: 3 }, dimensions: [] }), []);
  });

  it("names the larger difference first", () => {
    const found = organizationFindings({
      quality: { poor: 300, good: 700, unclassified: 0 },
      dimensions: [{ dimension: "subnet", values: [figures("bad", 150, 50), figures("worse", 150, 10)], left: 0 }],
    });
    assert.deepEqual(
      found.map(({ value }) => value),
      ["worse", "bad"],
    );
  });
});
