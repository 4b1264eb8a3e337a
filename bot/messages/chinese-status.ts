import { chineseHealth } from "./chinese-health.ts";
import { spaced } from "./chinese-spacing.ts";
import type { Formats } from "./format.ts";
import type { StatusMessages } from "./status-messages.ts";

export function chineseStatus(formats: Formats): StatusMessages {
  return {
    ...chineseHealth(formats),
    state: {
      healthy: { name: "正常", meaning: "Graph 列出的通话都已保存，新通话不断到达。" },
      behind: { name: "滞后", meaning: "没有丢失任何数据，但通话显示得比应有的晚。" },
      blind: { name: "收不到通知", meaning: "Graph 不发送通知，只能通过列出来发现新通话。" },
      broken: { name: "故障", meaning: "通话已经缺失或将会缺失，需要有人处理。" },
    },
    whatToDo: "处理方法",
    completeness: "30 天完整性",
    held: (percentage, listed, missing) =>
      `已保存 Graph 在 30 天内列出的 ${listed} 次通话中的 ${percentage}${missing === null ? "。" : `；缺失 ${missing} 次。`}`,
    nothingListed: "Graph 还没有列出最近 30 天的通话。",
    incompleteHours: (incomplete, hours) =>
      `${hours} 个小时中有 ${incomplete} 个不完整：其中可能还会出现通话，或者之后还没有向 Graph 完整查询过。`,
    ledger: {
      listed: "Graph 已列出",
      held: "已保存",
      missing: "缺失",
      provisional: "仍可能变化",
      settled: "已确定",
      repaired: "未经通知发现",
    },
    days: "最近七天的通话次数",
    columns: { day: "日期（UTC）", held: "已保存 / 已列出", missing: "缺失" },
    delays: "24 小时内的延迟",
    ownDelay: "本服务：从收到通知到可查询",
    graphDelay: "Graph：从通话到发出通知",
    delay: (half, most, calls) => spaced`一半在${half}内，95% 在${most}内（${calls}）`,
    notMeasured: "24 小时内没有测量数据",
    lastNotified: "上次通知",
    never: "从未",
    callRecords: "已保存的通话记录",
    jobs: "作业",
    stage: { queued: "排队中", running: "运行中", done: "已完成", failed: "失败，正在重试", exhausted: "已放弃" },
    dueSince: "最早的到期时间",
    givenUpJobs: "已放弃的通话",
    replay: "要重试，请运行 callwise replay --all，或运行 callwise replay 并指定通话 ID。",
  };
}
