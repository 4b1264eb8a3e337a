import { licenseFaults } from "./licenses.ts";
import { readPackageLock } from "./package-lock.ts";
import { tabPackages } from "./tab-packages.ts";

/*
 * `npm run check:licenses`: what runs on a server and what the tab brings to browsers must be under permissive licenses,
 * as package-lock.json tells them. Exit code 1 when something is not.
 */

const lock = await readPackageLock();
const groups = [
  { label: "the service's dependencies", packages: lock.installed() },
  { label: "the tab's", packages: lock.reachedFrom(await tabPackages()) },
];
for (const { label, packages } of groups) {
  const faults = licenseFaults(packages);
  if (faults.length === 0) {
    process.stdout.write(`${packages.length} packages of ${label}: all permissive\n`);
  } else {
    process.exitCode = 1;
    process.stderr.write(`${faults.length} of ${packages.length} packages of ${label}:\n  ${faults.join("\n  ")}\n`);
  }
}
