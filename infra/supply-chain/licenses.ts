import type { LockedPackage } from "./package-lock.ts";

/** Licenses that ask for nothing but their notice. https://spdx.org/licenses */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
]);

/** Whether an SPDX expression leaves a way to use the package under permissive licenses alone; one in doubt does not. */
export function isPermissive(expression: string | null): boolean {
  if (expression === null) return false;
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  if (/[()]/.test(plain)) return false;
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every((license) => PERMISSIVE.has(license)));
}

/** A line for each package whose license is not permissive. */
export function licenseFaults(packages: readonly LockedPackage[]): string[] {
  return packages
    .filter(({ license }) => !isPermissive(license))
    .map(({ name, license }) => `${name}: ${license ?? "no license"}`);
}
