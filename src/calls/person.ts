/**
 * What kind of identity Graph filled in (the slot of its identity set). `serviceAccount` is a resource account (auto
 * attendant, call queue), `bot` an application, `protected` an identity whose id is opaque (Skype consumer and alike).
 */
export type PersonKind =
  "user" | "guest" | "phone" | "acsUser" | "serviceAccount" | "bot" | "protected" | "onPremises" | "device" | "other";

/** Somebody or something that takes part in calls. Keyed by id, never by name: one id may come with two names. */
export type Person = {
  id: string;
  kind: PersonKind;
  displayName: string | null;
  /** The home tenant of a user; another tenant's id for federated users; null for guests and phones. */
  tenantId: string | null;
};
