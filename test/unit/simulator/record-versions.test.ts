import assert from "node:assert/strict";
import { Random } from "../../../src/simulator/random.ts";
import { drawVersions, versionAt } from "../../../src/simulator/record-versions.ts";

const END = Date.parse("2026-03-19T10:00:00Z");
const MINUTE = 60_000;

describe("simulator/record-versions", () => {
  const drawn = Array.from({ length: 3000 }, (_, index) => drawVersions(new Random(`versions/${index}`), END, 1));
  const delays = drawn.map(([first]) => ((first?.availableAt ?? 0) - END) / MINUTE);

  it("has the first version 5 to 32 minutes after the end, seldom as late as 150", () => {
    assert.ok(delays.every((minutes) => minutes >= 5 && minutes <= 150));
    const late = delays.filter((minutes) => minutes > 32).length / delays.length;
    assert.ok(late > 0.01 && late < 0.06, String(late));
  });

  it("numbers later versions upwards, at times with gaps", () => {
    const steps = drawn.flatMap((versions) =>
      versions.slice(1).map(({ number, availableAt }, index) => {
        assert.ok(availableAt > (versions[index]?.availableAt ?? 0));
        return number - (versions[index]?.number ?? 0);
      }),
    );
    assert.ok(steps.every((step) => step >= 1));
    assert.ok(steps.some((step) => step > 1));
    assert.ok(steps.length > 800, "about every third record has later versions");
  });

  it("compresses every delay by the factor", () => {
    const full = drawVersions(new Random("factor"), END, 1);
    const fast = drawVersions(new Random("factor"), END, 0.01);
    for (const [index, version] of full.entries()) {
      const compressed = (fast[index]?.availableAt ?? 0) - END;
      assert.ok(Math.abs(compressed - (version.availableAt - END) / 100) < 5);
    }
  });

  it("tells the version that is current at a moment", () => {
    const versions = [
      { number: 1, availableAt: 100 },
      { number: 3, availableAt: 200 },
    ];
    assert.equal(versionAt(versions, 99), -1);
    assert.equal(versionAt(versions, 100), 0);
    assert.equal(versionAt(versions, 199), 0);
    assert.equal(versionAt(versions, 5000), 1);
  });
});
