import { isEmpty } from "./loose-schema.ts";

const LONGEST_VALUE = 100;
const MOST_VALUES_OF_A_PROPERTY = 20;

/** What one normalization could not express: enum words that this version does not know, and elements left out. */
export class NormalizationNotes {
  readonly #unknownValues = new Map<string, Set<string>>();
  #leftOut = 0;

  get unknownValues(): Record<string, string[]> {
    return Object.fromEntries([...this.#unknownValues].map(([property, values]) => [property, [...values]]));
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  leaveOut(): void {
    this.#leftOut++;
  }

  /** Keeps a raw word, within bounds: it is stored with the record. */
  unknownValue(property: string, raw: string): void {
    const values = this.#unknownValues.get(property) ?? new Set();
    if (values.size < MOST_VALUES_OF_A_PROPERTY) values.add(raw.slice(0, LONGEST_VALUE));
    this.#unknownValues.set(property, values);
  }

  /**
   * Every element of a list that `normalize` can make something of; the others (undefined) are left out and counted, as
   * is a list that is no list.
   */
  elements<Element>(list: unknown, normalize: (element: unknown) => Element | undefined): Element[] {
    if (!Array.isArray(list)) {
      if (!isEmpty(list)) this.leaveOut();
      return [];
    }
    const elements: unknown[] = list;
    return elements.flatMap((element) => {
      const normalized = normalize(element);
      if (normalized === undefined) this.leaveOut();
      return normalized === undefined ? [] : [normalized];
    });
  }
}
