import assert from "node:assert/strict";
import { TAB_ENTITY_ID, teamsTabLink } from "../../../../bot/cards/teams-tab-link.ts";

describe("a link into the tab in Teams", () => {
  it("names the app, the tab and, in its context, the page with its query string", () => {
    const url = new URL(teamsTabLink("1f2e3d4c-5b6a-4988-8776-655443322110")("calls?period=lastWeek&person=a%26b"));
    assert.equal(url.origin, "https://teams.microsoft.com");
    assert.equal(url.pathname, `/l/entity/1f2e3d4c-5b6a-4988-8776-655443322110/${TAB_ENTITY_ID}`);
    assert.deepEqual([...url.searchParams.keys()], ["context"]);
    assert.deepEqual(JSON.parse(url.searchParams.get("context") ?? ""), {
      subEntityId: "calls?period=lastWeek&person=a%26b",
    });
  });
});
