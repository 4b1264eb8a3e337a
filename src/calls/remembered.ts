/**
 * A function that makes a thing of texts once and gives it again when asked for the same: for what takes long to make and
 * never changes. It forgets all of them when there are `most`, since the texts may come from anybody.
 */
export function remembered<Texts extends string[], Made>(
  most: number,
  make: (...texts: Texts) => Made,
): (...texts: Texts) => Made {
  const made = new Map<string, Made>();
  return (...texts) => {
    const key = JSON.stringify(texts);
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(...texts);
    if (made.size >= most) made.clear();
    made.set(key, value);
    return value;
  };
}
