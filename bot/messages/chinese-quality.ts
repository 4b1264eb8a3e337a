import type { MediaKind } from "../../src/calls/call-record.ts";
import { knownToken, readableToken, type KnownToken } from "../../src/calls/feedback.ts";
import type { OwnDirection } from "../../src/calls/stream-quality.ts";
import type { Verdict, VerdictCause, VerdictMetric } from "../../src/calls/verdict.ts";
import type { QualityMessages, Words } from "./catalog.ts";
import type { Formats } from "./format.ts";
import { metricValue, shownApart, spelledOut } from "./metric-value.ts";

const METRICS: Record<VerdictMetric, string> = {
  averageRoundTripTimeMs: "往返时间",
  averagePacketLossRate: "丢包率",
  averageJitterMs: "抖动",
  averageVideoFrameLossPercentage: "丢帧率",
  averageVideoFrameRate: "帧率",
  postForwardErrorCorrectionPacketLossRate: "纠错后丢包率",
  wifiSignalStrengthPercentage: "Wi-Fi 信号强度",
  wifiBand: "Wi-Fi 频段",
  connectionType: "连接方式",
  transportProtocol: "传输协议",
  delayEventRatio: "延迟过高的时间占比",
  bandwidthLowEventRatio: "带宽不足的时间占比",
  sentQualityEventRatio: "发送质量差的时间占比",
  receivedQualityEventRatio: "接收质量差的时间占比",
  cpuInsufficientEventRatio: "处理器资源不足的时间占比",
  deviceGlitchEventRatio: "设备声音卡顿的时间占比",
  captureNotFunctioningEventRatio: "麦克风不工作的时间占比",
  renderNotFunctioningEventRatio: "扬声器不工作的时间占比",
  relayIpAddress: "中继",
};

/** The wording of evidence that is a word and no number. */
const VALUES: Record<string, string> = { tunnel: "VPN 隧道", tcp: "TCP", "2.4GHz": "2.4 GHz" };

const DIRECTIONS: Record<Verdict["direction"], string> = {
  sent: "你发送的媒体质量差",
  heard: "你接收的媒体质量差",
  both: "你发送和接收的媒体质量都差",
  betweenBothSides: "问题出在你与对方之间的某处",
};

const CONFIDENCES: Record<Verdict["confidence"], string> = {
  likely: "很可能",
  possible: "可能",
  unclear: "尚不明确",
};

const CAUSES: Record<VerdictCause, { cause: string; advice: string }> = {
  weakWifi: {
    cause: "你这边的 Wi-Fi 信号弱",
    advice: "离无线接入点近一些，或改用网线。",
  },
  wifi24GHz: {
    cause: "你这边使用的是 2.4 GHz Wi-Fi 频段",
    advice: "连接 5 GHz 或 6 GHz 网络，或改用网线。",
  },
  localNetwork: {
    cause: "你这边的网络有问题",
    advice: "改用网线，或在通话时暂停其他占用网络的活动。",
  },
  lowBandwidth: {
    cause: "你这边的带宽不足",
    advice: "关闭传入视频，或在通话时暂停其他占用网络的活动。",
  },
  tcpInsteadOfUdp: {
    cause: "媒体通过 TCP 而不是 UDP 传输",
    advice: "请技术支持确认此网络是否已对 Teams 开放 UDP 端口 3478–3481。",
  },
  vpnOrRelay: {
    cause: "媒体经由 VPN 或中继传输",
    advice: "通话时断开 VPN，或请技术支持让 Teams 媒体流量绕过 VPN。",
  },
  cpu: {
    cause: "电脑的处理器资源不足",
    advice: "关闭占用资源较多的程序，或关闭视频效果。",
  },
  captureDevice: {
    cause: "你的麦克风有问题",
    advice: "重新插拔或更换麦克风，然后进行测试通话。",
  },
  renderDevice: {
    cause: "你的扬声器或耳机有问题",
    advice: "重新插拔或更换扬声器或耳机，然后进行测试通话。",
  },
  network: {
    cause: "网络质量差，但无法看出问题出在哪一段",
    advice: "如果在同一网络中再次出现，请将通话时间告知技术支持。",
  },
  unknown: {
    cause: "你这边的测量数据无法说明原因",
    advice: "如果再次出现，请将通话时间告知技术支持。",
  },
};

const TOKENS: Record<KnownToken, string> = {
  BackgroundNoise: "背景噪音",
  DistortedSound: "声音失真",
  DistortedSpeech: "语音失真",
  Echo: "回声",
  ElectronicFeedback: "啸叫",
  Interruptions: "声音中断",
  LowVolume: "音量过低",
  MuffledSpeech: "语音沉闷不清",
  NoSound: "没有声音",
  Noisy: "有噪音",
  OtherNoSound: "其他人听不到声音",
  Stopped: "通话意外中断",
};

export function chineseQuality(formats: Formats, words: Words): QualityMessages {
  const names = new Map<string, string>(Object.entries(METRICS));
  const metric = (name: string): string => names.get(name) ?? spelledOut(name);

  const values = new Map(Object.entries(VALUES));
  const worded = (name: string, value: number | string): string =>
    typeof value === "string" ? (values.get(value) ?? value) : metricValue(name, value, formats);

  function limited(name: string, value: number | string, threshold: number | null): string {
    if (threshold === null || typeof value === "string") return `${metric(name)} ${worded(name, value)}`;
    const [shown, limit] = shownApart(name, value, threshold, formats);
    return `${metric(name)} ${shown}（${value < threshold ? "下限" : "上限"} ${limit}）`;
  }

  const wayOf = (direction: OwnDirection, mediaKind: MediaKind): string =>
    direction === "heard" && mediaKind !== "audio" ? "接收" : words.direction[direction];

  /** A token that Graph has and we do not know stays in Graph's words. */
  const token = (name: string): string => {
    const known = knownToken(name);
    return known === null ? readableToken(name) : TOKENS[known];
  };

  return {
    reason: ({ metric: name, value, threshold, direction, mediaKind }) =>
      `${wayOf(direction, mediaKind)}的${words.mediaKind[mediaKind]}：${limited(name, value, threshold)}`,
    direction: wayOf,
    metric,
    metricValue: worded,
    evidence: ({ metric: name, value, threshold }) => limited(name, value, threshold),
    verdict: (verdict) => ({
      headline: `${CONFIDENCES[verdict.confidence]}：${CAUSES[verdict.cause].cause}`,
      direction: DIRECTIONS[verdict.direction],
      evidence: verdict.evidence.map(({ metric: name, value, threshold }) => limited(name, value, threshold)),
      advice: CAUSES[verdict.cause].advice,
    }),
    token,
    rating: ({ rating, tokens, text }) => {
      const named = tokens.length > 0 ? `：${tokens.map(token).join("、")}` : "";
      return `${words.rating[rating]}${named}${text ? `——“${text}”` : ""}`;
    },
    explanation: {
      good: "测量数据充足，且均未超出 Microsoft 的限值。",
      poor: "有测量值超出 Microsoft 判定媒体流质量差的限值，但这不代表有人察觉到问题。",
      unclassified: "测量数据太少，无法判定好坏，例如通话很短或使用浏览器通话。",
    },
  };
}
