import { readFile } from "node:fs/promises";
import { zipSync } from "fflate";
import { z } from "zod";
import type { PackageSettings } from "./package-settings.ts";

/** The files of a package by their names in it. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** What of the manifest names other files, or depends on settings. */
const manifestShape = z.looseObject({
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.looseObject({ additionalLanguages: z.array(z.looseObject({ file: z.string() })) }),
  webApplicationInfo: z.unknown(),
});

const PACKAGE_FOLDER = new URL("../", import.meta.url);
const PLACEHOLDER = /\$\{\{(\w+)\}\}/g;

/** The manifest with its placeholders filled in, and what it names. Without a tab it has no sign-in of one. */
export async function packageFiles({ values }: PackageSettings): Promise<PackageFiles> {
  const read = (name: string): Promise<Buffer> => readFile(new URL(name, PACKAGE_FOLDER));
  const { webApplicationInfo, ...rest } = manifestShape.parse(JSON.parse((await read("manifest.json")).toString()));
  const template = values["TAB_CLIENT_ID"] === undefined ? rest : { ...rest, webApplicationInfo };
  const filled = JSON.stringify(template, null, 2).replace(PLACEHOLDER, (placeholder, name: string) =>
    JSON.stringify(values[name] ?? placeholder).slice(1, -1),
  );
  const names = [
    rest.icons.color,
    rest.icons.outline,
    ...rest.localizationInfo.additionalLanguages.map(({ file }) => file),
  ];
  const files = new Map<string, Uint8Array>([["manifest.json", Buffer.from(`${filled}\n`)]]);
  for (const name of names) files.set(name, await read(name));
  return files;
}

/** The same files make the same package, byte for byte: none has a time of its own. */
export function zipPackage(files: PackageFiles): Uint8Array {
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 9 });
}
