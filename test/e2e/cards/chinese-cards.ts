import assert from "node:assert/strict";
import { messagesFor } from "../../../bot/messages/messages.ts";
import { STAGE_TIME_ZONE, type TeamsStage } from "../../support/teams-stage.ts";
import { assertSummary } from "./own-cards.ts";

const chinese = messagesFor("zh-CN", STAGE_TIME_ZONE);

/** The language is chosen by a click, and is given back at the end. */
export function chineseCards(stage: TeamsStage): void {
  it("changes the language", async () => {
    const { card } = await stage.ask("language", "language");
    const shown = await stage.page.replaced(card, "简体中文", chinese.titles.language);
    assert.equal(shown.title, chinese.titles.language);
  });

  for (const [text, period, name] of [
    ["本周我的通话", { kind: "thisWeek" }, "chinese-my-calls-this-week"],
    ["上周我的通话", { kind: "lastWeek" }, "chinese-my-calls-last-week"],
  ] as const) {
    it(`shows the true figures of “${text}”`, async () => {
      const { shown } = await stage.ask(text, name);
      assert.equal(shown.title, chinese.titles.calls);
      assertSummary(shown, stage.truth(period), chinese);
    });
  }

  for (const [text, title, name] of [
    ["上周质量差的通话", chinese.titles.poorCalls, "chinese-poor-calls"],
    ["最近 14 天我的反馈", chinese.titles.feedback, "chinese-feedback"],
    ["比较网络 最近 14 天", chinese.titles.compareNetworks, "chinese-compare-networks"],
    ["帮助", chinese.titles.help, "chinese-help"],
  ] as const) {
    it(`answers “${text}”`, async () => {
      const { shown } = await stage.ask(text, name);
      assert.equal(shown.title, title);
    });
  }

  it("shows the last call in Chinese", async () => {
    const { shown } = await stage.ask("最后一次通话", "chinese-last-call");
    assert.equal(shown.fact(chinese.cards.callId), stage.calls({ kind: "lastDays", count: 14 })[0]?.callId);
  });

  it("changes the language back", async () => {
    const { shown } = await stage.ask("language en", "language-back");
    assert.equal(shown.title, messagesFor("en", STAGE_TIME_ZONE).titles.language);
  });
}
