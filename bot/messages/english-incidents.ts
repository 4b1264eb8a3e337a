import type { CallFactorKind } from "../../src/calls/call-factor.ts";
import type { IncidentCause } from "../../src/calls/incident.ts";
import type { Formats } from "./format.ts";
import type { IncidentMessages } from "./incident-messages.ts";

const FACTORS: Record<CallFactorKind, string> = {
  subnet: "subnet",
  building: "building",
  accessPoint: "access point",
  relay: "media relay",
  captureDevice: "microphone",
  captureDriver: "microphone driver",
  renderDevice: "speaker",
  renderDriver: "speaker driver",
  clientVersion: "client version",
  platform: "platform",
  connection: "connection",
  trunk: "trunk",
};

const LOOK_AT: Record<IncidentCause, string> = {
  networkSegment: "Look at this network’s switch, router and way to the internet, and at what else uses it.",
  building: "Look at the building’s internet line and its Wi-Fi.",
  accessPoint: "Look at this access point: its channel, its load, its cable.",
  relay: "Look at the way to this relay: VPN, proxy and firewall. It may also be Microsoft’s: see the service health.",
  device: "Have somebody try another device. If that helps, look for its firmware and known faults.",
  driver: "Look for a newer or older driver, and roll it out to a few people first.",
  clientVersion: "Look for an update of this client version, or for known faults of it.",
  platform: "Look at what these machines have in common: an update, a policy, a security product.",
  connection: "Look at what lies on this way: Wi-Fi, VPN or line.",
  trunk: "Look at the session border controller and its line, and ask the carrier.",
};

export function englishIncidents({ count }: Formats): IncidentMessages {
  const calls = (number: number): string => `${count(number)} ${number === 1 ? "call" : "calls"}`;
  const people = (number: number): string => `${count(number)} ${number === 1 ? "person" : "people"}`;
  return {
    since: "Since",
    changed: "Last change",
    reopened: "Came back",
    times: (times) => (times === 1 ? "once" : `${count(times)} times`),
    resolved: "Resolved",
    overSince: (moment) => `Nothing has been wrong since ${moment}.`,
    lasted: "Lasted",
    whatItWas: "What it was",
    givenUp: (number, isAtLeast) =>
      number === 1 && !isAtLeast
        ? "1 call was given up within a day."
        : `${isAtLeast ? "At least " : ""}${count(number)} calls were given up within a day.`,
    ofDay: (day) => `What was wrong on ${day}`,
    mayBeRepeat:
      "This may be a repeat: the service was interrupted before it could note whether this card had been posted already.",
    headlines: {
      poorCall: (number) => (number === 1 ? "1 poor call" : `${count(number)} poor calls`),
      repeatedPoorCalls: (number) => `One person had ${number === 1 ? "1 poor call" : `${count(number)} poor calls`}`,
      poorShareAboveBaseline: (number, factor) => `${calls(number)} poor with the same ${factor}`,
    },
    ratedAndMeasured: (rated, measured) => {
      const parts = [
        ...(rated > 0 ? [`${count(rated)} rated bad or poor`] : []),
        ...(measured > 0 ? [`${count(measured)} measured poor`] : []),
      ];
      return `${parts.join(", ")}.`;
    },
    factor: ({ kind, value }) => `${FACTORS[kind]} ${value}`,
    evidence: "Evidence",
    share: (part, share) => `${part} were poor: ${share}.`,
    failedShare: (part, share) => `${part} failed: ${share}.`,
    limit: (share) => `Channels are told from ${share} on.`,
    interval: (low, high) => `With 95% certainty between ${low} and ${high}.`,
    usual: (share, of, days, isOwn) =>
      isOwn
        ? `Usual here: ${share} of ${of} calls in the last ${count(days)} days.`
        : `Usual everywhere: ${share} of ${of} calls in the last ${count(days)} days; here are too few to compare with.`,
    lift: (times) => `That is ${times} times as many as usual.`,
    alike: (factors) => `Nearly the same calls also have this in common, so it may be that instead: ${factors}.`,
    likelyCause: { label: "Likely cause", problem: (factor) => `Something is wrong with ${factor}.` },
    lookAt: LOOK_AT,
    whatWasPoor: "What was poor",
    howTheyFailed: "How they failed",
    poorOverTime: "Poor calls over time",
    failedOverTime: "Failed calls over time",
    lookedAt: "Looked at",
    callsAffected: "Calls affected",
    peopleAffected: "People affected",
    masked: (number) => `${people(number)}, masked in this channel.`,
    revealed: "Only you see these names. Each of these people can see that you looked.",
    state: "State",
    open: "Open",
    acknowledged: (name, at) => `Acknowledged by ${name}, ${at}`,
    muted: (name, until) => `Muted by ${name} until ${until}`,
    assigned: (name) => `Assigned to ${name}`,
    anAdmin: "an admin",
    buttons: {
      acknowledge: "Acknowledge",
      assign: "Assign…",
      assignToMe: "Assign to me",
      takeBack: "Assign to nobody",
      mute: "Mute…",
      unmute: "Unmute",
      reveal: "Reveal people",
      mask: "Mask people",
    },
    assignTo: "Assign to",
    muteHowLong: "Leave the card as it is",
    muteFor: (duration) => `For ${duration}`,
    adminsOnly: "Only admins can do this. Nothing was changed.",
    gone: "This incident is not kept any more.",
  };
}
