import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";
import type { ConversationName } from "./local-client.ts";
import { ShownCard } from "./shown-card.ts";

const PATIENCE_MS = 20_000;
const CARD = ".ac-adaptiveCard";
const NAMES = { personal: "Personal Chat", group: "Project group", channel: "Project team - General" } as const;

/** The client shows no card in full width, as Teams does: its frames are given the width that is wanted. */
const WIDTHS = `
  .ac-adaptiveCard, .ac-preview-panel, div:has(> .ac-preview-panel), .fai-OutputCard {
    max-width: none !important; width: var(--card-width, 446px) !important; box-sizing: border-box !important;
  }
`;
/** As much of a page's elements as is used here: the project is checked without the types of browsers. */
type PageElement = {
  style: { setProperty(name: string, value: string): void };
  viewBox: { baseVal: { width: number } };
  closest(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getBoundingClientRect(): { width: number };
};

/** The page of Microsoft's local client in Chromium, on one of its conversations. */
export class TeamsPage {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** Opening it installs the bot: the welcome is its first message. */
  static async open(origin: string): Promise<TeamsPage> {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error("There is no Chromium: run npm run pretest, or set CHROMIUM_PATH.");
    // Chromium's sandbox does not start as root, as in containers.
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage({ viewport: { width: 1600, height: 2400 }, locale: "en-US" });
      page.setDefaultTimeout(PATIENCE_MS);
      // Fonts and an animation of a content delivery network: the tests use no network.
      await page.route(
        (url) => url.origin !== origin,
        (route) => route.abort(),
      );
      await page.goto(origin);
      await page.addStyleTag({ content: WIDTHS });
      return new TeamsPage(browser, page);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async show(conversation: ConversationName): Promise<void> {
    await this.#page.getByRole("treeitem", { name: NAMES[conversation] }).click();
  }

  get cards(): Locator {
    return this.#page.locator(CARD);
  }

  /** Types a message and sends it, as a person does. */
  async type(text: string): Promise<void> {
    await this.#page.getByRole("textbox").last().fill(text);
    await this.#page.getByRole("button", { name: "Send Message" }).click();
  }

  /** The card that appears after `act`. */
  async cardAfter(act: () => Promise<unknown>): Promise<Locator> {
    const before = await this.cards.count();
    await act();
    const card = this.cards.nth(before);
    await card.waitFor();
    return card;
  }

  /** Clicks a button, or another part of a card, and waits until the card stands replaced in its place. */
  async replaced(card: Locator, target: string | Locator, title: string): Promise<ShownCard> {
    const before = await this.cards.count();
    const button = typeof target === "string" ? card.getByRole("button", { name: target, exact: true }) : target;
    await button.first().click();
    await card.getByText(title, { exact: true }).first().waitFor();
    if ((await this.cards.count()) !== before) throw new Error("the click brought another card");
    return ShownCard.read(card);
  }

  /** Mentions the bot in a new post of the channel that is shown. */
  async post(text: string): Promise<void> {
    const box = this.#page.getByRole("textbox").first();
    await box.click();
    await box.pressSequentially("@Callwise");
    await this.#page.getByRole("menuitem", { name: "Callwise" }).click();
    await box.pressSequentially(` ${text}`);
    await this.#page.getByRole("button", { name: "Post" }).click();
  }

  /** A picture of a card as it looks in a frame of this width, in CSS pixels. */
  async shoot(card: Locator, width: number, path: string): Promise<void> {
    await card.evaluate((element: PageElement, wanted: string) => {
      element.closest(".fai-OutputCard")?.style.setProperty("--card-width", wanted);
    }, `${width}px`);
    // Bar charts are drawn anew after their place has changed; the others keep their size.
    await this.#page.waitForFunction(
      (element: PageElement) =>
        [...element.querySelectorAll('svg[width="100%"][viewBox^="-"]')].every(
          (chart) => Math.abs(chart.viewBox.baseVal.width - chart.getBoundingClientRect().width) <= 1,
        ),
      await card.elementHandle(),
    );
    await card.screenshot({ path, animations: "disabled" });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
