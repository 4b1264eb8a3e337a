import type { FrameLocator, Page } from "playwright-core";
import { TabStage, type TabLook } from "./tab-stage.ts";
import type { TabWorld } from "./tab-world.ts";

const HOST = "https://teams.microsoft.com";
const HOST_PAGE = `${HOST}/callwise-test-host`;

/** Teams' own names. */
export type TeamsTheme = "default" | "dark" | "contrast";

export type FakeTeamsOptions = Pick<TabLook, "size"> & {
  theme?: TeamsTheme;
  locale?: string;
  /** Of a deep link. */
  subPageId?: string;
  /** Gives what Teams' single sign-on gives; null refuses. Called as often as the tab asks. */
  token: () => Promise<string | null>;
};

/**
 * Teams around the tab, as far as the tab speaks to it: a page at Teams' own address with the tab in a frame, which
 * answers teams-js' messages. The message format is that of @microsoft/teams-js 2.
 */
export class FakeTeamsHost {
  readonly stage: TabStage;
  readonly frame: FrameLocator;

  private constructor(stage: TabStage) {
    this.stage = stage;
    this.frame = stage.page.frameLocator("iframe");
  }

  static async open(world: TabWorld, options: FakeTeamsOptions): Promise<FakeTeamsHost> {
    const { theme = "default", locale = "en-gb", subPageId = "", token, size = "wide" } = options;
    // The machine's own theme is another one, so that it is seen whose theme the tab takes.
    const stage = await TabStage.prepare(world, { size, theme: theme === "default" ? "dark" : "light" });
    // A page of the internet may frame one of this machine only when it is allowed to.
    await stage.context.grantPermissions(["local-network-access"], { origin: HOST });
    await stage.page.exposeFunction("issueToken", token);
    const context = { theme, locale, subEntityId: subPageId, entityId: "overview", hostName: "Teams", sessionId: "1" };
    const body = hostPage(`${world.address}/tab/`, context);
    await stage.page.route(HOST_PAGE, (route) => route.fulfill({ contentType: "text/html", body }));
    await stage.page.goto(HOST_PAGE);
    return new FakeTeamsHost(stage);
  }

  get page(): Page {
    return this.stage.page;
  }

  async changeTheme(theme: TeamsTheme): Promise<void> {
    await this.page.evaluate(`tell("themeChange", [${JSON.stringify(theme)}])`);
  }

  /** Functions of teams-js that the tab has called, in their order. */
  asked(): Promise<string[]> {
    return this.page.evaluate<string[]>("asked");
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}

function hostPage(tabUrl: string, context: Readonly<Record<string, string>>): string {
  return `<!doctype html>
<html lang="en">
  <title>Test host</title>
  <style>html, body, iframe { margin: 0; width: 100%; height: 100%; border: 0; display: block }</style>
  <iframe title="Callwise" src="${tabUrl}"></iframe>
  <script>
    const asked = [];
    const tab = document.querySelector("iframe").contentWindow;
    const tabOrigin = new URL(${JSON.stringify(tabUrl)}).origin;
    const tell = (func, args) => tab.postMessage({ func, args }, tabOrigin);
    const answers = {
      initialize: () => ["content", "web", JSON.stringify({ apiVersion: 1, supports: {} }), "2.0.0"],
      getContext: () => [${JSON.stringify(context)}],
      "authentication.getAuthToken": async () => {
        const token = await issueToken();
        return token === null ? [false, "ConsentDenied"] : [true, token];
      },
    };
    addEventListener("message", async ({ source, origin, data }) => {
      if (source !== tab || origin !== tabOrigin) return;
      asked.push(data.func);
      const { id, uuid, uuidAsString } = data;
      const args = await answers[data.func]?.();
      if (args !== undefined) tab.postMessage({ id, uuid, uuidAsString, args }, tabOrigin);
    });
  </script>
</html>`;
}
