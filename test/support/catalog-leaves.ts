/** One leaf of a message catalog: a text, or a function that makes one. */
export type CatalogLeaf = { path: string; value: string | ((...given: never[]) => unknown) };

/**
 * Every leaf of a catalog, in order. A list counts by its places, so a list that is shorter in another language lacks
 * leaves. Fails for a leaf that is neither text nor function.
 */
export function catalogLeaves(catalog: unknown, path = ""): CatalogLeaf[] {
  if (typeof catalog === "string" || isFunction(catalog)) return [{ path, value: catalog }];
  if (typeof catalog !== "object" || catalog === null) throw new TypeError(`${path} is ${String(catalog)}`);
  return Object.entries(catalog).flatMap(([key, value]) => catalogLeaves(value, path === "" ? key : `${path}.${key}`));
}

/** What the first catalog has and the second lacks, or has as something else. */
export function missingLeaves(catalog: unknown, other: unknown): string[] {
  const kinds = new Map(catalogLeaves(other).map(({ path, value }) => [path, typeof value]));
  return catalogLeaves(catalog).flatMap(({ path, value }) => (kinds.get(path) === typeof value ? [] : [path]));
}

function isFunction(value: unknown): value is (...given: never[]) => unknown {
  return typeof value === "function";
}
