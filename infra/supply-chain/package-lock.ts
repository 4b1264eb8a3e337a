import { readFile } from "node:fs/promises";
import { z } from "zod";

const dependencies = z.record(z.string(), z.string()).default({});

const lockShape = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      license: z.string().optional(),
      dev: z.boolean().default(false),
      hasInstallScript: z.boolean().default(false),
      dependencies,
      optionalDependencies: dependencies,
      peerDependencies: dependencies,
    }),
  ),
});

/** A locked package; `license` is what it calls itself, an SPDX expression, or null. */
export type LockedPackage = {
  name: string;
  /** "node_modules/a/node_modules/b" */
  place: string;
  license: string | null;
  isDevelopment: boolean;
  hasInstallScript: boolean;
};

type Entries = z.output<typeof lockShape>["packages"];

/** The packages of package-lock.json (version 3) by their places, "node_modules/a/node_modules/b". */
export class PackageLock {
  readonly #entries: Entries;

  constructor(content: unknown) {
    this.#entries = lockShape.parse(content).packages;
  }

  /** What an installation without the development dependencies has. */
  installed(): LockedPackage[] {
    const places = Object.keys(this.#entries).filter((place) => place !== "");
    return this.#at(places).filter(({ isDevelopment }) => !isDevelopment);
  }

  /** These packages of the checkout and all that they depend on, each once. */
  reachedFrom(names: readonly string[]): LockedPackage[] {
    const reached = new Set<string>();
    const visit = (from: string, name: string): void => {
      const place = this.#resolve(from, name);
      if (place === null || reached.has(place)) return;
      reached.add(place);
      const { dependencies, optionalDependencies, peerDependencies } = this.#entries[place] ?? {};
      for (const next of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
        visit(place, next);
      }
    };
    for (const name of names) visit("", name);
    return this.#at([...reached]);
  }

  /** As Node resolves: in the package's own folder, then in each one above it. Null for one that is optional and absent. */
  #resolve(from: string, name: string): string | null {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
      const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      if (this.#entries[place] !== undefined) return place;
      if (folder === "") return null;
    }
  }

  #at(places: readonly string[]): LockedPackage[] {
    return places.flatMap((place) => {
      const entry = this.#entries[place];
      if (entry === undefined) return [];
      const { license = null, dev: isDevelopment, hasInstallScript } = entry;
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      return [{ name, place, license, isDevelopment, hasInstallScript }];
    });
  }
}

/** The lockfile of this checkout. */
export async function readPackageLock(): Promise<PackageLock> {
  return new PackageLock(JSON.parse(await readFile(new URL("../../package-lock.json", import.meta.url), "utf8")));
}
