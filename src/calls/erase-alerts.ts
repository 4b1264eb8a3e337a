import type { CallRuleSettings } from "./alert-rule.ts";
import type { Pseudonyms } from "./erase-person.ts";
import type { IncidentHandling } from "./incident-handling.ts";
import type { IncidentAffected } from "./incident.ts";

/* Ids are whole values of their own in what alerts keep, so they are exchanged where they stand. The figures stay. */

/** Nothing is changed, and the same object given, when none of these people is in it. */
export function eraseFromAffected(affected: IncidentAffected, pseudonyms: Pseudonyms): IncidentAffected {
  const { personIds } = affected;
  if (!personIds.some((id) => pseudonyms.has(id))) return affected;
  return { ...affected, personIds: [...new Set(personIds.map(inPlaceOf(pseudonyms)))] };
}

/** As `eraseFromAffected`. */
export function eraseFromHandling(handling: IncidentHandling, pseudonyms: Pseudonyms): IncidentHandling {
  const { acknowledged, muted, assigned } = handling;
  const ids = [acknowledged?.by, muted?.by, assigned?.by, assigned?.to];
  if (!ids.some((id) => id !== undefined && pseudonyms.has(id))) return handling;
  const inPlace = inPlaceOf(pseudonyms);
  return {
    acknowledged: acknowledged && { ...acknowledged, by: inPlace(acknowledged.by) },
    muted: muted && { ...muted, by: inPlace(muted.by) },
    assigned: assigned && { ...assigned, by: inPlace(assigned.by), to: inPlace(assigned.to) },
  };
}

/** As `eraseFromAffected`. */
export function eraseFromRuleSettings(settings: CallRuleSettings, pseudonyms: Pseudonyms): CallRuleSettings {
  const { scope } = settings;
  const group = scope.personGroup;
  if (!group?.personIds.some((id) => pseudonyms.has(id))) return settings;
  const personGroup = { ...group, personIds: group.personIds.map(inPlaceOf(pseudonyms)) };
  return { ...settings, scope: { ...scope, personGroup } };
}

function inPlaceOf(pseudonyms: Pseudonyms): (id: string) => string {
  return (id) => pseudonyms.get(id) ?? id;
}
