import type { CallFilter } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import type { CommandMessages } from "./catalog.ts";
import { spaced } from "./chinese-spacing.ts";
import { CHINESE_WORDS } from "./chinese-words.ts";
import { NAMED_PERIODS } from "./chinese-periods.ts";

/** Commands in the words that the Chinese grammar reads back to the same meaning. */
export const chineseCommands: CommandMessages = { phrase };

function phrase(command: Command): string {
  switch (command.intent) {
    case "calls":
    case "callsWith":
    case "poorCalls":
    case "feedback":
      return callsPhrase(command);
    case "call":
      return command.asked === "last" ? "上次通话" : `通话 ${command.asked}`;
    case "compareDevices":
      return `比较设备 ${periodPhrase(command.periodName)}`;
    case "compareNetworks":
      return `比较网络 ${periodPhrase(command.periodName)}`;
    case "export":
      return `导出 ${periodPhrase(command.periodName)}`;
    case "organization":
      return `组织 ${periodPhrase(command.periodName)}`;
    case "person":
      return `人员${namePhrase(command.name)}${periodPhrase(command.periodName)}`;
    case "forgetMe":
      return command.isConfirmed ? "是的，清除我的数据" : "清除我的数据";
    case "language":
      return command.language === null ? "语言" : `语言 ${command.language}`;
    case "digest":
      return command.change === null ? "每周摘要" : command.change === "on" ? "开启每周摘要" : "关闭每周摘要";
    case "whoLooked":
      return "谁查看过我的通话";
    case "help":
      return "帮助";
    case "status":
      return "状态";
    case "alertsHere":
      return "在此接收警报";
    case "alertsOff":
      return "关闭警报";
    case "alertRules":
      return "警报规则";
  }
}

/** "上周我与“Anna”的超过 10 分钟的视频通话列表 第 2 页" */
function callsPhrase({ intent, periodName, filter, view, page }: CallsCommand): string {
  const conditions = conditionPhrases(filter, intent === "poorCalls").join("");
  const calls = intent === "feedback" && conditions === "" ? "" : `${conditions}通话`;
  const subject = intent === "feedback" ? `${calls === "" ? "" : `${calls}的`}反馈` : calls;
  const mine = filter.person !== null ? "我" : intent === "poorCalls" ? "" : "我的";
  const list = view === "list" ? "列表" : "";
  return `${periodPhrase(periodName)}${mine}${subject}${list}${page > 1 ? ` 第 ${page} 页` : ""}`;
}

const CALL_TYPES = { peerToPeer: "一对一", groupCall: "群组" };
const MODALITIES = { audioOnly: "仅音频", withoutVideo: "无视频", video: "视频", screenSharing: "屏幕共享" };
/** As the conditions of a filter are said, too. */
export const CHINESE_CONNECTIONS = {
  wifi: "使用 Wi-Fi",
  wired: "使用有线网络",
  mobile: "使用移动网络",
  tunnel: "使用 VPN",
};
const QUALITIES = { good: "判定为良好的", poor: "判定为差的", unclassified: "未判定的" };

export function chinesePlatform(platform: NonNullable<CallFilter["platform"]>): string {
  return spaced`使用${platform === "phone" ? "手机" : CHINESE_WORDS.platform[platform]}`;
}

/** What stands before "通话". A call classified as poor is not the same as a poor call, which may be one of poor feedback. */
function conditionPhrases(filter: CallFilter, isPoor: boolean): string[] {
  const { person, longerThanSeconds, shorterThanSeconds, quality, connection, platform, callType, modality } = filter;
  return [
    person === null ? [] : `与${namePhrase(person)}的`,
    longerThanSeconds === null ? [] : thresholdPhrase("超过", "至少", longerThanSeconds, longerThanSeconds + 1),
    shorterThanSeconds === null ? [] : thresholdPhrase("少于", "最多", shorterThanSeconds, shorterThanSeconds - 1),
    isPoor ? "质量差的" : [],
    filter.isRatedPoor === null ? [] : "评分低的",
    quality === null ? [] : QUALITIES[quality],
    connection === null ? [] : `${CHINESE_CONNECTIONS[connection]}的`,
    platform === null ? [] : `${chinesePlatform(platform)}的`,
    filter.isMissed === null ? [] : "未接",
    callType === null ? [] : CALL_TYPES[callType],
    modality === null ? [] : MODALITIES[modality],
  ].flat();
}

/** "超过 10 分钟的"; "至少 10 分钟的" where that is the rounder number. */
function thresholdPhrase(beyond: string, inclusive: string, seconds: number, included: number): string {
  const isRounder = included > 0 && included % 60 === 0;
  return isRounder ? `${inclusive} ${durationPhrase(included)}的` : `${beyond} ${durationPhrase(seconds)}的`;
}

function durationPhrase(seconds: number): string {
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600} 小时`;
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`;
}

/** In quotes, so that no part of it is taken for another part of the command; an id needs none, but room. */
function namePhrase(name: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name) ? ` ${name} ` : `“${name}”`;
}

function periodPhrase(name: PeriodName): string {
  switch (name.kind) {
    case "today":
    case "yesterday":
    case "thisWeek":
    case "lastWeek":
    case "thisMonth":
    case "lastMonth":
      return NAMED_PERIODS[name.kind];
    case "lastDays":
      return `最近 ${name.count} 天`;
    case "lastWeeks":
      return `最近 ${name.count} 周`;
    case "month":
      return `${name.year}年${name.month}月`;
    case "day":
      return datePhrase(name.date);
    case "since":
      return `从${datePhrase(name.from)}开始`;
    case "range":
      return `${datePhrase(name.from)}到${datePhrase(name.to)}`;
  }
}

/** "2026年11月16日" */
function datePhrase(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}
