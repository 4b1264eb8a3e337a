import type { ComparisonMessages } from "./comparison-messages.ts";

export const ENGLISH_COMPARISON: ComparisonMessages = {
  dimension: {
    microphone: "Microphone",
    speaker: "Speaker",
    connection: "Connection",
    wifiBand: "Wi-Fi band",
    vpnOrRelay: "VPN or relay",
    place: "Place",
    platform: "Platform",
  },
  value: { vpn: "VPN", relay: "Relay", direct: "Direct", office: "Office", elsewhere: "Elsewhere" },
  columns: { value: "Used", judged: "Calls judged", poorShare: "Poor share" },
  explanation: (minimumSample) =>
    `Only your own calls that were judged good or poor. From ${minimumSample} calls on, a share is shown with the range in which it lies with 95% certainty.`,
  share: (value, low, high) => `${value} (${low}–${high})`,
  tooFewCalls: "too few calls",
  different: (worse, better) =>
    `In your calls, ${worse.name} had poor quality more often than ${better.name} (${worse.poorShare} against ${better.poorShare}, ${worse.calls} and ${better.calls} calls); other causes may be behind it.`,
  similar: "In your calls there is no difference beyond chance.",
  tooFew: (minimumSample) => `Too few calls to compare: at least two rows need ${minimumSample} judged calls each.`,
  nothing: "Nothing is known of the devices or networks of your calls in this period, so there is nothing to compare.",
};
