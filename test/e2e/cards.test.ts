import { SCREENSHOTS, TeamsStage } from "../support/teams-stage.ts";
import { adminCards } from "./cards/admin-cards.ts";
import { chineseCards } from "./cards/chinese-cards.ts";
import { ownCards } from "./cards/own-cards.ts";
import { sharedPlaces } from "./cards/shared-places.ts";

/** Every card in Microsoft's local client, opened in Chromium: what it shows against what is true, and pictures of it. */
describe("cards in Microsoft's local client", function () {
  this.timeout(120_000);
  const stage = new TeamsStage();
  before(() => stage.start());
  after(async () => {
    await stage.stop();
    process.stdout.write(`    Pictures of the cards: ${SCREENSHOTS}\n`);
  });

  describe("in the personal chat", () => ownCards(stage));
  describe("for admins", () => adminCards(stage));
  describe("in shared places", () => sharedPlaces(stage));
  describe("in Chinese", () => chineseCards(stage));
});
