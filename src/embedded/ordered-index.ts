const CHUNK_ENTRIES = 512;
/** Leaves room, so that the first insertions do not split every chunk. */
const LOADED_ENTRIES = 384;

/** An ordered multiset of (key, entry) pairs: sorted chunks of at most 512 pairs, found by binary search. */
export class OrderedIndex<Entry extends { number: number }> {
  #chunks: Chunk<Entry>[] = [{ keys: [], entries: [] }];

  /** Fills an empty index. Gives an entry whose key another one has too, null when all keys differ. */
  load(pairs: SortedPairs<Entry>): Entry | null {
    const order = pairs.order();
    let repeated: Entry | null = null;
    let chunk: Chunk<Entry> = { keys: [], entries: [] };
    let before: string | null = null;
    this.#chunks = [chunk];
    for (const at of order) {
      if (chunk.keys.length === LOADED_ENTRIES) this.#chunks.push((chunk = { keys: [], entries: [] }));
      const key = present(pairs.keys[at]);
      const entry = present(pairs.entries[at]);
      if (key === before) repeated = entry;
      before = key;
      chunk.keys.push(key);
      chunk.entries.push(entry);
    }
    return repeated;
  }

  insert(key: string, entry: Entry): void {
    const at = this.#chunkFor(key, entry.number);
    const chunk = this.#chunk(at);
    const position = lowerBound(chunk, key, entry.number);
    if (position === chunk.keys.length) {
      chunk.keys.push(key);
      chunk.entries.push(entry);
    } else {
      chunk.keys.splice(position, 0, key);
      chunk.entries.splice(position, 0, entry);
    }
    if (chunk.keys.length > CHUNK_ENTRIES) this.#split(at, chunk);
  }

  remove(key: string, entry: Entry): void {
    const at = this.#chunkFor(key, entry.number);
    const chunk = this.#chunk(at);
    const position = lowerBound(chunk, key, entry.number);
    if (chunk.keys[position] !== key || chunk.entries[position]?.number !== entry.number) return;
    chunk.keys.splice(position, 1);
    chunk.entries.splice(position, 1);
    if (chunk.keys.length === 0 && this.#chunks.length > 1) this.#chunks.splice(at, 1);
  }

  /** The first entry with exactly this key. */
  find(key: string): Entry | undefined {
    const { chunk, position } = this.#position(key);
    // What is not in the chunk that the key would be put in may begin the next one.
    const found = this.#chunk(chunk);
    const [at, place] = position < found.keys.length ? [found, position] : [this.#chunks[chunk + 1], 0];
    return at?.keys[place] === key ? at.entries[place] : undefined;
  }

  /** Entries with from ≤ key < to, in the order of their keys or the reverse. Not to be changed meanwhile. */
  *scan(from: string, to: string, reverse: boolean): Generator<Entry> {
    const first = this.#position(from);
    const last = this.#position(to);
    if (!reverse) {
      for (let at = first.chunk; at <= last.chunk; at++) {
        const { entries } = this.#chunk(at);
        const end = at === last.chunk ? last.position : entries.length;
        for (let i = at === first.chunk ? first.position : 0; i < end; i++) yield present(entries[i]);
      }
      return;
    }
    for (let at = last.chunk; at >= first.chunk; at--) {
      const { entries } = this.#chunk(at);
      const end = at === first.chunk ? first.position : 0;
      for (let i = (at === last.chunk ? last.position : entries.length) - 1; i >= end; i--) yield present(entries[i]);
    }
  }

  /** How many entries have from ≤ key < to. */
  count(from: string, to: string): number {
    const first = this.#position(from);
    const last = this.#position(to);
    if (first.chunk >= last.chunk) return Math.max(0, last.position - first.position);
    let count = this.#chunk(first.chunk).keys.length - first.position + last.position;
    for (let at = first.chunk + 1; at < last.chunk; at++) count += this.#chunk(at).keys.length;
    return count;
  }

  #position(key: string): { chunk: number; position: number } {
    const chunk = this.#chunkFor(key, -1);
    return { chunk, position: lowerBound(this.#chunk(chunk), key, -1) };
  }

  /** The last chunk whose first pair is not after the given one. */
  #chunkFor(key: string, number: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      const chunk = this.#chunk(middle);
      if (isBefore(present(chunk.keys[0]), present(chunk.entries[0]).number, key, number)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #chunk(at: number): Chunk<Entry> {
    return present(this.#chunks[at]);
  }

  #split(at: number, chunk: Chunk<Entry>): void {
    // Keys often arrive in ascending order; then the full chunk stays full and a new one begins.
    const middle = at === this.#chunks.length - 1 ? CHUNK_ENTRIES - 16 : CHUNK_ENTRIES >> 1;
    this.#chunks.splice(at + 1, 0, { keys: chunk.keys.splice(middle), entries: chunk.entries.splice(middle) });
  }
}

/** What an index is loaded from: pairs in any order, those with the same key in the order of their numbers. */
export class SortedPairs<Entry> {
  readonly keys: string[] = [];
  readonly entries: Entry[] = [];
  #isSorted = true;

  add(key: string, entry: Entry): void {
    // Comparing now also makes one piece of a key that was put together from several, while they are still at hand.
    if (key < (this.keys.at(-1) ?? "")) this.#isSorted = false;
    this.keys.push(key);
    this.entries.push(entry);
  }

  /** The positions of all pairs, in the order of their keys. */
  order(): Uint32Array {
    const { keys } = this;
    const positions = Uint32Array.from(keys.keys());
    if (this.#isSorted) return positions;
    return positions.sort((left, right) => {
      const [one, other] = [present(keys[left]), present(keys[right])];
      return one < other ? -1 : one > other ? 1 : left - right;
    });
  }
}

type Chunk<Entry> = { keys: string[]; entries: Entry[] };

function isBefore(leftKey: string, leftNumber: number, rightKey: string, rightNumber: number): boolean {
  return leftKey < rightKey || (leftKey === rightKey && leftNumber <= rightNumber);
}

function lowerBound<Entry extends { number: number }>(chunk: Chunk<Entry>, key: string, number: number): number {
  let low = 0;
  let high = chunk.keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const middleKey = present(chunk.keys[middle]);
    if (middleKey < key || (middleKey === key && present(chunk.entries[middle]).number < number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the index is damaged");
  return value;
}
