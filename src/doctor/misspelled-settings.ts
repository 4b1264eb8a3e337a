/** Shorter names are near to too many others. */
const SHORTEST = 7;
const FARTHEST = 2;

/** Names in the environment that are almost a setting's, each with the one that is probably meant and is not set. */
export function misspelledSettings(
  environment: Readonly<Record<string, string>>,
  known: readonly string[],
): { given: string; meant: string }[] {
  const unset = known.filter((name) => name.length >= SHORTEST && environment[name] === undefined);
  return Object.keys(environment)
    .filter((given) => given.length >= SHORTEST && !known.includes(given))
    .flatMap((given) => {
      const meant = unset.find((name) => editDistance(given.toUpperCase(), name) <= FARTHEST);
      return meant === undefined ? [] : [{ given, meant }];
    });
}

/** How many letters must be put in, left out or changed (Levenshtein). */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const changed = (above[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
