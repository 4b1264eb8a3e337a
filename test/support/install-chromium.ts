import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { findChromium, hasChineseFont } from "./chromium.ts";

/*
 * Run before the tests, which open the cards in Chromium: finds one or installs one, and says which. As root on Debian it
 * is Debian's package, elsewhere Playwright's own download. Exit code 1 when there is none and none can be had.
 */

const isRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whether the command ended well; what it says goes to standard error. */
function run(command: string, args: string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env: environment }).status === 0;
}

function installPackages(names: string[]): boolean {
  return run("apt-get", ["update", "-q"]) && run("apt-get", ["install", "-qy", "--no-install-recommends", ...names]);
}

function download(): boolean {
  const client = createRequire(import.meta.url).resolve("playwright-core/cli.js");
  return run(process.execPath, [client, "install", "chromium"]);
}

function install(): void {
  if (isRootOnDebian) {
    say("Chromium is not here: installing Debian's package chromium, with fonts-noto-cjk for Chinese text.");
    if (installPackages(["chromium", "fonts-noto-cjk"])) return;
    say("Debian's package cannot be had: downloading Playwright's Chromium.");
  } else {
    say("Chromium is not here: downloading Playwright's.");
  }
  download();
}

function main(): number {
  if (findChromium() === null) install();
  const path = findChromium();
  if (path === null) {
    say("The tests need Chromium, and it can be neither found nor installed. Set CHROMIUM_PATH to one.");
    return 1;
  }
  if (!hasChineseFont() && !(isRootOnDebian && installPackages(["fonts-noto-cjk"]))) {
    say("There is no font for Chinese text: screenshots of Chinese cards will show boxes.");
  }
  say(`Chromium for the tests: ${path}`);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
