import type { EmptyMessages } from "./catalog.ts";
import type { Formats } from "./format.ts";

export function chineseEmpty(formats: Formats): EmptyMessages {
  return {
    calls: (_, hasBegun) =>
      hasBegun ? "这段时间还没有通话记录。记录会在通话结束后最多 150 分钟到达。" : "这段时间还没有开始。",
    poorCalls: ({ calls, unclassified }) => {
      if (calls === 0) return "这段时间没有通话，因此也没有质量差的通话。";
      if (unclassified === calls) return "这些通话都无法判定质量，你也没有给出差评。";
      return unclassified > 0
        ? `这段时间没有质量差的通话；${formats.count(calls)} 次通话中有 ${formats.count(unclassified)} 次无法判定。`
        : "这段时间没有质量差的通话。";
    },
    call: (asked) => (asked === "last" ? "你还没有通话。" : "没有找到你参加过的、具有此 ID 的通话。"),
    feedback: "这段时间 Teams 没有邀请你为通话评分；大约每十次通话会邀请一次。",
    people: "这段时间没有一对一通话。",
  };
}
