import type { Words } from "./catalog.ts";
import { spaced } from "./chinese-spacing.ts";
import type { FilterMessages } from "./filter-messages.ts";
import type { Formats } from "./format.ts";

export function chineseFilters(formats: Formats, words: Words): FilterMessages {
  const modality = { audioOnly: "仅音频", video: "有视频", screenSharing: "有屏幕共享" };
  return {
    words: {
      person: (name) => spaced`与${name}`,
      longerThanSeconds: (seconds) => `超过 ${formats.duration(seconds)}`,
      shorterThanSeconds: (seconds) => `不到 ${formats.duration(seconds)}`,
      modality: (value) => modality[value],
      callType: (value) => words.callType[value],
      quality: (value) => ({ good: "质量良好", poor: "质量差", unclassified: "质量未判定" })[value],
      connection: (value) =>
        ({ wifi: "使用 Wi-Fi", wired: "使用有线网络", mobile: "使用移动网络", tunnel: "使用 VPN" })[value],
      platform: (value) => (value === "phone" ? "使用手机" : spaced`使用${words.platform[value]}`),
      isMissed: () => "可能未接听",
    },
    remove: (condition) => `去掉“${condition}”`,
  };
}
