import type { CallFactorKind } from "../../src/calls/call-factor.ts";
import type { IncidentCause } from "../../src/calls/incident.ts";
import { spaced } from "./chinese-spacing.ts";
import type { Formats } from "./format.ts";
import type { IncidentMessages } from "./incident-messages.ts";

const FACTORS: Record<CallFactorKind, string> = {
  subnet: "子网",
  building: "建筑物",
  accessPoint: "无线接入点",
  relay: "媒体中继",
  captureDevice: "麦克风",
  captureDriver: "麦克风驱动程序",
  renderDevice: "扬声器",
  renderDriver: "扬声器驱动程序",
  clientVersion: "客户端版本",
  platform: "平台",
  connection: "连接方式",
  trunk: "中继线",
};

const LOOK_AT: Record<IncidentCause, string> = {
  networkSegment: "请检查该网络的交换机、路由器和互联网出口，以及还有什么在占用它。",
  building: "请检查该建筑物的互联网线路和 Wi-Fi。",
  accessPoint: "请检查该无线接入点的信道、负载和网线。",
  relay: "请检查通往该中继的路径：VPN、代理和防火墙。问题也可能在 Microsoft 一侧，请查看服务运行状况。",
  device: "请让一位用户换用其他设备试试。如有改善，请查找其固件更新和已知故障。",
  driver: "请查找更新或更早的驱动程序，并先在少数用户中试用。",
  clientVersion: "请查找该客户端版本的更新或已知故障。",
  platform: "请检查这些设备的共同点：更新、策略或安全软件。",
  connection: "请检查这条路径：Wi-Fi、VPN 或线路。",
  trunk: "请检查会话边界控制器及其线路，并询问运营商。",
};

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
    ofDay: (day) => `当天出现的问题：${day}`,
    mayBeRepeat: "此卡片可能重复：服务在记下是否已发送之前中断。",
    headlines: {
      poorCall: (calls) => `${count(calls)} 次通话质量差`,
      repeatedPoorCalls: (calls) => `同一人有 ${count(calls)} 次通话质量差`,
      poorShareAboveBaseline: (calls, factor) => spaced`${count(calls)} 次质量差的通话有共同点：${factor}`,
    },
    ratedAndMeasured: (rated, measured) => {
      const parts = [
        ...(rated > 0 ? [`${count(rated)} 次被评为很差或较差`] : []),
        ...(measured > 0 ? [`${count(measured)} 次测量结果差`] : []),
      ];
      return `${parts.join("，")}。`;
    },
    factor: ({ kind, value }) => `${FACTORS[kind]} ${value}`,
    evidence: "依据",
    share: (part, share) => spaced`${part}质量差，占 ${share}。`,
    failedShare: (part, share) => spaced`${part}失败，占 ${share}。`,
    limit: (share) => spaced`达到 ${share} 时通知频道。`,
    interval: (low, high) => spaced`95% 置信区间：${low} 至 ${high}。`,
    usual: (share, of, days, isOwn) =>
      isOwn
        ? spaced`此处的平常水平：过去 ${count(days)} 天 ${of} 次通话中的 ${share}。`
        : spaced`整体的平常水平：过去 ${count(days)} 天 ${of} 次通话中的 ${share}；此处的通话太少，无法比较。`,
    lift: (times) => spaced`是平常的 ${times} 倍。`,
    alike: (factors) => spaced`几乎相同的通话还有以下共同点，因此也可能是其原因：${factors}。`,
    likelyCause: { label: "可能原因", problem: (factor) => spaced`${factor}存在问题。` },
    lookAt: LOOK_AT,
    whatWasPoor: "质量差的方面",
    howTheyFailed: "失败的方式",
    poorOverTime: "质量差的通话随时间的变化",
    failedOverTime: "失败的通话随时间的变化",
    lookedAt: "查看的时段",
    callsAffected: "受影响的通话",
    peopleAffected: "受影响的人",
    masked: (people) => `${count(people)} 人，在此频道中不显示姓名。`,
    revealed: "只有你能看到这些姓名。这些人都可以看到你查看过。",
    state: "状态",
    open: "未解决",
    acknowledged: (name, at) => spaced`${name}于 ${at} 确认`,
    muted: (name, until) => spaced`${name}已将其静默至 ${until}`,
    assigned: (name) => spaced`由${name}负责`,
    anAdmin: "一位管理员",
    buttons: {
      acknowledge: "确认",
      assign: "分配…",
      assignToMe: "分配给我",
      takeBack: "取消分配",
      mute: "静默…",
      unmute: "取消静默",
      reveal: "显示姓名",
      mask: "隐藏姓名",
    },
    assignTo: "分配给",
    muteHowLong: "卡片保持不变的时间",
    muteFor: (duration) => spaced`静默 ${duration}`,
    adminsOnly: "只有管理员可以执行此操作。未做任何更改。",
    gone: "此事件已不再保存。",
  };
}
