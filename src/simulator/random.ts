/**
 * A seeded stream of numbers (sfc32). Every part of the simulated world draws from a stream of its own, named by a key,
 * so that what is drawn in one place never shifts what is drawn in another.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(key: string) {
    let first = 1779033703;
    let second = 3144134277;
    let third = 1013904242;
    for (let index = 0; index < key.length; index += 1) {
      const code = key.charCodeAt(index);
      first = second ^ Math.imul(first ^ code, 597399067);
      second = third ^ Math.imul(second ^ code, 2869860233);
      third = first ^ Math.imul(third ^ code, 951274213);
    }
    this.a = first >>> 0;
    this.b = second >>> 0;
    this.c = third >>> 0;
    for (let round = 0; round < 8; round += 1) this.bits();
  }

  /** 32 random bits. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    return this.bits() / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("Nothing to pick from.");
    return items[Math.floor(this.next() * items.length)] as T;
  }

  /** One of the names, by weight. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      rest -= weight;
      if (rest < 0) return name;
    }
    return (entries[entries.length - 1] as [T, number])[0];
  }

  /** A whole number around `mean`, as arrivals are spread. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let product = this.next();
    let count = 0;
    while (product > limit) {
      product *= this.next();
      count += 1;
    }
    return count;
  }

  hex(length: number): string {
    let text = "";
    while (text.length < length) text += this.bits().toString(16).padStart(8, "0");
    return text.slice(0, length);
  }

  guid(): string {
    const digits = this.hex(32);
    const variant = "89ab"[this.bits() & 3];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  }
}
