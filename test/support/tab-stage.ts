import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { sharedBrowser } from "./tab-browser.ts";
import { TAB_NOW, TAB_TIME_ZONE, type TabWorld } from "./tab-world.ts";
import { SCREENSHOTS } from "./teams-stage.ts";

export const TAB_SCREENSHOTS = join(SCREENSHOTS, "tab");
const PATIENCE_MS = 20_000;

export const TAB_THEMES = ["light", "dark", "contrast"] as const;
export const TAB_SIZES = ["wide", "phone"] as const;

const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
const LOCALES = { en: "en-GB", "zh-CN": "zh-CN" };

/** How somebody sees the tab in a plain browser. */
export type TabLook = {
  theme?: (typeof TAB_THEMES)[number];
  size?: (typeof TAB_SIZES)[number];
  language?: keyof typeof LOCALES;
  /** Whom one is; the tenant's suggested person, an admin, unless given. */
  personId?: string;
};

type KnownLook = Required<Omit<TabLook, "personId">>;

/** The tab in Chromium as one person sees it. Close it after the test. */
export class TabStage {
  readonly page: Page;
  readonly #world: TabWorld;
  readonly #context: BrowserContext;
  #look: KnownLook;
  /** What the page complained of; a test that expects none asserts that it is empty. */
  readonly complaints: string[] = [];

  private constructor(world: TabWorld, context: BrowserContext, page: Page, look: KnownLook) {
    this.#world = world;
    this.#context = context;
    this.page = page;
    this.#look = look;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      // A refused request is the page's to show; the browser logs it as an error.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.complaints.push(message.text());
      }
    });
  }

  /** `path` is below /tab, with its query string. */
  static async open(world: TabWorld, path: string, look: TabLook = {}): Promise<TabStage> {
    const stage = await TabStage.prepare(world, look);
    await stage.goto(path);
    return stage;
  }

  /** A page on which nothing is open yet, for tests that stand between it and the service. */
  static async prepare(world: TabWorld, look: TabLook = {}): Promise<TabStage> {
    const { theme = "light", size = "wide", language = "en", personId } = look;
    const browser = await sharedBrowser();
    const context = await browser.newContext({
      viewport: SIZES[size],
      locale: LOCALES[language],
      timezoneId: TAB_TIME_ZONE,
      reducedMotion: "reduce",
      ...colorsOf(theme),
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    // The tab's today is the tenant's.
    await page.clock.setFixedTime(TAB_NOW);
    if (personId !== undefined) {
      const entry = `sessionStorage.getItem("callwise.simulatedPerson") ?? sessionStorage.setItem("callwise.simulatedPerson", ${JSON.stringify(personId)})`;
      await page.addInitScript({ content: entry });
    }
    return new TabStage(world, context, page, { theme, size, language });
  }

  get context(): BrowserContext {
    return this.#context;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#world.address}/tab${path}`);
  }

  /** The page is there with its figures: its heading stands, and nothing is being loaded any more. */
  async settled(): Promise<void> {
    await this.page.getByRole("heading", { level: 1 }).waitFor();
    await this.page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  }

  /** The same page in another theme or size, live: nothing is loaded again. */
  async lookAgain(look: Partial<Pick<KnownLook, "theme" | "size">>): Promise<void> {
    this.#look = { ...this.#look, ...look };
    const { theme, size } = this.#look;
    await this.page.emulateMedia({ ...colorsOf(theme), reducedMotion: "reduce" });
    await this.page.setViewportSize(SIZES[size]);
  }

  /** A picture of the whole page under screenshots/tab, named for how it is looked at. */
  async shoot(name: string): Promise<void> {
    const { theme, size, language } = this.#look;
    await mkdir(TAB_SCREENSHOTS, { recursive: true });
    const file = [name, theme, size, ...(language === "en" ? [] : [language])].join("-");
    await this.page.screenshot({
      path: join(TAB_SCREENSHOTS, `${file}.png`),
      fullPage: true,
      animations: "disabled",
    });
  }

  /** What axe finds, a line each: empty is good. Tabster's own focus catchers are no elements that anybody meets. */
  async findings(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).exclude("[data-tabster-dummy]").analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  }

  /** How far the page can be scrolled sideways, in CSS pixels: 0 is good. */
  async sidewaysScroll(): Promise<number> {
    return this.page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

function colorsOf(theme: (typeof TAB_THEMES)[number]): Pick<BrowserContextOptions, "colorScheme" | "forcedColors"> {
  return { colorScheme: theme === "light" ? "light" : "dark", forcedColors: theme === "contrast" ? "active" : "none" };
}
