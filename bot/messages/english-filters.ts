import type { Words } from "./catalog.ts";
import type { FilterMessages } from "./filter-messages.ts";
import type { Formats } from "./format.ts";

export function englishFilters(formats: Formats, words: Words): FilterMessages {
  const modality = { audioOnly: "audio only", video: "with video", screenSharing: "with screen sharing" };
  return {
    words: {
      person: (name) => `with ${name}`,
      longerThanSeconds: (seconds) => `longer than ${formats.duration(seconds)}`,
      shorterThanSeconds: (seconds) => `shorter than ${formats.duration(seconds)}`,
      modality: (value) => modality[value],
      callType: (value) => (value === "groupCall" ? "group calls" : "one-to-one calls"),
      quality: (value) => ({ good: "good quality", poor: "poor quality", unclassified: "not judged" })[value],
      connection: (value) => `on ${{ wifi: "Wi-Fi", wired: "cable", mobile: "mobile data", tunnel: "VPN" }[value]}`,
      platform: (value) => (value === "phone" ? "on a phone" : `on ${words.platform[value]}`),
      isMissed: () => "likely missed",
    },
    remove: (condition) => `Without “${condition}”`,
  };
}
