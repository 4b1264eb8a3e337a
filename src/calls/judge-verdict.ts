import { findLocalEvidence, type LocalFinding } from "./local-evidence.ts";
import { farEndpoint, type OwnSession } from "./own-session.ts";
import { worstReasons } from "./quality-reasons.ts";
import type { OwnDirection, QualityReason } from "./stream-quality.ts";
import type { LocalCause, Verdict, VerdictEvidence } from "./verdict.ts";

/** Findings of the second kind make one of the first more believable; they are shown beside it. */
const SUPPORTED_BY: Record<LocalCause, readonly LocalCause[]> = {
  weakWifi: ["weakWifi", "localNetwork", "lowBandwidth", "wifi24GHz"],
  wifi24GHz: ["wifi24GHz", "localNetwork", "lowBandwidth"],
  localNetwork: ["localNetwork", "lowBandwidth", "wifi24GHz", "vpnOrRelay", "tcpInsteadOfUdp"],
  lowBandwidth: ["lowBandwidth", "localNetwork", "weakWifi", "wifi24GHz"],
  tcpInsteadOfUdp: ["tcpInsteadOfUdp", "localNetwork", "vpnOrRelay"],
  vpnOrRelay: ["vpnOrRelay", "localNetwork", "tcpInsteadOfUdp"],
  cpu: ["cpu"],
  captureDevice: ["captureDevice"],
  renderDevice: ["renderDevice"],
};

/** Metrics that the network alone decides; a low frame rate can also come from the sending machine. */
const NETWORK_METRICS: readonly QualityReason["metric"][] = [
  "averageRoundTripTimeMs",
  "averagePacketLossRate",
  "averageJitterMs",
  "postForwardErrorCorrectionPacketLossRate",
];

/**
 * Judges a poor participation from its own sessions. With the service on the far side a stream crosses this person's
 * way to the service only, so the directions separate cleanly; between two people it crosses both ends, so the answer
 * is "betweenBothSides" unless the local evidence is clear by itself. Where only frames were few or lost, a bad network
 * at this end is never more than possible. Null when no stream is poor.
 */
export function judgeVerdict(ownSessions: readonly OwnSession[]): Verdict | null {
  const poorSessions = ownSessions.filter(({ poorStreams }) => poorStreams.length > 0);
  if (poorSessions.length === 0) return null;
  const reasons = worstReasons(poorSessions);
  const poorWays = poorDirection(reasons);
  const isSeparable = poorSessions.every((own) => farEndpoint(own).kind === "service");
  const findings = findLocalEvidence(poorSessions);
  const [strongest] = findings;
  const ofNetwork = reasons.filter(({ metric }) => NETWORK_METRICS.includes(metric));
  const isClear = strongest?.strength === "clear" && (ofNetwork.length > 0 || strongest.cause === "cpu");
  const direction = isSeparable || isClear ? poorWays : "betweenBothSides";
  if (strongest === undefined) return { direction, ...judgeWithoutEvidence(reasons, ofNetwork, direction) };
  return {
    direction,
    cause: strongest.cause,
    confidence: isClear || (ofNetwork.length > 0 && isOwnWay(strongest, direction)) ? "likely" : "possible",
    evidence: proof(strongest, findings),
  };
}

function poorDirection(reasons: readonly QualityReason[]): OwnDirection | "both" {
  const isSent = reasons.some(({ direction }) => direction === "sent");
  const isHeard = reasons.some(({ direction }) => direction === "heard");
  if (isSent && isHeard) return "both";
  return isSent ? "sent" : "heard";
}

/** Network trouble that the client measured and that shows both ways to the service: this end is common to both. */
function isOwnWay(finding: LocalFinding, direction: Verdict["direction"]): boolean {
  return direction === "both" && finding.cause === "localNetwork";
}

function proof(strongest: LocalFinding, findings: readonly LocalFinding[]): VerdictEvidence[] {
  const supporting = findings.find(
    (finding) => finding !== strongest && SUPPORTED_BY[strongest.cause].includes(finding.cause),
  );
  return [strongest, ...(supporting === undefined ? [] : [supporting])].map(toEvidence);
}

function judgeWithoutEvidence(
  reasons: readonly QualityReason[],
  ofNetwork: readonly QualityReason[],
  direction: Verdict["direction"],
): Omit<Verdict, "direction"> {
  if (ofNetwork.length === 0) {
    return { cause: "unknown", confidence: "unclear", evidence: firstTwo(reasons) };
  }
  return {
    cause: "network",
    confidence: direction === "both" ? "possible" : "unclear",
    evidence: firstTwo(ofNetwork),
  };
}

/** The two worst metrics; a metric that is poor both ways is said once. */
function firstTwo(reasons: readonly QualityReason[]): VerdictEvidence[] {
  const byMetric = new Map<QualityReason["metric"], VerdictEvidence>();
  for (const reason of reasons) {
    if (!byMetric.has(reason.metric)) byMetric.set(reason.metric, toEvidence(reason));
  }
  return [...byMetric.values()].slice(0, 2);
}

function toEvidence({ metric, value, threshold }: VerdictEvidence): VerdictEvidence {
  return { metric, value, threshold };
}
