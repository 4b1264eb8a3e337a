/** One page of a list, numbered from 1 like its items; a page that is not there is the nearest that is. */
export type Page<Item> = { items: Item[]; page: number; pages: number; first: number; last: number };

export function pageOf<Item>(all: readonly Item[], asked: number, size: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(pages, Math.max(1, Math.trunc(asked) || 1));
  const start = (page - 1) * size;
  const items = all.slice(start, start + size);
  return { items, page, pages, first: Math.min(start + 1, all.length), last: start + items.length };
}
