import { spaced } from "../../bot/messages/chinese-spacing.ts";
import type { Formats } from "../../bot/messages/format.ts";
import type { CallsMessages } from "./calls-messages.ts";

export const chineseCalls = (formats: Formats): CallsMessages => ({
  search: "搜索通话",
  searchHint: "人员、设备或通话 ID",
  filters: "筛选",
  filtersOn: (count) => `筛选（${formats.count(count)}）`,
  closeFilters: "关闭筛选",
  clearAll: "全部清除",
  conditions: "已启用的筛选条件",
  any: "不限",
  choice: (name, calls) => `${name}（${formats.count(calls)}）`,
  labels: {
    person: "通话对象",
    device: "麦克风",
    feedback: "你的评分",
    connection: "连接方式",
    missed: "未接来电",
  },
  modality: {
    audioOnly: "仅音频",
    withoutVideo: "无视频",
    video: "有视频",
    screenSharing: "有屏幕共享",
  },
  feedback: {
    poor: "评分低",
    good: "评分高",
    rated: "已评分",
    notRated: "收到邀请但未评分",
  },
  onAPhone: "手机（iOS 或 Android）",
  missedOnly: "仅可能未接听的通话",
  deviceCondition: (name) => spaced`使用麦克风 ${name}`,
  searchCondition: (text) => `搜索“${text}”`,
  exportFile: "导出 CSV",
  exporting: "正在导出…",
  columns: {
    time: "时间",
    company: "通话对象",
    media: "媒体",
    duration: "参与时长",
    quality: "质量",
    rating: "你的评分",
    reason: "主要原因",
  },
  list: "通话，最新的在前。使用方向键在通话之间移动，按 Enter 打开。",
  moreLoading: "正在加载更多通话",
  noMatch: {
    title: "没有符合这些筛选条件的通话",
    text: "此时间段内有通话，但没有一次符合你的全部条件。",
    clear: "清除筛选",
  },
});
