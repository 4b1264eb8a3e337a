import assert from "node:assert/strict";
import fc from "fast-check";
import {
  APPEARED_AFTER_MS,
  cutIntoHours,
  hourOf,
  judgeHour,
  LEDGER_HOUR_MS,
  LISTABLE_MS,
  NOT_LISTED,
  outstandingOf,
  SETTLED_AFTER_MS,
  sumHours,
  withoutHeld,
  withPiece,
  type HourListing,
  type ListingPiece,
} from "../../../src/calls/ledger.ts";

const HOUR = new Date("2026-03-02T08:00:00Z");
const NONE_HELD = new Map<string, number>();
const at = (minutes: number): Date => new Date(HOUR.getTime() + minutes * 60_000);
const piece = (start: number, end: number, askedAt: number, over: Partial<ListingPiece> = {}): ListingPiece => ({
  start: at(start),
  end: at(end),
  at: at(askedAt),
  listed: 0,
  outstanding: [],
  ...over,
});
const a = { callId: "a", version: 2 };
const b = { callId: "b", version: 1 };

describe("ledger", () => {
  describe("cutting a listed window into hours", () => {
    it("makes one piece an hour, also of hours without calls, and counts calls by their start", () => {
      const listed = [
        { ...a, start: at(10) },
        { ...b, start: at(120) },
      ];
      const cut = cutIntoHours({ start: HOUR, end: at(150) }, listed, new Map([["b", 1]]), at(200));
      assert.deepEqual(cut, [
        { hour: HOUR, piece: piece(0, 60, 200, { listed: 1, outstanding: [a] }) },
        { hour: at(60), piece: piece(60, 120, 200) },
        { hour: at(120), piece: piece(120, 150, 200, { listed: 1 }) },
      ]);
    });

    it("counts a repeated call once, at its highest version, and an older held copy as outstanding", () => {
      const listed = [a, { ...a, version: 3 }].map((call) => ({ ...call, start: at(1) }));
      const [cut] = cutIntoHours({ start: HOUR, end: at(60) }, listed, new Map([["a", 2]]), at(200));
      assert.deepEqual(cut?.piece, piece(0, 60, 200, { listed: 1, outstanding: [{ callId: "a", version: 3 }] }));
    });

    it("counts a call without a start with the first hour, and none that started outside", () => {
      const listed = [
        { ...a, start: null },
        { ...b, start: at(-1) },
      ];
      const cut = cutIntoHours({ start: HOUR, end: at(120) }, listed, NONE_HELD, at(200));
      assert.deepEqual(
        cut.map(({ piece }) => piece.listed),
        [1, 0],
      );
    });

    it("leaves out hours of which Graph may have dropped calls", () => {
      const late = new Date(HOUR.getTime() + LISTABLE_MS + 1);
      const cut = cutIntoHours({ start: HOUR, end: at(120) }, [], NONE_HELD, late);
      assert.deepEqual(
        cut.map(({ hour }) => hour),
        [at(60)],
      );
    });
  });

  describe("taking in listings", () => {
    const take = (pieces: readonly ListingPiece[]): HourListing =>
      pieces.reduce((listing, one) => withPiece(listing, HOUR, one), NOT_LISTED);

    it("knows the whole hour once pieces meet, as of the earliest of them", () => {
      const first = piece(30, 60, 300, { listed: 2, outstanding: [a] });
      const second = piece(0, 30, 310, { listed: 1, outstanding: [b] });
      assert.equal(take([first]).whole, null);
      assert.deepEqual(take([first, second]), {
        whole: piece(0, 60, 300, { listed: 3, outstanding: [b, a] }),
        pieces: [second, first],
      });
    });

    it("is as new as the newest listing, though an old piece met its first half", () => {
      const listing = take([piece(0, 20, 20), piece(20, 60, 300)]);
      assert.deepEqual(listing.whole, piece(0, 60, 20));
      assert.deepEqual(withPiece(listing, HOUR, piece(0, 20, 300)).whole, piece(0, 60, 300));
      assert.deepEqual(take([piece(0, 20, 20), piece(20, 60, 20), piece(0, 60, 300)]), {
        whole: piece(0, 60, 300),
        pieces: [],
      });
    });

    it("does not take pieces with a gap for the whole", () => {
      assert.equal(take([piece(0, 20, 300), piece(21, 60, 310)]).whole, null);
      assert.equal(take([piece(0, 59, 300)]).whole, null);
    });

    it("keeps the former whole until the pieces of a later listing meet", () => {
      const whole = piece(0, 60, 200, { listed: 1 });
      const half = piece(0, 30, 300, { listed: 2, outstanding: [a] });
      const listing = take([whole, half]);
      assert.deepEqual(listing.whole, whole);
      assert.deepEqual(outstandingOf(listing), [a]);
      assert.equal(take([whole, half, piece(30, 60, 310, { listed: 1 })]).whole?.listed, 3);
    });

    it("is not changed by what was asked earlier, nor by the same listing again", () => {
      const listing = take([piece(0, 60, 300, { listed: 2 })]);
      assert.equal(withPiece(listing, HOUR, piece(0, 60, 200, { listed: 1 })), listing);
      const anyPieces = fc.array(
        fc
          .tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 99 }))
          .map(([start, length, askedAt]) => piece(start, Math.min(60, start + length), askedAt)),
      );
      fc.assert(
        fc.property(anyPieces, (pieces) => {
          const once = take(pieces);
          assert.deepEqual(
            pieces.slice(-1).reduce((held, one) => withPiece(held, HOUR, one), once),
            once,
          );
          assert.ok(once.pieces.every(({ end }, i) => end <= (once.pieces[i + 1]?.start ?? at(60))));
        }),
      );
    });

    it("strikes off what came in as listed or later, and nothing older", () => {
      const listing = take([piece(0, 60, 300, { listed: 2, outstanding: [a, b] })]);
      const struck = withoutHeld(
        listing,
        new Map([
          ["a", 1],
          ["b", 4],
        ]),
      );
      assert.deepEqual(outstandingOf(struck), [a]);
      assert.equal(struck.whole?.listed, 2);
    });
  });

  describe("an hour's line", () => {
    const listedAfter = (ms: number, over: Partial<ListingPiece> = {}): HourListing => ({
      whole: piece(0, 60, 60 + ms / 60_000, { listed: 5, ...over }),
      pieces: [],
    });
    const judge = (listing: HourListing, held = 5, repaired = 1) => judgeHour({ hour: HOUR, listing, held, repaired });

    it("is incomplete until it was wholly listed when its calls ought to have appeared", () => {
      assert.equal(judge(NOT_LISTED).isComplete, false);
      assert.equal(judge(NOT_LISTED).listed, null);
      assert.equal(judge(listedAfter(APPEARED_AFTER_MS - 60_000)).isComplete, false);
      assert.equal(judge(listedAfter(APPEARED_AFTER_MS)).isComplete, true);
      assert.equal(judge({ whole: null, pieces: [piece(0, 59, 400)] }).isComplete, false);
    });

    it("holds provisionally until it was listed after the settle time", () => {
      const { provisional, settled } = judge(listedAfter(SETTLED_AFTER_MS - 60_000));
      assert.deepEqual([provisional, settled], [5, 0]);
    });

    it("settles what is held as listed then, and neither what is missing nor what was not listed", () => {
      const { missing, provisional, settled } = judge(listedAfter(SETTLED_AFTER_MS, { outstanding: [a, b] }), 4);
      assert.deepEqual([missing, provisional, settled], [2, 1, 3]);
      assert.equal(judge(listedAfter(SETTLED_AFTER_MS), 6).settled, 5);
    });

    it("is summed with others", () => {
      const lines = [judge(listedAfter(SETTLED_AFTER_MS, { outstanding: [a] }), 4), judge(NOT_LISTED, 2, 0)];
      assert.deepEqual(sumHours(lines), {
        hours: 2,
        incompleteHours: 1,
        listed: 5,
        held: 6,
        missing: 1,
        provisional: 2,
        settled: 4,
        repaired: 1,
      });
    });
  });

  it("takes hours of the clock in UTC", () => {
    assert.deepEqual(hourOf(new Date("2026-03-02T08:59:59.999Z")), HOUR);
    assert.deepEqual(hourOf(HOUR), HOUR);
    assert.equal(LEDGER_HOUR_MS, 3_600_000);
  });
});
