import type { Formats } from "./format.ts";
import type { IncidentMessages } from "./incident-messages.ts";

export function chineseIncidents({ count }: Formats): IncidentMessages {
  return {
    since: "开始时间",
    changed: "最近变化",
    reopened: "再次发生",
    times: (times) => `${count(times)} 次`,
    resolved: "已恢复",
    overSince: (moment) => `自 ${moment} 起一切正常。`,
    lasted: "持续时间",
    whatItWas: "当时的问题",
    givenUp: (calls, isAtLeast) => `一天内有${isAtLeast ? "至少" : ""} ${count(calls)} 次通话被放弃。`,
    mayBeRepeat: "此卡片可能重复：服务在记下是否已发送之前中断。",
  };
}
