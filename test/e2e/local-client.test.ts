import assert from "node:assert/strict";
import type { AdaptiveCard } from "../../bot/cards/adaptive-card.ts";
import { BotServer } from "../support/bot-server.ts";
import { assertCardRules } from "../support/card-rules.ts";
import { startLocalClient, type LocalClient } from "../support/local-client.ts";
import { ALEX } from "../support/sample-calls.ts";

/** The bot before sample calls of known figures, in Microsoft's own client. */
describe("bot in Microsoft's local client", function () {
  this.timeout(60_000);
  let server: BotServer;
  let client: LocalClient;

  before(async () => {
    server = await new BotServer().start();
    client = await startLocalClient({
      botEndpoint: server.endpoint,
      aadObjectId: ALEX.id,
      timeZone: "Europe/Berlin",
    });
  });

  after(async () => {
    await client?.stop();
    await server?.stop();
  });

  it("greets the person who installs it, and keeps the conversation", async () => {
    await client.happen("install");
    const card = onlyCard(await client.nextMessage());
    assert.match(card.fallbackText, /^Welcome to Callwise/);
    const kept = server.conversations.get(client.conversationId("personal"));
    assert.equal(kept?.personId, ALEX.id);
    assert.equal(kept.tenantId, client.config.tenantId);
  });

  it("answers “my calls this week” with the right figures", async () => {
    await client.send("my calls this week");
    const card = onlyCard(await client.nextMessage());
    assert.deepEqual(textsOf(card).slice(0, 10), [
      "My calls",
      "This week, Mon Nov 16 – Sun Nov 22, Europe/Berlin",
      "6",
      "Calls",
      "2 h 45 min",
      "Time in calls",
      "1 of 5",
      "Poor, of those judged",
      "2 of 3",
      "Rated, of those asked",
    ]);
  });

  it("replaces the card by the answer of the button that was clicked", async () => {
    await client.send("my calls this week");
    const message = await client.nextMessage();
    const button = onlyCard(message).actions?.find(({ title }) => title === "Poor calls");
    assert.ok(button);
    const response = await client.execute(message, button);
    const { type, value } = response as { type: string; value: AdaptiveCard };
    assert.equal(type, "application/vnd.microsoft.card.adaptive");
    assertCardRules(value);
    assert.deepEqual(textsOf(value).slice(0, 4), [
      "Poor calls",
      "This week, Mon Nov 16 – Sun Nov 22, Europe/Berlin",
      "1 of 5",
      "Poor, of those judged",
    ]);
  });

  it("answers the same button in a client without Universal Actions", async () => {
    await client.send("help");
    const message = await client.nextMessage();
    const button = onlyCard(message).actions?.[0];
    assert.ok(button);
    await client.submit(message, button.fallback.data);
    assert.match(onlyCard(await client.nextMessage()).fallbackText, /^My calls\. This week/);
  });

  for (const conversation of ["group", "channel"] as const) {
    it(`asks before it shows figures in a ${conversation}`, async () => {
      await client.send("my calls this week", conversation);
      const { cards } = await client.nextMessage();
      assert.match(JSON.stringify(cards), /Show your calls here\?/);
      assert.ok(!JSON.stringify(cards).includes("2 h 45 min"));
    });
  }
});

function onlyCard({ cards }: { cards: unknown[] }): AdaptiveCard {
  assert.equal(cards.length, 1);
  const card = cards[0] as AdaptiveCard;
  assertCardRules(card);
  return card;
}

/** The texts of the card's body, in order. */
function textsOf({ body }: AdaptiveCard): string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    if ("text" in value && typeof value.text === "string") texts.push(value.text);
    Object.values(value).forEach(visit);
  };
  visit(body);
  return texts;
}
