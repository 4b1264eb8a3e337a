import assert from "node:assert/strict";
import { chineseFormats } from "../../../../bot/messages/chinese-formats.ts";
import { describePeriod } from "../../../../bot/messages/describe-period.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { resolvePeriod } from "../../../../src/calls/period.ts";

describe("Chinese formats", () => {
  const formats = chineseFormats("Asia/Shanghai");

  it("write durations, days, ranges and times", () => {
    assert.equal(formats.duration(19_440), "5 小时 24 分钟");
    assert.equal(formats.duration(200), "3 分钟 20 秒");
    assert.equal(formats.day("2026-11-16"), "11月16日 周一");
    assert.equal(formats.day("2026-11-16", { withYear: true }), "2026年11月16日 周一");
    assert.equal(formats.days("2026-11-16", "2026-11-22"), "11月16日 周一 – 11月22日 周日");
    assert.equal(
      formats.days("2026-12-28", "2027-01-03", { withYear: true }),
      "2026年12月28日 周一 – 2027年1月3日 周日",
    );
    assert.equal(formats.dayTime(new Date("2026-11-15T16:05:00Z")), "11月16日 周一 00:05");
    assert.equal(formats.time(new Date("2026-11-15T10:05:00Z")), "18:05");
    assert.equal(formats.month(2026, 11), "2026年11月");
    assert.equal(formats.percentage(0.123), "12%");
    assert.equal(formats.measured(62, "millisecond", 0), "62 毫秒");
  });

  it("say how a period was understood", () => {
    const now = new Date("2026-11-18T10:00:00Z");
    const messages = messagesFor("zh-CN", "Asia/Shanghai");
    const described = describePeriod(resolvePeriod({ kind: "thisWeek" }, now, "Asia/Shanghai"), now, messages);
    assert.equal(described, "本周，11月16日 周一 – 11月22日 周日，Asia/Shanghai");
  });
});
