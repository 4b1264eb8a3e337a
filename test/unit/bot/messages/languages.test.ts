import assert from "node:assert/strict";
import fc from "fast-check";
import { languageFor, languageName } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";

describe("languages", () => {
  it("are chosen by the language of a locale, in whatever way it is written", () => {
    for (const locale of ["zh", "zh-CN", "zh-cn", "zh_CN", "ZH-Hans-CN", "zh-Hans", "zh-SG", "zh-TW", "zh-Hant-HK"]) {
      assert.equal(languageFor(locale).tag, "zh-CN", locale);
    }
    for (const locale of ["en", "en-US", "en_GB.UTF-8", "de-DE", "", " ", "x", "zhx", "not a locale", "中文"]) {
      assert.equal(languageFor(locale).tag, "en", locale);
    }
  });

  it("never refuse a locale", () => {
    fc.assert(fc.property(fc.string(), (locale) => messagesFor(locale, "UTC").language.length > 0));
  });

  it("keep the region of an English speaker's locale", () => {
    assert.equal(messagesFor("en_US", "UTC").formats.locale, "en-US");
    assert.equal(messagesFor("de-DE", "UTC").formats.locale, "en-DE");
  });

  it("have names of their own", () => {
    assert.equal(languageName("zh-CN"), "简体中文");
    assert.equal(languageName("tlh"), "tlh");
  });
});
