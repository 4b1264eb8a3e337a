import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { localizationFile, textsByPlace } from "../../../appPackage/source/localization.ts";
import { manifestFiles } from "../../../appPackage/source/manifest-files.ts";
import { manifestIn } from "../../../appPackage/source/manifest.ts";
import { APP_TEXTS } from "../../../appPackage/source/texts.ts";
import { GRAMMARS } from "../../../bot/commands/grammars.ts";
import { parseQuestion } from "../../../bot/commands/parse-question.ts";
import { extensionQuery } from "../../../bot/extension/extension-query.ts";
import { LANGUAGES } from "../../../bot/messages/languages.ts";

/** A Friday. */
const TODAY = "2026-11-20";

const inPackage = (name: string): URL => new URL(`../../../appPackage/${name}`, import.meta.url);

describe("app manifest", () => {
  it("is in the repository as the catalogs have it: run npm run package:manifest", async () => {
    for (const [name, content] of await manifestFiles()) {
      assert.equal(await readFile(inPackage(name), "utf8"), content, name);
    }
  });

  it("searches by what the message extension reads", () => {
    const command = manifestIn("en", "1.0.0").composeExtensions?.[0]?.commands?.[0];
    const parameters = command?.parameters?.map(({ name }) => ({ name, value: "Anna" }));
    assert.equal(extensionQuery({ commandId: command?.id, parameters })?.text, "Anna");
  });

  for (const { tag } of LANGUAGES) {
    describe(`in ${tag}`, () => {
      const manifest = manifestIn(tag, "1.0.0");
      const commands = manifest.bots?.[0]?.commandLists?.flatMap((list) => list.commands) ?? [];

      it("has commands that the language's own grammar reads", () => {
        assert.ok(commands.length > 20);
        for (const { title } of commands) {
          const parsed = parseQuestion(title, TODAY);
          assert.ok(parsed.command !== null && parsed.phrases === GRAMMARS[tag].phrases, title);
        }
      });

      it("quotes only questions that the bot understands", () => {
        const quoted = APP_TEXTS[tag].fullDescription.flatMap((line) => line.match(/(?<=“).*?(?=”)/g) ?? []);
        assert.ok(quoted.length >= 3);
        for (const question of quoted) assert.notEqual(parseQuestion(question, TODAY).command, null, question);
      });

      it("keeps Teams' limits of commands", () => {
        for (const { title, description } of commands) {
          assert.ok(title.length <= 32, title);
          assert.ok(description !== undefined && description.length <= 128, title);
        }
      });

      it("translates every text that is not the same in every language", () => {
        const places = Object.keys(localizationFile(manifest));
        const untranslated = (texts: object): unknown =>
          textsByPlace(texts).filter(([place]) => !places.includes(place));
        for (const { tag: other } of LANGUAGES) {
          assert.deepEqual(untranslated(manifestIn(other, "1.0.0")), untranslated(manifest));
        }
      });
    });
  }
});
