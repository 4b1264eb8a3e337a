import type { Device, Network } from "./call-record.ts";
import { ownDevice, ownDirection, ownLines, ownNetwork, type OwnSession } from "./own-session.ts";
import type { OwnDirection } from "./stream-quality.ts";
import type { LocalCause, LocalMetric } from "./verdict.ts";

export type LocalFinding = {
  cause: LocalCause;
  metric: LocalMetric;
  value: number | string;
  threshold: number | null;
  /** `clear` explains the poor streams by itself; `measured` fits them; a `circumstance` is only known to make them likelier. */
  strength: "clear" | "measured" | "circumstance";
  /** How many times beyond its threshold; 1 where there is none. */
  exceedance: number;
};

/*
 * These thresholds are ours. Microsoft publishes what the ratios mean (the fraction of the call in which the client
 * found that condition bad enough to hurt the audio), but no limit for them, and none for the Wi-Fi signal.
 */

/** Percent; a weaker signal is evidence. 0 is taken as not measured: no call comes through without a signal. */
export const WEAK_WIFI_SIGNAL_PERCENTAGE = 50;
/** Fraction of the call; more is evidence. */
export const EVENT_RATIO = 0.1;

/** Later strengths and, among circumstances, later metrics count less. */
const STRENGTHS: readonly LocalFinding["strength"][] = ["clear", "measured", "circumstance"];
const CIRCUMSTANCES: readonly LocalMetric[] = ["connectionType", "transportProtocol", "wifiBand", "relayIpAddress"];

/**
 * Evidence on the person's own side that fits their poor streams, strongest first. It is taken from the sessions given
 * (those with poor streams) only.
 */
export function findLocalEvidence(poorSessions: readonly OwnSession[]): LocalFinding[] {
  const lines = poorSessions.flatMap((own) => ownLines(own).map((media) => ({ media, side: own.side })));
  const networks = lines.map(({ media, side }) => ownNetwork(media, side));
  const devices = lines.map(({ media, side }) => ownDevice(media, side));
  const poor = {
    sent: hasPoorStream(poorSessions, "sent"),
    heard: hasPoorStream(poorSessions, "heard"),
  };
  return [
    ...wifiFindings(networks),
    ...networkFindings(networks, poor),
    ...pathFindings(networks, poorSessions),
    ...ratioFinding("cpu", "cpuInsufficientEventRatio", "clear", devices),
    ...audioDeviceFindings(poorSessions),
  ].sort(byStrength);
}

function hasPoorStream(poorSessions: readonly OwnSession[], direction: OwnDirection): boolean {
  return poorSessions.some(({ poorStreams, side }) =>
    poorStreams.some((poor) => ownDirection(poor.direction, side) === direction),
  );
}

function wifiFindings(networks: readonly Network[]): LocalFinding[] {
  const onWifi = networks.filter(({ connectionType }) => connectionType !== "wired" && connectionType !== "mobile");
  const signals = onWifi.flatMap(({ wifiSignalStrengthPercentage: signal }) =>
    signal !== undefined && signal > 0 && signal < WEAK_WIFI_SIGNAL_PERCENTAGE ? [signal] : [],
  );
  const findings: LocalFinding[] = [];
  if (signals.length > 0) {
    const value = signals.reduce((weakest, signal) => Math.min(weakest, signal));
    findings.push({
      cause: "weakWifi",
      metric: "wifiSignalStrengthPercentage",
      value,
      threshold: WEAK_WIFI_SIGNAL_PERCENTAGE,
      strength: "clear",
      exceedance: WEAK_WIFI_SIGNAL_PERCENTAGE / value,
    });
  }
  if (onWifi.some(({ wifiBand }) => wifiBand === "2.4GHz")) {
    findings.push(circumstance("wifi24GHz", "wifiBand", "2.4GHz"));
  }
  return findings;
}

/**
 * The client's own counts of network trouble. By their definitions low bandwidth and sent quality are about the audio
 * that was sent, received quality about what was heard, delay about both; only low bandwidth says where the trouble is.
 */
function networkFindings(networks: readonly Network[], poor: Record<OwnDirection, boolean>): LocalFinding[] {
  return [
    ...ratioFinding("lowBandwidth", "bandwidthLowEventRatio", poor.sent ? "clear" : "measured", networks),
    ...ratioFinding("localNetwork", "delayEventRatio", "measured", networks),
    ...(poor.sent ? ratioFinding("localNetwork", "sentQualityEventRatio", "measured", networks) : []),
    ...(poor.heard ? ratioFinding("localNetwork", "receivedQualityEventRatio", "measured", networks) : []),
  ];
}

