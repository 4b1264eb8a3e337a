import assert from "node:assert/strict";
import type { AdaptiveCard } from "../../bot/cards/adaptive-card.ts";
import { assertCardRules } from "../support/card-rules.ts";
import { cardTexts } from "../support/card-texts.ts";
import { buildGivenUp, buildIncident } from "../support/incident-builder.ts";
import { startLocalClient, type LocalClient } from "../support/local-client.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";

/** The whole product, and what a channel shows in Microsoft's own client. */
describe("an incident in a channel of Microsoft's local client", function () {
  this.timeout(60_000);
  let running: RunningService;
  let client: LocalClient;

  before(async () => {
    running = await startRunningService({
      pastDays: 1,
      adminIds: ({ suggestedPerson }) => [suggestedPerson.id],
      alertPace: { readEveryMs: 300, sendEveryMs: 300, channelGapMs: 100, healthyForMs: 3_000, behindForMs: 600_000 },
    });
    client = await startLocalClient({ botEndpoint: `${running.service.address}/api/messages` });
  });
  after(async () => {
    await client?.stop();
    await running?.stop();
  });

  it("appears as a message of its own and resolves in place", async () => {
    await client.send("alerts here", "channel");
    const [answer] = textsOf(await client.nextMessage());
    assert.equal(answer, "Alerts");
    const since = new Date(running.service.status().subscription?.checkedAt ?? 0);
    const incident = buildIncident({ since, revisedAt: since, content: buildGivenUp(7) });
    assert.equal(await running.service.store.incidents.save(incident, null), true);
    const posted = await client.nextMessage();
    assert.equal(posted.conversationId, client.conversationId("channel"));
    assert.deepEqual(textsOf(posted).slice(0, 3), ["Calls given up", "UTC", "7 calls were given up within a day."]);
    const updated = await client.nextMessage();
    assert.equal(updated.messageId, posted.messageId);
    assert.deepEqual(textsOf(updated).slice(2, 3), ["Resolved"]);
  });
});

function textsOf({ cards }: { cards: unknown[] }): string[] {
  assert.equal(cards.length, 1);
  const card = cards[0] as AdaptiveCard;
  assertCardRules(card);
  return cardTexts(card);
}
