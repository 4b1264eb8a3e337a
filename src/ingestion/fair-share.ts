/**
 * Divides a total among those who want something of it, the first one's part: nobody gets more than wanted while others
 * lack something, those who lack get the same, and what nobody wants is divided evenly. Whole numbers; the parts of all
 * never sum up to more than the total.
 *
 * @param others what the others want, in any order
 */
export function fairShare(total: number, wanted: number, others: readonly number[]): number {
  let left = total;
  let sharers = others.length + 1;
  for (const want of [wanted, ...others].sort((a, b) => a - b)) {
    const even = Math.floor(left / sharers);
    if (want > even) return Math.min(wanted, even);
    left -= want;
    sharers -= 1;
  }
  return wanted + Math.floor(left / (others.length + 1));
}
