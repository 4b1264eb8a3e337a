import type { Person, PersonKind } from "../calls/person.ts";
import { identifier, isEmpty, isObject, looseObject, part, text } from "./loose-schema.ts";
import type { NormalizationNotes } from "./normalization-notes.ts";

const identitySchema = looseObject({
  "@odata.type": text,
  id: identifier,
  displayName: text,
  tenantId: identifier,
});
const participantBaseSchema = looseObject({ id: identifier, identity: part });

/**
 * The slots of identitySet and communicationsIdentitySet, and the undocumented ones seen on the wire, in the order in
 * which they are believed should more than one be filled (a device may stand beside its user).
 */
const KIND_BY_SLOT: ReadonlyMap<string, PersonKind> = new Map([
  ["user", "user"],
  ["guest", "guest"],
  ["phone", "phone"],
  ["azurecommunicationservicesuser", "acsUser"],
  ["acsuser", "acsUser"],
  ["spooluser", "acsUser"],
  ["applicationinstance", "serviceAccount"],
  ["acsapplicationinstance", "serviceAccount"],
  ["spoolapplicationinstance", "serviceAccount"],
  ["azureapplicationinstance", "serviceAccount"],
  ["application", "bot"],
  ["encrypted", "protected"],
  ["onpremises", "onPremises"],
  ["device", "device"],
]);
const SLOT_ORDER = [...KIND_BY_SLOT.keys()];

/** Derived types of microsoft.graph.identity that say what kind of identity it is. */
const KIND_BY_TYPE: [RegExp, PersonKind][] = [
  [/azureCommunicationServicesUser|acsUser/i, "acsUser"],
  [/applicationInstance/i, "serviceAccount"],
  [/application|servicePrincipal/i, "bot"],
  [/guest/i, "guest"],
  [/phone/i, "phone"],
  [/encrypted/i, "protected"],
  [/onPremises/i, "onPremises"],
  [/device/i, "device"],
  [/user/i, "user"],
];

/** A member of participants_v2, or organizer_v2. Undefined when it carries no id at all. */
export function normalizeParticipant(value: unknown, notes: NormalizationNotes): Person | undefined {
  const participant = participantBaseSchema.parse(value);
  // A slot's own id goes first: Microsoft's examples repeat one outer id for two people.
  const person = personOfIdentitySet(participant.identity, participant.id, notes);
  if (person !== undefined || participant.id === undefined) return person;
  return { id: participant.id, kind: kindById(participant.id), displayName: null, tenantId: null };
}

/** A member of the deprecated `participants`, the deprecated `organizer`, or an endpoint's deprecated `identity`. */
export function normalizeIdentitySet(value: unknown, notes: NormalizationNotes): Person | undefined {
  return personOfIdentitySet(value, undefined, notes);
}

/**
 * An endpoint's `associatedIdentity`. It has no slots, so that its kind comes from its type, else from the deprecated
 * identity set beside it, else from what its id looks like.
 */
export function normalizeAssociatedIdentity(
  associated: unknown,
  identitySet: unknown,
  notes: NormalizationNotes,
): Person | undefined {
  const fallback = normalizeIdentitySet(identitySet, notes);
  const identity = identitySchema.parse(associated);
  if (identity.id === undefined) return normalizeIdentitySet(associated, notes) ?? fallback;
  const agreed = fallback?.id === identity.id ? fallback : undefined;
  const kind = kindById(identity.id) === "user" ? undefined : kindById(identity.id);
  return {
    id: identity.id,
    kind: kind ?? agreed?.kind ?? kindByType(identity["@odata.type"]) ?? "user",
    displayName: identity.displayName ?? agreed?.displayName ?? null,
    tenantId: identity.tenantId ?? agreed?.tenantId ?? null,
  };
}

/** The same people once each; what the first mention does not say is taken from the later ones. */
export function mergePeople(people: Person[]): Person[] {
  const byId = new Map<string, Person>();
  for (const person of people) {
    const known = byId.get(person.id);
    byId.set(person.id, known === undefined ? person : mergePerson(known, person));
  }
  return [...byId.values()];
}

export function mergePerson(first: Person, second: Person): Person {
  return {
    id: first.id,
    kind: first.kind === "other" ? second.kind : first.kind,
    displayName: first.displayName ?? second.displayName,
    tenantId: first.tenantId ?? second.tenantId,
  };
}

function personOfIdentitySet(
  value: unknown,
  outerId: string | undefined,
  notes: NormalizationNotes,
): Person | undefined {
  if (!isObject(value)) return undefined;
  const slots = Object.entries(value)
    .filter(([, identity]) => isObject(identity) && !isEmpty(identity))
    .map(([name, slot]) => ({ name, rank: rankOf(name), identity: identitySchema.parse(slot) }))
    .filter(({ identity }) => (identity.id ?? identity.displayName ?? identity.tenantId) !== undefined)
    .sort((left, right) => left.rank - right.rank);
  const slot = slots.find(({ identity }) => identity.id !== undefined) ?? slots[0];
  const id = slot?.identity.id ?? outerId;
  if (slot === undefined || id === undefined) return undefined;
  const kind = KIND_BY_SLOT.get(slot.name.toLowerCase());
  if (kind === undefined) notes.unknownValue("identity", slot.name);
  return {
    id,
    kind: kind ?? "other",
    displayName: slot.identity.displayName ?? null,
    tenantId: slot.identity.tenantId ?? null,
  };
}

function rankOf(slotName: string): number {
  const rank = SLOT_ORDER.indexOf(slotName.toLowerCase());
  return rank === -1 ? SLOT_ORDER.length : rank;
}

function kindByType(type: string | undefined): PersonKind | undefined {
  return type === undefined ? undefined : KIND_BY_TYPE.find(([pattern]) => pattern.test(type))?.[1];
}

/** Numbers and anonymous visitors have ids of their own look; object ids look alike for all else. */
function kindById(id: string): PersonKind {
  if (/^\+[\d*]{3,}$/.test(id)) return "phone";
  if (/^teamsvisitor:/i.test(id)) return "guest";
  if (/^(8:)?acs:/i.test(id)) return "acsUser";
  return "user";
}
