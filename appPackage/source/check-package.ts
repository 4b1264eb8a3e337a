import { AppManifestUtils, type AppManifest } from "@microsoft/app-manifest";
import { z } from "zod";
import type { PackageFiles } from "./build-package.ts";
import { textsByPlace } from "./localization.ts";
import { pngHeader } from "./png-header.ts";

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package */
const ICONS = [
  { kind: "color", size: 192, hasAlpha: false },
  { kind: "outline", size: 32, hasAlpha: true },
] as const;

const manifestShape = z.looseObject({
  icons: z.looseObject({ color: z.string(), outline: z.string() }),
  localizationInfo: z.looseObject({ additionalLanguages: z.array(z.looseObject({ file: z.string() })) }),
});

const schemaShape = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  patternProperties: z.record(z.string(), z.unknown()).default({}),
});

/**
 * What is wrong with a package, a line each; nothing is when Microsoft's schemas, which come with their package, accept
 * its manifest and localization files, each file that is named is there, the icons have their size and transparency,
 * and every translation has a place in the manifest.
 */
export async function checkPackage(files: PackageFiles): Promise<string[]> {
  const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(files.get(name)));
  const manifest = json("manifest.json");
  const faults = (await schemaFaults(manifest)).map((fault) => `manifest.json ${fault}`);
  const texts = textsByPlace(manifest);
  faults.push(
    ...texts.filter(([, text]) => text.includes("${{")).map(([place]) => `manifest.json ${place} is not set`),
  );
  const { data: named } = manifestShape.safeParse(manifest);
  if (named === undefined) return faults;
  for (const { kind, size, hasAlpha } of ICONS) {
    const header = pngHeader(files.get(named.icons[kind]) ?? new Uint8Array());
    if (header?.width !== size || header.height !== size || header.hasAlpha !== hasAlpha) {
      faults.push(
        `${named.icons[kind]} must be a PNG of ${size}×${size} pixels ${hasAlpha ? "with" : "without"} alpha`,
      );
    }
  }
  const places = new Set(texts.map(([place]) => place));
  for (const { file } of named.localizationInfo.additionalLanguages) {
    if (!files.has(file)) faults.push(`${file} is missing`);
    else faults.push(...(await localizationFaults(json(file), places)).map((fault) => `${file} ${fault}`));
  }
  return faults;
}

async function localizationFaults(localization: unknown, places: ReadonlySet<string>): Promise<string[]> {
  const nowhere = textsByPlace(localization).filter(([place]) => place !== "$schema" && !places.has(place));
  return [...(await schemaFaults(localization)), ...nowhere.map(([place]) => `${place} is not in the manifest`)];
}

/**
 * Against the parts of the schema that the file uses: compiling the whole manifest schema takes seconds, and the
 * localization schema has patterns for other kinds of apps that no engine reads.
 */
async function schemaFaults(file: unknown): Promise<string[]> {
  const { $schema } = z.looseObject({ $schema: z.string() }).parse(file);
  const schema = await AppManifestUtils.fetchSchema($schema);
  const { properties, patternProperties } = schemaShape.parse(schema);
  const used = Object.keys(z.record(z.string(), z.unknown()).parse(file));
  const parts = Object.assign(schema, {
    properties: only(properties, (name) => used.includes(name)),
    patternProperties: only(patternProperties, (pattern) => used.some((name) => new RegExp(pattern).test(name))),
  });
  return AppManifestUtils.validateAgainstSchema(file as AppManifest, parts);
}

function only(parts: Record<string, unknown>, isWanted: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => isWanted(name)));
}
