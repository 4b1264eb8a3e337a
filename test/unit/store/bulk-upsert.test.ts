import assert from "node:assert/strict";
import { inBatches } from "../../../src/store/bulk-upsert.ts";

describe("batches of a bulk write", () => {
  const document = (bytes: number): { text: string } => ({ text: "x".repeat(bytes) });

  it("hold at most a thousand documents, in order", () => {
    const documents = Array.from({ length: 2_500 }, (_, index) => ({ index }));
    const batches = inBatches(documents);
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [1_000, 1_000, 500],
    );
    assert.deepEqual(batches.flat(), documents);
  });

  it("hold at most forty megabytes", () => {
    const batches = inBatches([document(15e6), document(15e6), document(15e6), document(1), document(39e6)]);
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [2, 2, 1],
    );
  });

  it("hold a document that is too large for any batch alone, for the server to refuse", () => {
    assert.deepEqual(
      inBatches([document(1), document(41e6), document(1)]).map((batch) => batch.length),
      [1, 1, 1],
    );
  });

  it("are none for no documents", () => {
    assert.deepEqual(inBatches([]), []);
  });
});
