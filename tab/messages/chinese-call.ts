import type { MediaKind } from "../../src/calls/call-record.ts";
import type { OwnDirection, QualityReason } from "../../src/calls/stream-quality.ts";
import type { CallMessages } from "./call-messages.ts";

export const chineseCall = (): CallMessages => ({
  backToCalls: "通话",
  newer: "较新的通话",
  older: "较早的通话",
  howItWas: "通话情况",
  verdict: {
    good: "良好：你发送和接收的媒体都没有问题",
    unclassified: "未判定：测量数据太少",
  },
  poorWithoutVerdict: "质量差，但测量数据无法说明原因",
  proof: "依据",
  numbers: {
    title: "测量值与限值",
    text: "每项测量的最差值。由整个媒体流的平均值判定，而不是某个瞬间。",
    ownEnd: "你这边",
    limit: (limit) => `上限 ${limit}`,
    minimum: (limit) => `下限 ${limit}`,
    within: "未超出限值",
    beyond: "超出限值",
    circumstance: "使问题更容易出现",
    ofStream,
    ofOwnEnd: {
      wifiSignalStrengthPercentage: "你所在位置的 Wi-Fi 信号强度。信号弱时，数据包会丢失或延迟。",
      wifiBand: "2.4 GHz 比 5 GHz 慢，并且与邻居、蓝牙和微波炉共用。",
      transportProtocol: "使用 TCP 时，一个数据包丢失会阻塞后面所有的数据包，声音因此停顿。",
      connectionType: "VPN 会绕路，带宽往往也比直接连接小。",
      relayIpAddress: "已为媒体分配中继。如果使用了中继，媒体就绕了路。",
      sentQualityEventRatio: "在通话的这部分时间里，你的客户端认为发送的质量太差。",
      receivedQualityEventRatio: "在通话的这部分时间里，你的客户端认为接收的质量太差。",
      delayEventRatio: "在通话的这部分时间里，延迟长到双方会抢话。",
      bandwidthLowEventRatio: "在通话的这部分时间里，带宽不足以保证声音清晰。",
      cpuInsufficientEventRatio: "在通话的这部分时间里，处理器过于繁忙，无法及时处理声音。",
      captureNotFunctioningEventRatio: "在通话的这部分时间里，你的麦克风没有声音，其他人听不到你。",
      renderNotFunctioningEventRatio: "在通话的这部分时间里，你的扬声器不工作，你听不到声音。",
      deviceGlitchEventRatio: "在通话的这部分时间里，声音设备出现卡顿，听起来有爆音。",
    },
    none: "此通话的测量数据太少，无法与限值比较。",
  },
  timeline: {
    title: "时间变化",
    presence: "在通话中",
    span: (from, to) => `从 ${from} 到 ${to}`,
    columns: { stream: "媒体流", from: "从", to: "到", measured: "测量值", quality: "质量" },
    none: "此通话没有记录你的任何媒体。",
  },
  callFacts: "通话信息",
  facts: {
    relay: "中继",
    wifi: "Wi-Fi",
    address: "公网地址",
    machine: "电脑",
    processor: "处理器",
    captureDriver: "麦克风驱动程序",
    renderDriver: "扬声器驱动程序",
    transport: "传输协议",
  },
  raw: {
    title: "原始值",
    text: "存储的有关你的媒体流的全部数据，使用 Microsoft Graph 的名称。",
    show: "显示原始值",
    hide: "隐藏原始值",
    copy: "复制为 JSON",
    copied: "已复制",
    session: (from, to) => `会话 ${from} – ${to}`,
    columns: { name: "名称", value: "值" },
  },
  helpDays: (least, most) => `请输入 ${least} 到 ${most} 之间的整数。`,
  cancel: "取消",
  unknown: {
    title: "没有此通话",
    text: "此通话不存在、已超过保留期限，或不是你的通话。",
    all: "显示我的通话",
  },
});

function ofStream(metric: QualityReason["metric"], direction: OwnDirection, kind: MediaKind): string {
  const isHeard = direction === "heard";
  switch (metric) {
    case "averageRoundTripTimeMs":
      return "声音到达对方并返回所需的时间。时间过长时，双方会抢话。";
    case "averagePacketLossRate":
      return isHeard
        ? "没有到达你这边的声音所占比例。丢失较多时，会听不到一些字词。"
        : "你的声音没有到达的比例。丢失较多时，其他人会听不到你的一些字词。";
    case "averageJitterMs":
      return isHeard
        ? "声音到达你这边的不均匀程度。不均匀时，声音断断续续或像机器人。"
        : "你的声音到达的不均匀程度。不均匀时，其他人听到你的声音断断续续或像机器人。";
    case "averageVideoFrameLossPercentage":
      return isHeard
        ? "没有到达你这边的画面所占比例。丢失较多时，画面会卡住。"
        : "你的画面没有到达的比例。丢失较多时，其他人看到你的画面卡住。";
    case "averageVideoFrameRate":
      if (kind === "screenSharing") {
        return isHeard
          ? "你每秒收到的共享屏幕画面数。过少时，画面跟不上讲话。"
          : "你每秒发送的屏幕画面数。过少时，其他人看到的内容会滞后。";
      }
      return isHeard
        ? "你每秒收到的画面数。过少时，动作不连贯。"
        : "你每秒发送的画面数。过少时，其他人看到你的动作不连贯。";
    case "postForwardErrorCorrectionPacketLossRate":
      return isHeard
        ? "纠错后仍缺失的视频比例。缺失较多时，画面会花屏。"
        : "你的视频在纠错后仍缺失的比例。缺失较多时，其他人看到的画面会花屏。";
  }
}
