import { ENGLISH_CONNECTIONS, ENGLISH_PLATFORMS } from "./english-commands.ts";
import type { FilterMessages } from "./filter-messages.ts";
import type { Formats } from "./format.ts";

export function englishFilters(formats: Formats): FilterMessages {
  const modality = {
    audioOnly: "audio only",
    withoutVideo: "without video",
    video: "with video",
    screenSharing: "with screen sharing",
  };
  return {
    words: {
      person: (name) => `with ${name}`,
      longerThanSeconds: (seconds) => `longer than ${formats.duration(seconds)}`,
      shorterThanSeconds: (seconds) => `shorter than ${formats.duration(seconds)}`,
      modality: (value) => modality[value],
      callType: (value) => (value === "groupCall" ? "group calls" : "one-to-one calls"),
      quality: (value) => ({ good: "good quality", poor: "poor quality", unclassified: "not judged" })[value],
      connection: (value) => ENGLISH_CONNECTIONS[value],
      platform: (value) => ENGLISH_PLATFORMS[value],
      isMissed: () => "likely missed",
      isRatedPoor: () => "rated poorly by you",
    },
    remove: (condition) => `Without “${condition}”`,
  };
}
