import assert from "node:assert/strict";
import { runChaos } from "./run-chaos.ts";

const CALLS = 2_000;

describe("no call is lost", function () {
  // An idle machine with two processors needs little over a minute; the limit is for hanging.
  this.timeout(600_000);

  it("while notifications, Graph, the webhook and the instances fail in every known way", async () => {
    const lines: string[] = [];
    const report = await runChaos({
      mongodbUri: null,
      calls: CALLS,
      seed: 1,
      patienceSeconds: 300,
      say: (line) => lines.push(line),
    });
    const { calls, missing, doubled, stale, lostRatings, kills, budget, ledger, faults, differing, folder } = report;
    const told = `${lines.join("\n")}\nlogs in ${folder}\n${differing.map((one) => JSON.stringify(one)).join("\n")}`;
    assert.deepEqual(
      { missing, doubled, stale, lostRatings },
      { missing: 0, doubled: 0, stale: 0, lostRatings: 0 },
      told,
    );
    assert.ok(calls >= CALLS, `${calls} calls`);
    for (const { wrong, incomplete } of ledger) {
      assert.deepEqual(wrong, [], told);
      assert.ok(incomplete > 0, "hours that the ledger must call incomplete");
    }
    assert.ok((ledger.at(-1)?.complete ?? 0) > 700, `hours that the ledger calls complete: ${told}`);
    // Nothing of this would mean much had nothing gone wrong.
    assert.equal(kills, 10, told);
    assert.ok((faults["lost"] ?? 0) > 100, `notifications lost: ${faults["lost"]}\n${told}`);
    assert.ok((faults["retried"] ?? 0) > 100, `deliveries retried: ${faults["retried"]}\n${told}`);
    assert.ok((faults["delivered"] ?? 0) > 100, `notifications delivered: ${faults["delivered"]}\n${told}`);
    assert.equal(budget.refused, 0, "requests refused while nothing went wrong");
  });
});
