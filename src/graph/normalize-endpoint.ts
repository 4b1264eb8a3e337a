import type { ClientPlatform, Endpoint, ProductFamily } from "../calls/call-record.ts";
import type { Person } from "../calls/person.ts";
import { enumValue, ownWord, sameWords } from "./enum-value.ts";
import { count, isObject, looseObject, part, text } from "./loose-schema.ts";
import type { NormalizationNotes } from "./normalization-notes.ts";
import { normalizeFeedback } from "./normalize-feedback.ts";
import { normalizeAssociatedIdentity } from "./normalize-identity.ts";

const endpointSchema = looseObject({
  "@odata.type": text,
  userAgent: part,
  associatedIdentity: part,
  identity: part,
  feedback: part,
  name: text,
  cpuName: text,
  cpuCoresCount: count,
  cpuProcessorSpeedInMhz: count,
});

const userAgentSchema = looseObject({
  headerValue: text,
  applicationVersion: text,
  platform: text,
  productFamily: text,
  azureADAppId: text,
  communicationServiceId: text,
  role: text,
});

const PLATFORMS = sameWords<ClientPlatform>([
  "unknown",
  "windows",
  "macOS",
  "iOS",
  "android",
  "web",
  "ipPhone",
  "roomSystem",
  "surfaceHub",
  "holoLens",
]);

const PRODUCT_FAMILIES = sameWords<ProductFamily>([
  "unknown",
  "teams",
  "skypeForBusiness",
  "lync",
  "azureCommunicationServices",
]);

const SERVICE_ROLES = sameWords([
  "customBot",
  "skypeForBusinessMicrosoftTeamsGateway",
  "skypeForBusinessAudioVideoMcu",
  "skypeForBusinessApplicationSharingMcu",
  "skypeForBusinessCallQueues",
  "skypeForBusinessAutoAttendant",
  "mediationServer",
  "mediationServerCloudConnectorEdition",
  "exchangeUnifiedMessagingService",
  "mediaController",
  "conferencingAnnouncementService",
  "conferencingAttendant",
  "audioTeleconferencerController",
  "skypeForBusinessUnifiedCommunicationApplicationPlatform",
  "responseGroupServiceAnnouncementService",
  "gateway",
  "skypeTranslator",
  "skypeForBusinessAttendant",
  "responseGroupService",
  "voicemail",
]);

/** Properties that only a participant's endpoint has; the key counts, also when its value is null. */
const PARTICIPANT_KEYS = new Set(["identity", "associatedidentity", "feedback", "name", "cpuname"]);

/**
 * One side of a session. Segments repeat the endpoints; what the session's own copy lacks is taken from there, except
 * the feedback, which counts on the session only.
 */
export function normalizeEndpoint(
  ofSession: unknown,
  ofSegments: unknown[],
  people: ReadonlyMap<string, Person>,
  notes: NormalizationNotes,
): Endpoint {
  const copies = [ofSession, ...ofSegments].filter(isObject);
  const read = copies.map((copy) => endpointSchema.parse(copy));
  const endpoint = mergeCopies(read);
  const userAgent = mergeCopies(read.map((copy) => userAgentSchema.parse(copy.userAgent)));
  const kind = kindOf(copies, endpoint["@odata.type"], notes);
  return {
    kind,
    person: kind === "service" ? null : knownPerson(read, people, notes),
    feedback: kind === "service" || !isObject(ofSession) ? null : normalizeFeedback(read[0]?.feedback, notes),
    platform: enumValue(notes, "platform", userAgent.platform, PLATFORMS, "unknown" as const),
    productFamily: enumValue(notes, "productFamily", userAgent.productFamily, PRODUCT_FAMILIES, "unknown" as const),
    serviceRole: ownWord(notes, "serviceRole", userAgent.role, SERVICE_ROLES) ?? null,
    userAgent: userAgent.headerValue ?? null,
    applicationVersion: userAgent.applicationVersion ?? null,
    azureAdAppId: userAgent.azureADAppId ?? null,
    communicationServiceId: userAgent.communicationServiceId ?? null,
    machineName: endpoint.name ?? null,
    cpuName: endpoint.cpuName ?? null,
    cpuCoresCount: endpoint.cpuCoresCount ?? null,
    cpuProcessorSpeedMhz: endpoint.cpuProcessorSpeedInMhz ?? null,
  };
}

/** For every property the first copy that has it. */
function mergeCopies<Copy extends object>(copies: Copy[]): Partial<Copy> {
  const merged: Partial<Copy> = {};
  for (const copy of copies.toReversed()) {
    for (const key in copy) if (copy[key] !== undefined && copy[key] !== null) merged[key] = copy[key];
  }
  return merged;
}

/**
 * By the endpoint's type. Without one (`odata.metadata=none` omits it) a service endpoint is recognizable only by
 * having none of a participant's keys; its user agent says nothing, since service endpoints may carry a client's.
 */
function kindOf(
  copies: Record<string, unknown>[],
  type: string | undefined,
  notes: NormalizationNotes,
): Endpoint["kind"] {
  if (type !== undefined) {
    if (/serviceEndpoint$/i.test(type)) return "service";
    if (/participantEndpoint$/i.test(type)) return "participant";
    notes.unknownValue("endpoint", type);
  }
  const hasParticipantKey = copies.some((copy) =>
    Object.keys(copy).some((key) => PARTICIPANT_KEYS.has(key.toLowerCase())),
  );
  return hasParticipantKey ? "participant" : "service";
}

/** The first person that the copies name; the participant list, which has slots, knows their kind better. */
function knownPerson(
  copies: readonly { associatedIdentity: unknown; identity: unknown }[],
  people: ReadonlyMap<string, Person>,
  notes: NormalizationNotes,
): Person | null {
  for (const { associatedIdentity, identity } of copies) {
    const person = normalizeAssociatedIdentity(associatedIdentity, identity, notes);
    if (person === undefined) continue;
    const listed = people.get(person.id);
    if (listed === undefined) return person;
    return {
      id: person.id,
      kind: listed.kind === "other" ? person.kind : listed.kind,
      displayName: person.displayName ?? listed.displayName,
      tenantId: person.tenantId ?? listed.tenantId,
    };
  }
  return null;
}
