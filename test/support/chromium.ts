import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Commands that are Chromium, in the order in which they are taken. */
const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The Chromium of this machine: the one that CHROMIUM_PATH names, one on the PATH, one that Playwright has downloaded;
 * null when there is none. Throws when CHROMIUM_PATH names something that cannot be run.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment["CHROMIUM_PATH"];
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH is ${named}, which cannot be run`);
    return named;
  }
  const places = COMMANDS.flatMap((command) => programsNamed(command, environment));
  return [...places, chromium.executablePath(), MAC_CHROME].find(isProgram) ?? null;
}

/** Whether Chinese text can be shown; true where nobody can tell. */
export function hasChineseFont(): boolean {
  try {
    return execFileSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" }).trim() !== "";
  } catch {
    return process.platform !== "linux";
  }
}

function programsNamed(command: string, environment: NodeJS.ProcessEnv): string[] {
  return (environment["PATH"] ?? "").split(delimiter).map((folder) => join(folder, command));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
