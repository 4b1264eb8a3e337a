import type { IdentitySlot, ModelIdentity, RecordStyle } from "./call-model.ts";
import type { JsonObject } from "./json-value.ts";

const OLD_SLOTS = [
  "acsUser",
  "spoolUser",
  "phone",
  "guest",
  "encrypted",
  "onPremises",
  "acsApplicationInstance",
  "spoolApplicationInstance",
  "applicationInstance",
  "application",
  "device",
] as const;

const IDENTITY_TYPES: Readonly<Record<IdentitySlot, string>> = {
  user: "userIdentity",
  guest: "communicationsGuestIdentity",
  phone: "communicationsPhoneIdentity",
  acsUser: "azureCommunicationServicesUserIdentity",
  application: "communicationsApplicationIdentity",
  applicationInstance: "communicationsApplicationInstanceIdentity",
  encrypted: "communicationsEncryptedIdentity",
  onPremises: "identity",
};

function identityJson(identity: ModelIdentity, name: string | null, full: boolean): JsonObject {
  const plain = { id: identity.id, displayName: name, tenantId: identity.tenantId };
  if (!full || identity.slot !== "user") return plain;
  return { "@odata.type": "#microsoft.graph.userIdentity", ...plain, userPrincipalName: identity.userPrincipalName };
}

/** The deprecated identitySet: every slot there and null but one. */
export function identitySetJson(identity: ModelIdentity, shownName: string | null): JsonObject {
  const set: JsonObject = {};
  for (const slot of OLD_SLOTS) set[slot] = null;
  set["user"] = null;
  set[identity.slot] = identityJson(identity, shownName ?? identity.displayName, false);
  return set;
}

/** The identity set of organizer_v2 and participants_v2. */
export function communicationsIdentitySetJson(identity: ModelIdentity, style: RecordStyle): JsonObject {
  const set: JsonObject = { endpointType: null };
  for (const slot of OLD_SLOTS) set[slot] = null;
  set["azureCommunicationServicesUser"] = null;
  set["assertedIdentity"] = null;
  set["user"] = null;
  const slot = identity.slot === "acsUser" ? style.acsSlot : identity.slot;
  set[slot] = identityJson(identity, identity.displayName, true);
  return set;
}

export function associatedIdentityJson(identity: ModelIdentity, shownName: string | null): JsonObject {
  const type = `#microsoft.graph.${IDENTITY_TYPES[identity.slot]}`;
  const plain = {
    "@odata.type": type,
    id: identity.id,
    displayName: shownName ?? identity.displayName,
    tenantId: identity.tenantId,
  };
  return identity.slot === "user" ? { ...plain, userPrincipalName: identity.userPrincipalName } : plain;
}

/** An organizer or participant of the v2 collections. */
export function participantJson(
  identity: ModelIdentity,
  style: RecordStyle,
  administrativeUnit: string | null,
): JsonObject {
  const administrativeUnitInfos =
    administrativeUnit === null ? (style.writesNulls ? [] : null) : [{ id: administrativeUnit }];
  return { id: identity.id, identity: communicationsIdentitySetJson(identity, style), administrativeUnitInfos };
}
