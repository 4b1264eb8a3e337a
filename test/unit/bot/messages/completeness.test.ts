import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { answerText } from "../../../../bot/commands/answer-text.ts";
import { LANGUAGES } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { INTENTS } from "../../../../src/calls/answer.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { catalogLeaves, missingLeaves, type CatalogLeaf } from "../../../support/catalog-leaves.ts";
import { chineseFaults } from "../../../support/chinese-rules.ts";
import { givenValues, samplesAt, textsOf } from "../../../support/message-samples.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

const catalogs = LANGUAGES.map(({ tag, messages }) => ({ tag, catalog: messages(tag, SAMPLE_TIME_ZONE) }));
const english = messagesFor("en", SAMPLE_TIME_ZONE);
const chinese = messagesFor("zh-CN", SAMPLE_TIME_ZONE);

/** Formats and joins have tests of their own; every phrase is read back by its grammar's. */
const SAID = catalogLeaves(english).filter(({ path }) => !/^(formats|joins|commands)\./.test(path));
const FUNCTIONS = SAID.filter(({ value }) => typeof value === "function");
/** Examples name people; `group` is a key of `help.groups`. */
const EXAMPLE_NAMES = ["Anna Schmidt", "Anna", "8fdf2a1c", "nobody", "tlh", "English"];
/** Commands set their parts apart. */
const EXAMPLES = chinese.help.commands.flatMap(({ examples }) => examples).filter((text) => / (?!\d)/.test(text));

describe("message catalogs", () => {
  for (const { tag, catalog } of catalogs) {
    for (const other of catalogs.filter((each) => each.tag !== tag)) {
      it(`${other.tag} has every message of ${tag}`, () => assert.deepEqual(missingLeaves(catalog, other.catalog), []));
    }
  }

  it("are told apart from one that lacks any one of its messages, or has it as something else", () => {
    for (const { path } of SAID) {
      assert.ok(missingLeaves(english, without(path, chinese)).includes(path), path);
    }
    assert.deepEqual(missingLeaves({ more: () => "" }, { more: "" }), ["more"]);
    assert.deepEqual(missingLeaves({ lines: ["a", "b"] }, { lines: ["a"] }), ["lines.1"]);
  });

  it("have sample arguments for every function", () => {
    assert.ok(FUNCTIONS.length > 70, String(FUNCTIONS.length));
    const lacking = FUNCTIONS.filter(({ path }) => (samplesAt(path) ?? []).length === 0);
    assert.deepEqual(
      lacking.map(({ path }) => path),
      [],
    );
  });

  for (const { tag, catalog } of catalogs) {
    it(`say something whatever they are given, in ${tag}`, () => {
      const faults = catalogLeaves(catalog).flatMap((leaf) =>
        calls(leaf).flatMap(({ said }) =>
          said
            .filter((text) => text.trim() === "" || /undefined|\bNaN\b|\[object|\bnull\b/.test(text))
            .map((text) => `${leaf.path}: ${text}`),
        ),
      );
      assert.deepEqual(faults, []);
    });

    it(`tell in ${tag} every value that English tells`, () => {
      const told = new Map(catalogLeaves(catalog).map((leaf) => [leaf.path, calls(leaf)]));
      const lost = FUNCTIONS.flatMap((leaf) =>
        calls(leaf).flatMap(({ given, said }, row) => {
          const here = (told.get(leaf.path)?.[row]?.said ?? []).join("\n");
          return givenValues(given)
            .filter((value) => said.join("\n").includes(value) && !here.includes(value))
            .map((value) => `${leaf.path} lacks ${value}: ${here}`);
        }),
      );
      assert.deepEqual(lost, []);
    });
  }

  it("leave nothing in English in a Chinese text", () => {
    const texts = catalogLeaves(chinese).flatMap(({ path, value }) =>
      typeof value === "string" && !/^formats\.|\.group$/.test(path) ? [{ path, value }] : [],
    );
    assert.ok(texts.length > 300, String(texts.length));
    const faults = texts.flatMap(({ path, value }) =>
      chineseFaults(value, [...EXAMPLE_NAMES, ...EXAMPLES]).map((fault) => `${path}: ${fault}`),
    );
    assert.deepEqual(faults, []);
  });

  it("leave nothing in English in a Chinese text that is made of values", () => {
    const faults = catalogLeaves(chinese)
      .filter(({ path }) => FUNCTIONS.some((leaf) => leaf.path === path))
      .flatMap((leaf) =>
        calls(leaf).flatMap(({ given, said }) =>
          said.flatMap((text) =>
            chineseFaults(text, [...givenValues(given), ...UNITS]).map((fault) => `${leaf.path}: ${fault}`),
          ),
        ),
      );
    assert.deepEqual([...new Set(faults)], []);
  });
});

/** Codes and addresses that a text tells as they are. */
const UNITS = ["store_unreachable", "English"];

describe("answers", () => {
  for (const intent of INTENTS) {
    it(`are rendered in every language as card and text: ${intent}`, () => {
      const answers = sampleAnswers()[intent];
      assert.ok(answers.length > 0);
      for (const answer of answers) {
        assert.equal(answer.intent, intent);
        for (const { catalog } of catalogs) {
          const card = answerCard(answer, catalog);
          assertCardRules(card);
          const shown = `${JSON.stringify(card)}\n${answerText(answer, catalog)}`;
          assert.doesNotMatch(shown, /undefined|\bNaN\b|\[object/);
        }
      }
    });

    it(`leave nothing in English in a Chinese answer: ${intent}`, () => {
      const faults = sampleAnswers()[intent].flatMap((answer) => {
        const card = answerCard(answer, chinese);
        const lines = answerText(answer, chinese).split("\n");
        // Columns of plain text are set apart by blanks.
        const cells = lines.flatMap((line) => line.split(/ {2,}/)).map((cell) => cell.trim());
        return [...cardTexts(card), ...cells.filter((cell) => cell !== "")].flatMap((text) =>
          chineseFaults(text, [...EXAMPLE_NAMES, ...EXAMPLES, ...dataOf(answer)]),
        );
      });
      assert.deepEqual([...new Set(faults)], []);
    });
  }
});

/** Names, ids, addresses and what people wrote: texts of the data itself, which no catalog has. Words of Graph's are not among them. */
function dataOf(node: unknown, key = ""): string[] {
  if (typeof node === "string")
    return isWordOfGraph(node) || ["tokens", "problem", "remedy"].includes(key) ? [] : [node];
  if (typeof node !== "object" || node === null || node instanceof Date) return [];
  if (Array.isArray(node)) return node.flatMap((item) => dataOf(item, key));
  return Object.entries(node).flatMap(([name, value]) => dataOf(value, name));
}

/** "poor", "peerToPeer": shown in a person's words, never as it stands. */
function isWordOfGraph(text: string): boolean {
  return /^[a-z]+(?:[A-Z][a-z]+)*$/.test(text);
}

type Called = { given: readonly unknown[]; said: string[] };

/** What a function of a catalog says to each row of its sample arguments; a text is no function. */
function calls({ path, value }: CatalogLeaf): Called[] {
  if (typeof value !== "function") return [];
  return (samplesAt(path) ?? []).map((given) => ({ given, said: textsOf(Reflect.apply(value, undefined, given)) }));
}

/** The catalog without what stands at the path. */
function without(path: string, node: unknown, at = ""): unknown {
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    const here = at === "" ? key : `${at}.${key}`;
    return here === path ? [] : [[key, without(path, value, here)]];
  });
  return Object.fromEntries(entries);
}
