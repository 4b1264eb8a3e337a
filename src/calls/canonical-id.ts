const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One spelling of an id: GUIDs are the same in any case and are kept in lower case, other ids are left as they are. */
export function canonicalId(id: string): string {
  return GUID.test(id) ? id.toLowerCase() : id;
}
