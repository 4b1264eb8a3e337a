import type { MediaKind } from "../../src/calls/call-record.ts";
import { readableToken } from "../../src/calls/feedback.ts";
import type { OwnDirection } from "../../src/calls/stream-quality.ts";
import type { Verdict, VerdictCause, VerdictMetric } from "../../src/calls/verdict.ts";
import type { QualityMessages, Words } from "./catalog.ts";
import type { Formats } from "./format.ts";
import { metricValue, shownApart, spelledOut } from "./metric-value.ts";

const METRICS: Record<VerdictMetric, string> = {
  averageRoundTripTimeMs: "Round-trip time",
  averagePacketLossRate: "Packet loss",
  averageJitterMs: "Jitter",
  averageVideoFrameLossPercentage: "Frame loss",
  averageVideoFrameRate: "Frame rate",
  postForwardErrorCorrectionPacketLossRate: "Packet loss after correction",
  wifiSignalStrengthPercentage: "Wi-Fi signal",
  wifiBand: "Wi-Fi band",
  connectionType: "Connection",
  transportProtocol: "Transport",
  delayEventRatio: "Time with delay",
  bandwidthLowEventRatio: "Time with low bandwidth",
  sentQualityEventRatio: "Time with poor sending",
  receivedQualityEventRatio: "Time with poor receiving",
  cpuInsufficientEventRatio: "Time with an overloaded processor",
  deviceGlitchEventRatio: "Time with device glitches",
  captureNotFunctioningEventRatio: "Time without a working microphone",
  renderNotFunctioningEventRatio: "Time without a working speaker",
  relayIpAddress: "Relay",
};

/** The wording of evidence that is a word and no number. */
const VALUES: Record<string, string> = { tunnel: "VPN tunnel", tcp: "TCP", "2.4GHz": "2.4 GHz" };

const DIRECTIONS: Record<Verdict["direction"], string> = {
  sent: "What you sent was poor",
  heard: "What you received was poor",
  both: "What you sent and what you received were poor",
  betweenBothSides: "Poor somewhere between you and the other side",
};

const CONFIDENCES: Record<Verdict["confidence"], string> = {
  likely: "Likely",
  possible: "Possibly",
  unclear: "Unclear",
};

const CAUSES: Record<VerdictCause, { cause: string; advice: string }> = {
  weakWifi: {
    cause: "a weak Wi-Fi signal at your end",
    advice: "Move closer to the access point, or use a cable.",
  },
  wifi24GHz: {
    cause: "the 2.4 GHz Wi-Fi band at your end",
    advice: "Join the 5 GHz or 6 GHz network, or use a cable.",
  },
  localNetwork: {
    cause: "the network at your end",
    advice: "Use a cable, or pause other traffic while you call.",
  },
  lowBandwidth: {
    cause: "too little bandwidth at your end",
    advice: "Turn off incoming video, or pause other traffic while you call.",
  },
  tcpInsteadOfUdp: {
    cause: "media sent over TCP instead of UDP",
    advice: "Ask your helpdesk whether UDP 3478–3481 to Teams is open on this network.",
  },
  vpnOrRelay: {
    cause: "media that took a VPN or a relay",
    advice: "Call without the VPN, or ask your helpdesk to let Teams media bypass it.",
  },
  cpu: {
    cause: "an overloaded computer",
    advice: "Close demanding programs, or turn off video effects.",
  },
  captureDevice: {
    cause: "your microphone",
    advice: "Replug it or choose another one, and make a test call.",
  },
  renderDevice: {
    cause: "your speaker or headset",
    advice: "Replug it or choose another one, and make a test call.",
  },
  network: {
    cause: "the network was poor, but nothing shows where on the way",
    advice: "If it happens again on the same network, tell your helpdesk the time of the call.",
  },
  unknown: {
    cause: "nothing measured at your end explains it",
    advice: "If it happens again, tell your helpdesk the time of the call.",
  },
};

export function englishQuality(formats: Formats, words: Words): QualityMessages {
  const names = new Map<string, string>(Object.entries(METRICS));
  const metric = (name: string): string => names.get(name) ?? spelledOut(name);

  const values = new Map(Object.entries(VALUES));
  const worded = (name: string, value: number | string): string =>
    typeof value === "string" ? (values.get(value) ?? value) : metricValue(name, value, formats);

  function limited(name: string, value: number | string, threshold: number | null): string {
    if (threshold === null || typeof value === "string") return `${metric(name)} ${worded(name, value)}`;
    const [shown, limit] = shownApart(name, value, threshold, formats);
    return `${metric(name)} ${shown} (${value < threshold ? `at least ${limit}` : `limit ${limit}`})`;
  }

  const wayOf = (direction: OwnDirection, mediaKind: MediaKind): string =>
    direction === "heard" && mediaKind !== "audio" ? "received" : words.direction[direction];

  return {
    reason: ({ metric: name, value, threshold, direction, mediaKind }) => {
      const text = limited(name, value, threshold);
      const way = wayOf(direction, mediaKind);
      if (mediaKind === "audio") return `${text}, ${way}`;
      return `${words.mediaKind[mediaKind]} ${text.charAt(0).toLowerCase()}${text.slice(1)}, ${way}`;
    },
    direction: wayOf,
    metric,
    metricValue: worded,
    evidence: ({ metric: name, value, threshold }) => limited(name, value, threshold),
    verdict: (verdict) => ({
      headline: `${CONFIDENCES[verdict.confidence]}: ${CAUSES[verdict.cause].cause}`,
      direction: DIRECTIONS[verdict.direction],
      evidence: verdict.evidence.map(({ metric: name, value, threshold }) => limited(name, value, threshold)),
      advice: CAUSES[verdict.cause].advice,
    }),
    token: readableToken,
    rating: ({ rating, tokens, text }) => {
      const named = tokens.length > 0 ? `: ${tokens.map(readableToken).join(", ")}` : "";
      return `${words.rating[rating]}${named}${text ? ` — “${text}”` : ""}`;
    },
    explanation: {
      good: "Enough was measured, and nothing was over Microsoft's limits.",
      poor: "A measurement was over Microsoft's limits for a poor stream. That does not say that anybody noticed.",
      unclassified: "Too little was measured to call it good or poor, for example a short call or a browser.",
    },
  };
}
