import assert from "node:assert/strict";
import fc from "fast-check";
import { askedBeginnings, foldName, nameBeginnings, nameMatches } from "../../../src/calls/person-name.ts";

const FOUND: [name: string, asked: string][] = [
  ["Anna Schmidt", "anna"],
  ["Anna Schmidt", "AN SCHM"],
  ["Anna Schmidt", "schmidt, anna"],
  ["José Núñez", "jose nunez"],
  ["Jose Nunez", "JOSÉ"],
  ["Łukasz Groß", "lukasz gross"],
  ["Ｔａｒｏ Yamada", "taro"],
  ["Mary-Jane O'Brien", "jane brien"],
  ["王小明", "王"],
  ["王小明", "小明"],
  ["王 小明", "王小明"],
  ["王小明", "王 小明"],
  ["王小明 (Ming Wang)", "小明 wan"],
  ["김철수", "철수"],
  ["Conference Room 12", "room 12"],
];
const NOT_FOUND: [name: string, asked: string][] = [
  ["Anna Schmidt", "nna"],
  ["Anna Schmidt", "anna meyer"],
  ["Anna Schmidt", "annab"],
  ["王小明", "小王"],
  ["王小明", "明小"],
  ["Anna", ""],
  ["Anna", " - "],
  ["Wolfgangsberger-Hohenlohe", "wolfgangsbergen"],
];

/** As an index over beginnings finds it, before the names themselves are compared. */
function isCandidate(name: string, asked: string): boolean {
  const wanted = askedBeginnings(asked);
  const has = new Set(nameBeginnings(name));
  return wanted.length > 0 && wanted.every((beginning) => has.has(beginning));
}

describe("a person's name", () => {
  for (const [name, asked] of FOUND) {
    it(`finds "${name}" by "${asked}"`, () => {
      assert.ok(nameMatches(name, asked));
      assert.ok(isCandidate(name, asked));
    });
  }

  for (const [name, asked] of NOT_FOUND) {
    it(`does not find "${name}" by "${asked}"`, () => assert.ok(!nameMatches(name, asked)));
  }

  it("is not found where there is none", () => assert.ok(!nameMatches(null, "anna")));

  it("is the same however it is written", () => {
    assert.equal(foldName("ＪＯＳÉ"), foldName("jose"));
    assert.equal(foldName("Ångström"), "angstrom");
  });

  it("is a candidate by whatever it is found by", () => {
    const name = fc.stringMatching(/^[a-zÀ-ž王小明李 ]{1,30}$/u);
    fc.assert(
      fc.property(name, name, (text, asked) => {
        if (nameMatches(text, asked)) assert.ok(isCandidate(text, asked));
      }),
    );
    fc.assert(
      fc.property(name, fc.nat(5), (text, from) => {
        const part =
          text
            .split(" ")
            .at(0)
            ?.slice(0, from + 1) ?? "";
        if (/\p{L}/u.test(part)) assert.ok(isCandidate(text, part));
      }),
    );
  });

  it("keeps few beginnings of a long name", () => {
    assert.ok(nameBeginnings("a".repeat(500)).length <= 12);
    assert.ok(nameBeginnings("王".repeat(3) + "小明李".repeat(100)).length <= 100);
  });
});
