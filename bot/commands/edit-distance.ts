/**
 * The least number of letters to insert, drop, replace or swap with a neighbor that turns one text into the other
 * (optimal string alignment).
 */
export function editDistance(from: string, to: string): number {
  const width = to.length + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column < width; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
      );
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && isSwap) cost = Math.min(cost, at(beforePrevious, column - 2) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

/** Whether `editDistance` is one, found in one pass: for a word against a whole vocabulary. */
export function isOneSlip(from: string, to: string): boolean {
  if (Math.abs(from.length - to.length) > 1 || from === to) return false;
  let start = 0;
  while (start < from.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const changed = from.slice(start, from.length - end);
  const other = to.slice(start, to.length - end);
  const isSwap = changed.length === 2 && other.length === 2 && changed[0] === other[1] && changed[1] === other[0];
  return isSwap || (changed.length <= 1 && other.length <= 1);
}
