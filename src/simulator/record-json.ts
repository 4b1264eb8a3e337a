import type { CallContent, CallPlan, ModelEndpoint, ModelFeedback, ModelSession, RecordVersion } from "./call-model.ts";
import { associatedIdentityJson, identitySetJson, participantJson } from "./identity-json.ts";
import { instantText } from "./instant-text.ts";
import type { JsonObject } from "./json-value.ts";
import { mediaJson } from "./media-json.ts";

/** How many participants the deprecated collection holds at most. */
const OLD_PARTICIPANTS_LIMIT = 130;

export type WireOptions = {
  /** The index of the record version to be written. */
  version: number;
  /** Prefer: include-unknown-enum-members. */
  unknownMembers: boolean;
  administrativeUnitOf: (personId: string) => string | null;
};

/** The record itself, without sessions and participants_v2. In a List the deprecated participants are empty. */
export function recordJson(plan: CallPlan, content: CallContent, options: WireOptions, isListed: boolean): JsonObject {
  const { style, organizer } = content;
  const version = plan.versions[options.version] as RecordVersion;
  const json: JsonObject = {
    id: plan.id,
    version: version.number,
    type: content.type,
    modalities: [...content.modalities],
    lastModifiedDateTime: instantText(version.availableAt, style.digits),
    startDateTime: instantText(plan.start, style.digits),
    endDateTime: instantText(plan.end, style.digits),
    joinWebUrl: content.joinWebUrl,
  };
  if (style.deprecated) {
    json["organizer"] = organizer && identitySetJson(organizer, null);
    const old = isListed ? [] : content.participants.slice(0, OLD_PARTICIPANTS_LIMIT);
    json["participants"] = old.map((identity) => identitySetJson(identity, null));
  }
  json["organizer_v2"] = organizer && participantJson(organizer, style, options.administrativeUnitOf(organizer.id));
  return json;
}

/** The sessions that a version of the record has. */
export function sessionsOf(content: CallContent, version: number): ModelSession[] {
  return content.sessions.filter((session) => session.since <= version);
}

export function participantsJson(content: CallContent, options: WireOptions): JsonObject[] {
  return content.participants.map((identity) =>
    participantJson(identity, content.style, options.administrativeUnitOf(identity.id)),
  );
}

/** A session; its segments, with their media, only when asked for. */
export function sessionJson(
  session: ModelSession,
  content: CallContent,
  options: WireOptions,
  withSegments: boolean,
): JsonObject {
  const { digits } = content.style;
  const ends = {
    caller: endpointJson(session.caller, content, options),
    callee: endpointJson(session.callee, content, options),
  };
  const json: JsonObject = {
    id: session.id,
    modalities: [...session.modalities],
    startDateTime: instantText(session.start, digits),
    endDateTime: instantText(session.end, digits),
    isTest: session.isTest,
    failureInfo: session.failure && { ...session.failure },
    ...ends,
  };
  if (!withSegments) return json;
  const hasTelemetry = session.telemetrySince !== null && session.telemetrySince <= options.version;
  json["segments"] = session.segments.map((segment) => ({
    id: segment.id,
    startDateTime: instantText(segment.start, digits),
    endDateTime: instantText(segment.end, digits),
    failureInfo: session.failure && { ...session.failure },
    ...ends,
    media: hasTelemetry ? segment.media.map((media) => mediaJson(media, options.unknownMembers)) : [],
  }));
  return json;
}

function endpointJson(endpoint: ModelEndpoint, content: CallContent, options: WireOptions): JsonObject {
  if (endpoint.kind === "service") return serviceEndpointJson(endpoint);
  const { agent } = endpoint;
  const isHiddenFamily = agent.productFamily === "azureCommunicationServices" && !options.unknownMembers;
  const json: JsonObject = {
    "@odata.type": "#microsoft.graph.callRecords.participantEndpoint",
    name: endpoint.machineName,
    cpuName: endpoint.cpuName,
    cpuCoresCount: endpoint.cpuCoresCount,
    cpuProcessorSpeedInMhz: endpoint.cpuProcessorSpeedInMhz,
    feedback: feedbackJson(endpoint.feedback, options.version),
    userAgent: {
      "@odata.type": "#microsoft.graph.callRecords.clientUserAgent",
      headerValue: agent.headerValue,
      applicationVersion: agent.applicationVersion,
      platform: agent.platform,
      productFamily: isHiddenFamily ? "unknownFutureValue" : agent.productFamily,
      azureADAppId: null,
      communicationServiceId: null,
    },
    associatedIdentity: associatedIdentityJson(endpoint.identity, endpoint.shownName),
  };
  if (content.style.deprecated) json["identity"] = identitySetJson(endpoint.identity, endpoint.shownName);
  return json;
}

function serviceEndpointJson(endpoint: ModelEndpoint & { kind: "service" }): JsonObject {
  const type = "#microsoft.graph.callRecords.serviceEndpoint";
  if (endpoint.oddAgent) {
    const agentType = "#microsoft.graph.callRecords.clientUserAgent";
    const unknown = { headerValue: null, applicationVersion: null, platform: "unknown", productFamily: "unknown" };
    return { "@odata.type": type, userAgent: { "@odata.type": agentType, ...unknown } };
  }
  const agentType = "#microsoft.graph.callRecords.serviceUserAgent";
  const { headerValue, role } = endpoint;
  return { "@odata.type": type, userAgent: { "@odata.type": agentType, headerValue, applicationVersion: null, role } };
}

function feedbackJson(feedback: ModelFeedback | null, version: number): JsonObject | null {
  if (!feedback || feedback.since > version) return null;
  return { rating: feedback.rating, text: feedback.text, tokens: feedback.tokens && { ...feedback.tokens } };
}
