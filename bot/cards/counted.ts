import type { Messages } from "../messages/catalog.ts";

/** "Group call 5, One-to-one 3", most first; counts of zero are left out. */
export function counted<Name extends string>(
  counts: Partial<Record<Name, number>>,
  words: Record<Name, string>,
  { formats, joins }: Messages,
): string {
  return joins.list(
    namesOf(words)
      .map((name) => ({ name, count: counts[name] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .map(({ name, count }) => `${words[name]} ${formats.count(count)}`),
  );
}

function namesOf<Name extends string>(words: Record<Name, string>): Name[] {
  const names: Name[] = [];
  for (const name in words) names.push(name);
  return names;
}
