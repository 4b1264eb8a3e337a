import type { HelpMessages } from "./catalog.ts";

export const CHINESE_HELP_COMMANDS: Pick<HelpMessages, "groups" | "commands"> = {
  groups: {
    calls: "你的通话",
    compare: "差异在哪里",
    yours: "你的数据和设置",
    admins: "管理员",
  },
  commands: [
    {
      group: "calls",
      command: "我的通话 [时间]",
      description: "通话次数、时长、质量和通话对象",
      examples: ["本周我的通话", "最近 30 天我的通话", "10月我的通话"],
    },
    {
      group: "calls",
      command: "质量差的通话 [时间]",
      description: "质量差或得到差评的通话及其原因",
      examples: ["上周质量差的通话", "11月2日以来质量差的通话"],
    },
    {
      group: "calls",
      command: "与 <姓名> 的通话 [时间]",
      description: "与某人的通话汇总和列表",
      examples: ["与 Anna 超过 10 分钟的通话", "10月与 Anna 的视频通话"],
    },
    {
      group: "calls",
      command: "上次通话",
      description: "最近一次通话的详情，以及“是我这边的问题吗？”",
      examples: ["上次通话"],
    },
    {
      group: "calls",
      command: "通话 <ID>",
      description: "按 ID 查找一次通话，也可以只输入其开头的八个或更多字符",
      examples: ["通话 8fdf2a1c"],
    },
    {
      group: "calls",
      command: "我的反馈 [时间]",
      description: "你给出的评分，以及评分低的通话的测量结果",
      examples: ["最近 30 天我的反馈"],
    },
    {
      group: "compare",
      command: "比较设备 [时间]",
      description: "并列比较你的麦克风、扬声器和平台",
      examples: ["比较设备 最近 30 天"],
    },
    {
      group: "compare",
      command: "比较网络 [时间]",
      description: "有线、Wi-Fi 及其频段、VPN 或中继、办公室和其他地点",
      examples: ["比较网络 最近 30 天"],
    },
    {
      group: "yours",
      command: "导出 [时间]",
      description: "将你的通话导出为 CSV 文件",
      examples: ["导出上个月"],
    },
    {
      group: "yours",
      command: "开启每周摘要",
      description: "每周收到你的数据；“关闭每周摘要”可停止",
      examples: ["每周摘要"],
    },
    {
      group: "yours",
      command: "谁查看过我的通话",
      description: "哪些人何时查看过你的通话",
      examples: ["谁查看过我的通话"],
    },
    { group: "yours", command: "清除我的数据", description: "清除保存的关于你的数据", examples: ["清除我的数据"] },
    {
      group: "yours",
      command: "语言 <语言>",
      description: "回答所用的语言",
      examples: ["语言 en"],
    },
    { group: "yours", command: "帮助", description: "显示此列表", examples: ["帮助"] },
    {
      group: "admins",
      command: "组织 [时间]",
      description: "所有人的通话数据，以及质量差最集中的地方",
      examples: ["组织 最近 30 天"],
    },
    {
      group: "admins",
      command: "人员 <姓名> [时间]",
      description: "某人的通话；对方会看到你查看过",
      examples: ["人员 Anna Schmidt 上周"],
    },
    { group: "admins", command: "状态", description: "所有通话是否都已收到", examples: ["状态"] },
    {
      group: "admins",
      command: "在此接收警报",
      description: "在频道中使用：出现问题时通知该频道；“关闭警报”可停止",
      examples: ["在此接收警报"],
    },
    { group: "admins", command: "警报规则", description: "哪些情况会发送警报", examples: ["警报规则"] },
  ],
};
