import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPackageLock } from "../../infra/supply-chain/package-lock.ts";
import { buildTab, gzipBytes, readBuildManifest } from "../support/built-tab.ts";
import { firstLoad } from "../support/first-load.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
/** What the service runs from beside its packages: what the Dockerfile copies. */
const SOURCES = ["bin", "src", "bot", "tab/dist"];

export type InstallSize = {
  /** Bytes of files: of what `npm ci --omit=dev` leaves here, and of all that `npm ci` leaves. */
  productionBytes: number;
  wholeBytes: number;
  productionPackages: number;
  /** Of the service itself, the built tab included. */
  ownBytes: number;
};

/** From the lockfile and what is installed here; an optional package of another platform is not there and takes nothing. */
export async function measureInstall(): Promise<InstallSize> {
  const lock = await readPackageLock();
  const production = lock.installed().map(({ place }) => join(REPOSITORY, place));
  const present = production.filter(existsSync);
  return {
    productionBytes: present.reduce((sum, place) => sum + bytesIn(place, true), 0),
    wholeBytes: bytesIn(join(REPOSITORY, "node_modules"), false),
    productionPackages: present.length,
    ownBytes: SOURCES.reduce((sum, place) => sum + bytesIn(join(REPOSITORY, place), false), 0),
  };
}

export type TabSize = { firstBytes: number; wholeBytes: number };

/** Gzip, as browsers get it: before the overview stands there, and of every page with every language and theme. */
export function measureTab(): TabSize {
  buildTab();
  const manifest = readBuildManifest();
  const files = new Set(Object.values(manifest).map(({ file }) => file));
  return {
    firstBytes: firstLoad(manifest).reduce((sum, { bytes }) => sum + bytes, 0),
    wholeBytes: [...files].filter(isCompressed).reduce((sum, file) => sum + gzipBytes(file), 0),
  };
}

function isCompressed(file: string): boolean {
  return existsSync(join(REPOSITORY, "tab/dist", `${file}.gz`));
}

/** @param isPackage the packages inside count by themselves */
function bytesIn(folder: string, isPackage: boolean): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + (isPackage && entry.name === "node_modules" ? 0 : bytesIn(path, isPackage));
    return sum + (entry.isFile() ? statSync(path).size : 0);
  }, 0);
}
