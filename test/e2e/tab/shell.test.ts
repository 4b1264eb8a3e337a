import assert from "node:assert/strict";
import type { ElementHandle, Frame, Locator } from "playwright-core";
import { FakeTeamsHost, type FakeTeamsOptions } from "../../support/fake-teams-host.ts";
import { sharedTabWorld } from "../../support/tab-browser.ts";
import { TabStage, type TabLook } from "../../support/tab-stage.ts";
import type { TabWorld } from "../../support/tab-world.ts";

/** Of the page in Fluent's themes. */
const BACKGROUNDS = { light: "rgb(245, 245, 245)", dark: "rgb(31, 31, 31)", contrast: "rgb(0, 0, 0)" };

describe("the tab's shell", function () {
  this.timeout(120_000);
  let world: TabWorld;
  const opened: { close(): Promise<void> }[] = [];

  before(async () => {
    world = await sharedTabWorld();
  });
  afterEach(async () => {
    for (const stage of opened.splice(0)) await stage.close();
  });

  async function open(path: string, look?: TabLook): Promise<TabStage> {
    const stage = await TabStage.open(world, path, look);
    opened.push(stage);
    return stage;
  }

  async function openInTeams(options: Partial<FakeTeamsOptions> = {}): Promise<FakeTeamsHost> {
    const token = async (): Promise<string> => (await world.running.tenant.signInPerson(world.employee)).token;
    const host = await FakeTeamsHost.open(world, { token, ...options });
    opened.push(host);
    return host;
  }

  describe("in a browser", () => {
    it("lets one choose a person, by search, and remembers the choice", async () => {
      const { page } = await open("/settings");
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await page.getByRole("button", { name: /^Signed in as: .* \(Admin\)$/ }).press("Enter");
      await page.getByRole("combobox", { name: "Signed in as" }).pressSequentially(world.employee.displayName);
      await page.getByRole("option", { name: world.employee.displayName, exact: true }).click();
      const chosen = page.getByRole("button", { name: `Signed in as: ${world.employee.displayName}`, exact: true });
      await chosen.waitFor();
      await page.getByText("Admin", { exact: true }).waitFor({ state: "detached" });
      await page.reload();
      await chosen.waitFor();
    });

    it("offers the admin's pages to admins only", async () => {
      const { page } = await open("/settings", { personId: world.admin.id });
      await page.getByRole("link", { name: "Organization" }).waitFor();
      const other = await open("/settings", { personId: world.employee.id });
      await other.page.getByRole("heading", { name: "Settings" }).waitFor();
      assert.equal(await other.page.getByRole("link", { name: "Organization" }).count(), 0);
    });

    for (const theme of ["light", "dark", "contrast"] as const) {
      for (const size of ["wide", "phone"] as const) {
        it(`looks right in ${theme}, ${size}`, async () => {
          const stage = await open("/nowhere", { theme, size });
          await stage.page.getByRole("heading", { name: "This page does not exist" }).waitFor();
          await stage.shoot("unknown-page");
          assert.deepEqual(await stage.findings(), []);
          assert.equal(await stage.sidewaysScroll(), 0);
          assert.deepEqual(stage.complaints, []);
        });
      }
    }

    it("speaks Chinese to a Chinese browser", async () => {
      const stage = await open("/nowhere", { language: "zh-CN" });
      await stage.page.getByRole("heading", { name: "此页面不存在" }).waitFor();
      assert.equal(await stage.page.locator("html").getAttribute("lang"), "zh-CN");
      await stage.shoot("unknown-page");
    });

    it("leads from an unknown page to the overview", async () => {
      const { page } = await open("/nowhere");
      await page.getByRole("link", { name: "Go to the overview" }).click();
      await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/tab/");
    });

    it("moves the focus to the heading of the page one goes to, and names the window for it", async () => {
      const { page } = await open("/settings");
      // Before the first page is there, nobody has left it.
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await page.getByRole("link", { name: "Privacy" }).press("Enter");
      const heading = page.getByRole("heading", { level: 1, name: "Privacy" });
      await heading.waitFor();
      await untilFocused(heading);
      assert.equal(await page.title(), "Privacy – Callwise");
      assert.equal(await page.getByRole("link", { name: "Privacy" }).getAttribute("aria-current"), "page");
    });

    it("can be skipped into by keyboard", async () => {
      const { page } = await open("/settings");
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await page.keyboard.press("Tab");
      await page.getByRole("link", { name: "Skip to content" }).press("Enter");
      await untilFocused(page.getByRole("main"));
    });

    it("has its pages behind a menu on a phone", async () => {
      const stage = await open("/settings", { size: "phone" });
      const { page } = stage;
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      const link = page.getByRole("link", { name: "Privacy" });
      const menu = page.getByRole("button", { name: "Menu" });
      assert.equal(await link.isVisible(), false);
      await menu.press("Enter");
      await link.waitFor();
      await stage.shoot("menu");
      assert.deepEqual(await stage.findings(), []);
      await page.keyboard.press("Escape");
      await link.waitFor({ state: "hidden" });
      await menu.click();
      await link.click();
      await page.getByRole("heading", { level: 1, name: "Privacy" }).waitFor();
      assert.equal(await link.isVisible(), false);
    });
  });

  describe("without a network", () => {
    it("says so, keeps the page, and tries again when asked", async () => {
      const { page, context } = await open("/settings");
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await context.setOffline(true);
      const notice = page.getByText("Callwise cannot be reached. What you see may be old.");
      await notice.waitFor();
      await context.setOffline(false);
      await notice.waitFor({ state: "detached" });
    });

    it("tells a service that does not answer from one that fails, each with a second try", async () => {
      const stage = await TabStage.prepare(world);
      opened.push(stage);
      const { page } = stage;
      await page.route("**/api/me", (route) => route.abort());
      await stage.goto("/settings");
      await page.getByText("Callwise cannot be reached. Check your network connection.").waitFor();
      await stage.shoot("unreachable");
      const body = JSON.stringify({ code: "failed", message: "Something went wrong here.", requestId: "r-1" });
      await page.unroute("**/api/me");
      await page.route("**/api/me", (route) => route.fulfill({ status: 500, contentType: "application/json", body }));
      await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
      await page.getByText("Request id: r-1").waitFor();
      assert.deepEqual(await stage.findings(), []);
      await stage.shoot("failed");
      await page.unroute("**/api/me");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    });
  });

  describe("where nobody can sign in", () => {
    for (const [kind, title] of [
      ["notConfigured", "The tab is not set up yet"],
      ["teams", "Open Callwise in Teams"],
    ] as const) {
      it(`says what to do: ${kind}`, async () => {
        const stage = await TabStage.prepare(world);
        opened.push(stage);
        const json = { version: "0", signIn: { kind, clientId: "00000000-0000-0000-0000-000000000000" } };
        await stage.page.route("**/api/start", (route) => route.fulfill({ json }));
        await stage.goto("/");
        await stage.page.getByRole("heading", { level: 1, name: title }).waitFor();
        assert.deepEqual(await stage.findings(), []);
        await stage.shoot(kind);
      });
    }
  });

  describe("in Teams", () => {
    it("signs in with Teams' token, without a person picker, and tells Teams that it is there", async () => {
      const host = await openInTeams();
      await host.frame.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
      assert.equal(await host.frame.getByRole("button", { name: "Signed in as" }).count(), 0);
      const asked = await host.asked();
      assert.equal(asked.filter((name) => name === "authentication.getAuthToken").length, 1);
      assert.ok(asked.includes("appInitialization.success"), asked.join());
    });

    it("follows Teams' theme at once, without a reload", async () => {
      const host = await openInTeams();
      const heading = host.frame.getByRole("heading", { level: 1, name: "Overview" });
      await heading.waitFor();
      const root = host.frame.locator("#root > .fui-FluentProvider > div");
      // A reload would not have it.
      await root.evaluate((element: PageElement) => element.setAttribute("data-from-before", ""));
      await untilColored(root, BACKGROUNDS.light);
      await host.changeTheme("dark");
      await untilColored(root, BACKGROUNDS.dark);
      await host.changeTheme("contrast");
      await untilColored(root, BACKGROUNDS.contrast);
      assert.equal(await root.getAttribute("data-from-before"), "");
    });

    it("speaks the language of Teams", async () => {
      const host = await openInTeams({ locale: "zh-cn" });
      await host.frame.getByRole("heading", { level: 1, name: "概览" }).waitFor();
    });

    it("opens the page that a deep link names", async () => {
      const host = await openInTeams({ subPageId: "feedback?period=lastWeek" });
      await host.frame.getByRole("heading", { level: 1, name: "Poor calls and feedback" }).waitFor();
      assert.equal(await host.frame.getByRole("combobox", { name: "Period" }).inputValue(), "lastWeek");
    });

    it("renews a token that the service no longer takes, once and silently", async () => {
      let issued = 0;
      const token = async (): Promise<string> => {
        issued += 1;
        const { token } = await world.running.tenant.signInPerson(world.employee);
        return issued === 1 ? `${token.slice(0, -4)}AAAA` : token;
      };
      const host = await openInTeams({ token });
      await host.frame.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
      assert.equal(issued, 2);
    });

    it("says so when Teams gives no token, and tries again when asked", async () => {
      let isRefused = true;
      const token = async (): Promise<string | null> =>
        isRefused ? null : (await world.running.tenant.signInPerson(world.employee)).token;
      const host = await openInTeams({ token });
      await host.frame.getByRole("heading", { level: 1, name: "You could not be signed in" }).waitFor();
      await host.stage.shoot("sign-in-failed");
      isRefused = false;
      await host.frame.getByRole("button", { name: "Try again" }).click();
      await host.frame.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    });
  });
});

/** As much of a page's elements as is used here: the tests are checked without the types of browsers. */
type PageElement = {
  ownerDocument: {
    activeElement: unknown;
    defaultView: { getComputedStyle(element: PageElement): { backgroundColor: string } };
  };
  setAttribute(name: string, value: string): void;
};

/** Waits until an element has the focus; fails by its patience. */
async function untilFocused(element: Locator): Promise<void> {
  const { frame, handle } = await foundIn(element);
  await frame.waitForFunction((found: PageElement) => found.ownerDocument.activeElement === found, handle);
}

/** Waits until an element has a background color; fails by its patience. */
async function untilColored(element: Locator, color: string): Promise<void> {
  const { frame, handle } = await foundIn(element);
  await frame.waitForFunction(
    ([found, wanted]: [PageElement, string]) =>
      found.ownerDocument.defaultView.getComputedStyle(found).backgroundColor === wanted,
    [handle, color] as [typeof handle, string],
  );
}

async function foundIn(element: Locator): Promise<{ frame: Frame; handle: ElementHandle }> {
  const handle = await element.elementHandle();
  const frame = await handle?.ownerFrame();
  assert.ok(handle && frame);
  return { frame, handle };
}
