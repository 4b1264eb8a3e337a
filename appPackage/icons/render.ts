import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { findChromium } from "../../test/support/chromium.ts";

/*
 * Draws the icons of the app package from their SVG sources: `node --import tsx appPackage/icons/render.ts`.
 * Run it after a drawing has changed and commit the PNG files: packaging needs no browser.
 */

const ICONS = [
  { source: "icons/color.svg", image: "color.png", size: 192, omitBackground: false },
  { source: "icons/outline.svg", image: "outline.png", size: 32, omitBackground: true },
];

const inPackage = (path: string): URL => new URL(`../${path}`, import.meta.url);

const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: ["--no-sandbox"] });
try {
  for (const { source, image, size, omitBackground } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const drawing = await readFile(inPackage(source), "utf8");
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
    await writeFile(inPackage(image), await page.screenshot({ omitBackground }));
    await page.close();
  }
} finally {
  await browser.close();
}