/** A relay is evidence only of a long way: a detour adds delay, and having allocated one does not mean it was used. */
function pathFindings(networks: readonly Network[], poorSessions: readonly OwnSession[]): LocalFinding[] {
  const findings: LocalFinding[] = [];
  if (networks.some(({ connectionType }) => connectionType === "tunnel")) {
    findings.push(circumstance("vpnOrRelay", "connectionType", "tunnel"));
  }
  if (networks.some(({ transportProtocol }) => transportProtocol === "tcp")) {
    findings.push(circumstance("tcpInsteadOfUdp", "transportProtocol", "tcp"));
  }
  const reasons = poorSessions.flatMap(({ poorStreams }) => poorStreams.flatMap((stream) => stream.reasons));
  const isSlow = reasons.some(({ metric }) => metric === "averageRoundTripTimeMs");
  const relayIpAddress = networks.find((network) => network.relayIpAddress !== undefined)?.relayIpAddress;
  if (isSlow && relayIpAddress !== undefined) {
    findings.push(circumstance("vpnOrRelay", "relayIpAddress", relayIpAddress));
  }
  return findings;
}

/**
 * Only lines that are poor themselves count, and only for the way the device is part of: a microphone explains nothing
 * about what was heard. A bad device spoils the sound but not the network's numbers, so it is never clear evidence.
 */
function audioDeviceFindings(poorSessions: readonly OwnSession[]): LocalFinding[] {
  const poorDevices = (direction: OwnDirection): Device[] =>
    poorSessions.flatMap(({ poorStreams, side }) =>
      poorStreams
        .filter((poor) => poor.media.kind === "audio" && ownDirection(poor.direction, side) === direction)
        .map((poor) => ownDevice(poor.media, side)),
    );
  const sending = poorDevices("sent");
  const hearing = poorDevices("heard");
  return [
    ...ratioFinding("captureDevice", "captureNotFunctioningEventRatio", "measured", sending),
    ...ratioFinding("renderDevice", "renderNotFunctioningEventRatio", "measured", hearing),
    ...glitchFinding(sending, hearing),
  ];
}

/** The ratio does not say which device it was; the direction does, else the device with more glitches. */
function glitchFinding(sending: readonly Device[], hearing: readonly Device[]): LocalFinding[] {
  const devices = [...sending, ...hearing];
  const micGlitches = largest(devices, "micGlitchesPerFiveMinutes") ?? 0;
  const speakerGlitches = largest(devices, "speakerGlitchesPerFiveMinutes") ?? 0;
  const isRender = sending.length === 0 || (hearing.length > 0 && speakerGlitches > micGlitches);
  return ratioFinding(isRender ? "renderDevice" : "captureDevice", "deviceGlitchEventRatio", "measured", devices);
}

type RatioMetric = Extract<LocalMetric, `${string}EventRatio`>;

function ratioFinding<Metric extends RatioMetric>(
  cause: LocalCause,
  metric: Metric,
  strength: LocalFinding["strength"],
  sources: readonly { readonly [Name in Metric]?: number }[],
): LocalFinding[] {
  const value = largest(sources, metric);
  if (value === null || value <= EVENT_RATIO) return [];
  return [{ cause, metric, value, threshold: EVENT_RATIO, strength, exceedance: value / EVENT_RATIO }];
}

function largest<Name extends string>(
  sources: readonly { readonly [Key in Name]?: number }[],
  name: Name,
): number | null {
  let value: number | null = null;
  for (const source of sources) {
    const next: number | undefined = source[name];
    if (next !== undefined && (value === null || next > value)) value = next;
  }
  return value;
}

function circumstance(cause: LocalCause, metric: LocalMetric, value: string): LocalFinding {
  return { cause, metric, value, threshold: null, strength: "circumstance", exceedance: 1 };
}

function byStrength(a: LocalFinding, b: LocalFinding): number {
  return (
    STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength) ||
    b.exceedance - a.exceedance ||
    CIRCUMSTANCES.indexOf(a.metric) - CIRCUMSTANCES.indexOf(b.metric)
  );
}
