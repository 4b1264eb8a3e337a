import type { ComparisonMessages } from "./comparison-messages.ts";

export const CHINESE_COMPARISON: ComparisonMessages = {
  dimension: {
    microphone: "麦克风",
    speaker: "扬声器",
    connection: "连接方式",
    wifiBand: "Wi-Fi 频段",
    vpnOrRelay: "VPN 或中继",
    place: "地点",
    platform: "平台",
  },
  value: { vpn: "VPN", relay: "中继", direct: "直连", office: "办公室", elsewhere: "其他地点" },
  columns: { value: "项目", judged: "已判定的通话", poorShare: "质量差占比" },
  explanation: (minimumSample) =>
    `仅统计你自己的、已判定质量好坏的通话。至少有 ${minimumSample} 次已判定的通话才给出占比；占比有 95% 的把握落在所示区间内。`,
  share: (value, low, high) => `${value}（${low}–${high}）`,
  tooFewCalls: "通话太少",
  different: (worse, better) =>
    `在你的通话中，“${worse.name}”出现质量差的比例高于“${better.name}”（${worse.poorShare} 对 ${better.poorShare}，通话次数分别为 ${worse.calls} 和 ${better.calls}）；也可能另有原因。`,
  similar: "在你的通话中，没有超出偶然范围的差异。",
  tooFew: (minimumSample) => `通话太少，无法比较：至少要有两行各达到 ${minimumSample} 次已判定的通话。`,
  nothing: "这段时间的通话都没有记录所用的设备或网络，因此无法比较。",
};
