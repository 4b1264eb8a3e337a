import type { MediaKind } from "../../src/calls/call-record.ts";
import type { OwnDirection, QualityReason } from "../../src/calls/stream-quality.ts";
import type { CallMessages } from "./call-messages.ts";

export const englishCall = (): CallMessages => ({
  backToCalls: "Calls",
  newer: "Newer call",
  older: "Older call",
  howItWas: "How it was",
  verdict: {
    good: "Good: nothing you sent or received was poor",
    unclassified: "Not judged: too little was measured",
  },
  poorWithoutVerdict: "Poor, and nothing measured says why",
  proof: "What shows it",
  numbers: {
    title: "Numbers against their limits",
    text: "The worst value of each measurement. Averages over a stream decide, not moments.",
    ownEnd: "At your end",
    limit: (limit) => `limit ${limit}`,
    minimum: (limit) => `at least ${limit}`,
    within: "within the limit",
    beyond: "beyond the limit",
    circumstance: "makes trouble likelier",
    ofStream,
    ofOwnEnd: {
      wifiSignalStrengthPercentage:
        "How strong the Wi-Fi was where you were. With a weak signal, packets are lost or late.",
      wifiBand: "2.4 GHz is slower than 5 GHz and shared with neighbors, Bluetooth and microwave ovens.",
      transportProtocol: "Over TCP, one lost packet holds up all that come after it, so sound stalls.",
      connectionType: "A VPN is a detour, and often narrower than the way without it.",
      relayIpAddress: "A relay was set up for the media. If it was used, it was a detour.",
      sentQualityEventRatio: "For so much of the call your client found what it sent too poor.",
      receivedQualityEventRatio: "For so much of the call your client found what it received too poor.",
      delayEventRatio: "For so much of the call the delay was long enough for people to talk over each other.",
      bandwidthLowEventRatio: "For so much of the call there was too little bandwidth for good sound.",
      cpuInsufficientEventRatio: "For so much of the call the processor was too busy to handle sound in time.",
      captureNotFunctioningEventRatio: "For so much of the call your microphone gave nothing, so others heard nothing.",
      renderNotFunctioningEventRatio: "For so much of the call your speaker did not work, so you heard nothing.",
      deviceGlitchEventRatio: "For so much of the call the sound device dropped out, which is heard as crackling.",
    },
    none: "Too little was measured in this call to hold anything against a limit.",
  },
  timeline: {
    title: "Over time",
    presence: "In the call",
    span: (from, to) => `From ${from} to ${to}`,
    columns: { stream: "Stream", from: "From", to: "To", measured: "Measured", quality: "Quality" },
    none: "Nothing of yours was recorded in this call.",
  },
  callFacts: "The call",
  facts: {
    relay: "Relay",
    wifi: "Wi-Fi",
    address: "Public address",
    machine: "Computer",
    processor: "Processor",
    captureDriver: "Microphone driver",
    renderDriver: "Speaker driver",
    transport: "Transport",
  },
  raw: {
    title: "Raw values",
    text: "Everything that is stored of your streams, under the names that Microsoft Graph gives it.",
    show: "Show raw values",
    hide: "Hide raw values",
    copy: "Copy as JSON",
    copied: "Copied",
    session: (from, to) => `Session ${from} – ${to}`,
    columns: { name: "Name", value: "Value" },
  },
  helpDays: (least, most) => `A whole number from ${least} to ${most}.`,
  cancel: "Cancel",
  unknown: {
    title: "There is no such call",
    text: "It does not exist, it is too old to be kept, or it is not one of yours.",
    all: "Show my calls",
  },
});

function ofStream(metric: QualityReason["metric"], direction: OwnDirection, kind: MediaKind): string {
  const isHeard = direction === "heard";
  switch (metric) {
    case "averageRoundTripTimeMs":
      return "How long sound takes to the other side and back. When it is long, people talk over each other.";
    case "averagePacketLossRate":
      return isHeard
        ? "How much of the sound never reached you. When much is missing, words drop out."
        : "How much of your sound never arrived. When much is missing, others lose your words.";
    case "averageJitterMs":
      return isHeard
        ? "How unevenly sound reached you. When it is uneven, voices are choppy or robotic."
        : "How unevenly your sound arrived. When it is uneven, your voice is choppy or robotic to others.";
    case "averageVideoFrameLossPercentage":
      return isHeard
        ? "How many pictures never reached you. When many are missing, the picture freezes."
        : "How many of your pictures never arrived. When many are missing, others see you freeze.";
    case "averageVideoFrameRate":
      if (kind === "screenSharing") {
        return isHeard
          ? "How many pictures of the shared screen you got a second. With few, it lags behind what is said."
          : "How many pictures of your screen you sent a second. With few, others lag behind what you show.";
      }
      return isHeard
        ? "How many pictures you got a second. With few, movement is jerky."
        : "How many pictures you sent a second. With few, you move jerkily to others.";
    case "postForwardErrorCorrectionPacketLossRate":
      return isHeard
        ? "How much video was missing after repair. When much is, the picture breaks up."
        : "How much of your video was missing after repair. When much is, your picture breaks up for others.";
  }
}
