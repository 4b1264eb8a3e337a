import type { Locator } from "playwright-core";

type Shown = { role: string; text: string };

/** A line of an ARIA snapshot: `- role "name" [state]: text`. */
const LINE = /^\s*- '?([a-z]+)(?: ("(?:[^"\\]|\\.)*"))?(?: \[[^\]]*\])*'?:?(?: (.+))?$/;

/** What a card on a page says to whoever sees it or has it read out, in order. */
export class ShownCard {
  readonly #shown: Shown[];

  constructor(snapshot: string) {
    this.#shown = snapshot.split("\n").flatMap(shownIn);
  }

  static async read(card: Locator): Promise<ShownCard> {
    return new ShownCard(await card.ariaSnapshot());
  }

  get texts(): string[] {
    return this.#shown.filter(({ role }) => role === "paragraph" || role === "text").map(({ text }) => text);
  }

  get title(): string {
    return this.texts[0] ?? "";
  }

  get understood(): string {
    return this.texts[1] ?? "";
  }

  get buttons(): string[] {
    return this.#shown.filter(({ role }) => role === "button").map(({ text }) => text);
  }

  /** The big figure above a label. */
  figure(label: string): string | undefined {
    return this.texts[this.texts.indexOf(label) - 1];
  }

  /** The value beside a title, or under it. */
  fact(title: string): string | undefined {
    const at = this.texts.indexOf(title);
    return at < 0 ? undefined : this.texts[at + 1];
  }

  /** The values that a chart shows, by what stands under each; null when there is no such chart. */
  chart(title: string): Map<string, number> | null {
    const at = this.#shown.findIndex(({ role, text }) => role === "alert" && text.startsWith(`${title}, `));
    if (at < 0) return null;
    const values = new Map<string, number>();
    for (const { role, text } of this.#shown.slice(at + 1)) {
      if (role === "alert" || role === "paragraph") break;
      const [, name, value] = /^(.+), (\d+)(?: out of .*)?$/.exec(text) ?? [];
      if (role === "img" && name !== undefined) values.set(name, Number(value));
    }
    return values;
  }
}

function shownIn(line: string): Shown[] {
  const [, role, name, text] = LINE.exec(line) ?? [];
  if (role === undefined) return [];
  const said = text ?? name;
  return said === undefined ? [] : [{ role, text: unquoted(said) }];
}

function unquoted(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}
