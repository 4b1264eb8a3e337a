/** Puts items at the end of a key's list, which begins with them where there was none. The list itself grows: no copy. */
export function appendTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, ...items: readonly Item[]): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [...items]);
  else list.push(...items);
}
