import { chromium, type Browser } from "playwright-core";
import { findChromium } from "./chromium.ts";
import { TabWorld } from "./tab-world.ts";

/*
 * One Chromium and one simulated world for all tests of the tab, started by the first that asks and ended after the last
 * test: importing this file registers that. A test that changes what others see starts a world of its own.
 */

let browser: Promise<Browser> | null = null;
let world: Promise<TabWorld> | null = null;

export function sharedBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}

export function sharedTabWorld(): Promise<TabWorld> {
  world ??= TabWorld.start();
  return world;
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("There is no Chromium: run npm run pretest, or set CHROMIUM_PATH.");
  // Chromium's sandbox does not start as root, as in containers.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

after("the tab's browser and world", async function () {
  this.timeout(20_000);
  await (await browser)?.close();
  await (await world)?.stop();
});
