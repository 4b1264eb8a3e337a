import type { OwnDirection } from "./stream-quality.ts";

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

export type VerdictCause =
  | "weakWifi"
  | "wifi24GHz"
  | "localNetwork"
  | "lowBandwidth"
  | "tcpInsteadOfUdp"
  | "vpnOrRelay"
  | "cpu"
  | "captureDevice"
  | "renderDevice"
  | "network"
  | "unknown";

export type VerdictEvidence = { metric: string; value: number | string; threshold: number | null };
