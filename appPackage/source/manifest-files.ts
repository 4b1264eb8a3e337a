import { readFile } from "node:fs/promises";
import { format } from "prettier";
import { z } from "zod";
import { DEFAULT_LANGUAGE, LANGUAGES } from "../../bot/messages/languages.ts";
import { localizationFile } from "./localization.ts";
import { localizationFileOf, manifestIn } from "./manifest.ts";

/** What manifest.json and the localization files beside it have to say, by file name, in the version of package.json. */
export async function manifestFiles(): Promise<ReadonlyMap<string, string>> {
  const productManifest: unknown = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  const { version } = z.looseObject({ version: z.string() }).parse(productManifest);
  const files = new Map<string, string>();
  for (const { tag } of LANGUAGES) {
    const manifest = manifestIn(tag, version);
    const isDefault = tag === DEFAULT_LANGUAGE.tag;
    files.set(
      isDefault ? "manifest.json" : localizationFileOf(tag),
      await format(JSON.stringify(isDefault ? manifest : localizationFile(manifest)), {
        parser: "json",
        printWidth: 120,
      }),
    );
  }
  return files;
}
