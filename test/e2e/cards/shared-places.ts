import assert from "node:assert/strict";
import { messagesFor } from "../../../bot/messages/messages.ts";
import { ShownCard } from "../../support/shown-card.ts";
import { STAGE_TIME_ZONE, type TeamsStage } from "../../support/teams-stage.ts";
import { assertSummary } from "./own-cards.ts";

const { conversation, titles } = messagesFor("en", STAGE_TIME_ZONE);
const { shared } = conversation;

/** A channel and a group chat: nobody's figures stand there without their click. */
export function sharedPlaces(stage: TeamsStage): void {
  afterEach(() => stage.page.show("personal"));

  it("shows figures in a channel after a confirming click", async () => {
    await stage.page.show("channel");
    const card = await stage.page.cardAfter(() => stage.page.post("my calls this week"));
    const question = await ShownCard.read(card);
    assert.deepEqual(question.buttons, [shared.showHere, shared.onlyToMe]);
    await stage.shoot(card, "channel-question");
    const shown = await stage.page.replaced(card, shared.showHere, titles.calls);
    assertSummary(shown, stage.truth({ kind: "thisWeek" }));
    await stage.shoot(card, "channel");
  });

  it("answers in the personal chat what a group chat is not to see", async () => {
    await stage.page.show("group");
    const card = await stage.page.cardAfter(() => stage.client.send("my calls last week", "group"));
    await stage.shoot(card, "group-question");
    const line = await stage.page.replaced(card, shared.onlyToMe, shared.answeredPrivately);
    assert.deepEqual(line.texts, [shared.answeredPrivately]);
    await stage.page.show("personal");
    await stage.page.cards.last().getByText(titles.calls, { exact: true }).first().waitFor();
    assertSummary(await ShownCard.read(stage.page.cards.last()), stage.truth({ kind: "lastWeek" }));
  });
}
