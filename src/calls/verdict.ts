import type { OwnDirection, QualityReason } from "./stream-quality.ts";

/**
 * The answer to "was it me?" for a poor participation, from local evidence. It never names another person as the cause.
 */
export type Verdict = {
  /** Which direction was poor: what I sent, what I heard, or both; "betweenBothSides" when two people's ends cannot be told apart. */
  direction: OwnDirection | "both" | "betweenBothSides";
  /** Where the evidence points. */
  cause: VerdictCause;
  confidence: "likely" | "possible" | "unclear";
  /** The one or two numbers that prove it, strongest first. */
  evidence: VerdictEvidence[];
};

/** "network" is the way between this person and the far side, no nearer known; "unknown" says not even that. */
export type VerdictCause = LocalCause | "network" | "unknown";

/** `threshold` is null for evidence that has none, such as the Wi-Fi band. */
export type VerdictEvidence = { metric: VerdictMetric; value: number | string; threshold: number | null };

export type VerdictMetric = LocalMetric | QualityReason["metric"];

/** What on the person's own side can be the cause of a poor stream. */
export type LocalCause =
  | "weakWifi"
  | "wifi24GHz"
  | "localNetwork"
  | "lowBandwidth"
  | "tcpInsteadOfUdp"
  | "vpnOrRelay"
  | "cpu"
  | "captureDevice"
  | "renderDevice";

/** Properties of Network and Device that are local evidence. */
export type LocalMetric =
  | "wifiSignalStrengthPercentage"
  | "wifiBand"
  | "transportProtocol"
  | "connectionType"
  | "relayIpAddress"
  | "sentQualityEventRatio"
  | "receivedQualityEventRatio"
  | "delayEventRatio"
  | "bandwidthLowEventRatio"
  | "cpuInsufficientEventRatio"
  | "captureNotFunctioningEventRatio"
  | "renderNotFunctioningEventRatio"
  | "deviceGlitchEventRatio";
