import assert from "node:assert/strict";
import { languageAsked } from "../../../../bot/commands/language-choice.ts";
import { LANGUAGE_TAGS } from "../../../../bot/messages/languages.ts";

describe("language choice", () => {
  const cases: [asked: string, tag: string | null][] = [
    ["en", "en"],
    ["EN", "en"],
    ["english", "en"],
    ["英语", "en"],
    ["zh", "zh-CN"],
    ["zh-cn", "zh-CN"],
    ["zh_CN", "zh-CN"],
    ["zh-Hans", "zh-CN"],
    ["Chinese", "zh-CN"],
    ["simplified chinese", "zh-CN"],
    ["Chinese (China)", "zh-CN"],
    ["中文", "zh-CN"],
    ["简体中文", "zh-CN"],
    ["Klingon", null],
    ["", null],
    ["e", null],
  ];
  for (const [asked, tag] of cases) {
    it(`takes ${asked === "" ? "nothing" : asked} for ${tag ?? "none that is spoken"}`, () => {
      assert.equal(languageAsked(asked, LANGUAGE_TAGS), tag);
    });
  }
});
