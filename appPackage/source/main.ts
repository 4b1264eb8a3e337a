import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readEnvironment } from "../../src/config/env.ts";
import { errorCode, ServiceError } from "../../src/service-error.ts";
import { packageFiles, zipPackage } from "./build-package.ts";
import { checkPackage } from "./check-package.ts";
import { readPackageSettings } from "./package-settings.ts";

/*
 * `npm run package`: fills the manifest's placeholders with the settings, checks the package, and writes it to
 * build/callwise.zip. Exit code 1 when a setting is wrong or the package would be refused.
 */

const BUILD_FOLDER = new URL("../../build/", import.meta.url);

async function main(): Promise<void> {
  const settings = readPackageSettings(readEnvironment());
  const files = await packageFiles(settings);
  const faults = await checkPackage(files);
  if (faults.length > 0) throw new ServiceError("invalid_app_package", faults.join("\n"));
  await mkdir(BUILD_FOLDER, { recursive: true });
  const target = new URL("callwise.zip", BUILD_FOLDER);
  await writeFile(target, zipPackage(files));
  process.stdout.write(`${fileURLToPath(target)}: ${[...files.keys()].join(", ")}\n`);
  for (const name of settings.assumed) {
    process.stdout.write(`${name} is not set: the app names ${settings.values[name] ?? ""} instead.\n`);
  }
}

try {
  await main();
} catch (error) {
  process.exitCode = 1;
  const message = error instanceof Error ? error.message : "Something unexpected went wrong.";
  process.stderr.write(`package: ${errorCode(error)}: ${message.replaceAll("\n", "\n  ")}\n`);
}
