import type { Words } from "./catalog.ts";
import { CHINESE_CONNECTIONS, chinesePlatform } from "./chinese-commands.ts";
import { spaced } from "./chinese-spacing.ts";
import type { FilterMessages } from "./filter-messages.ts";
import type { Formats } from "./format.ts";

export function chineseFilters(formats: Formats, words: Words): FilterMessages {
  const modality = { audioOnly: "仅音频", withoutVideo: "无视频", video: "有视频", screenSharing: "有屏幕共享" };
  return {
    words: {
      person: (name) => spaced`与${name}`,
      longerThanSeconds: (seconds) => `超过 ${formats.duration(seconds)}`,
      shorterThanSeconds: (seconds) => `不到 ${formats.duration(seconds)}`,
      modality: (value) => modality[value],
      callType: (value) => words.callType[value],
      quality: (value) => ({ good: "质量良好", poor: "质量差", unclassified: "质量未判定" })[value],
      connection: (value) => CHINESE_CONNECTIONS[value],
      platform: chinesePlatform,
      isMissed: () => "可能未接听",
      isRatedPoor: () => "你的评分低",
    },
    remove: (condition) => `去掉“${condition}”`,
  };
}
