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
  staticTabs: z.unknown(),
});

const PACKAGE_FOLDER = new URL("../", import.meta.url);
const PLACEHOLDER = /\$\{\{(\w+)\}\}/g;

/** The manifest with its placeholders filled in, and what it names. Without a sign-in for it there is no tab. */
export async function packageFiles({ values }: PackageSettings): Promise<PackageFiles> {
  const read = (name: string): Promise<Buffer> => readFile(new URL(name, PACKAGE_FOLDER));
  const { webApplicationInfo, staticTabs, ...rest } = manifestShape.parse(
    JSON.parse((await read("manifest.json")).toString()),
  );
  const hasTab = values["TAB_CLIENT_ID"] !== undefined;
  const template = hasTab ? { ...rest, staticTabs, webApplicationInfo } : rest;
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
  if (hasTab) return files;
  for (const { file } of rest.localizationInfo.additionalLanguages) files.set(file, withoutTab(await read(file)));
  return files;
}

/** A localization file must not have a text for what the manifest has not. */
function withoutTab(localization: Buffer): Buffer {
  const texts = z.record(z.string(), z.string()).parse(JSON.parse(localization.toString()));
  const kept = Object.entries(texts).filter(([place]) => !place.startsWith("staticTabs["));
  return Buffer.from(`${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** The same files make the same package, byte for byte: none has a time of its own. */
export function zipPackage(files: PackageFiles): Uint8Array {
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 9 });
}
