import assert from "node:assert/strict";
import { resolvePeriod } from "../../src/calls/period.ts";
import { cardFigures } from "../support/card-figures.ts";
import { startLocalClient, type LocalClient } from "../support/local-client.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { thursdayClock } from "../support/thursday-clock.ts";

const TIME_ZONE = "Europe/Berlin";

describe("my calls, in Microsoft's local Teams client", function () {
  this.timeout(180_000);
  const clock = thursdayClock();
  let running: RunningService;
  let client: LocalClient;
  before(async () => {
    running = await startRunningService({ people: 8, pastDays: 14, seed: 7, clock });
    await running.settled();
    client = await startLocalClient({
      botEndpoint: `${running.service.address}/api/messages`,
      aadObjectId: running.tenant.suggestedPerson.id,
      timeZone: TIME_ZONE,
    });
  });
  after(async () => {
    await client.stop();
    await running.stop();
  });

  async function cardFor(text: string): Promise<unknown> {
    await client.send(text);
    const message = await client.nextMessage();
    assert.equal(message.cards.length, 1, JSON.stringify(message));
    return message.cards[0];
  }

  for (const [text, name] of [
    ["my calls this week", { kind: "thisWeek" }],
    ["How were my calls last week?", { kind: "lastWeek" }],
  ] as const) {
    it(`answers "${text}" with the figures that are true`, async () => {
      const { groundTruth, suggestedPerson } = running.tenant;
      const period = resolvePeriod(name, clock.now(), TIME_ZONE);
      const truth = groundTruth.summary(suggestedPerson.id, period, TIME_ZONE);
      assert.ok(truth.calls > 3 && truth.feedback.rated > 0, "the truth has something to compare");
      const card = await cardFor(text);
      const { figures, facts, charts } = cardFigures(card);

      assert.equal(figures.get("Calls"), String(truth.calls));
      assert.equal(minutesOf(figures.get("Time in calls") ?? ""), Math.round(truth.durationSeconds / 60));
      const judged = truth.quality.good + truth.quality.poor;
      assert.equal(figures.get("Poor, of those judged"), `${truth.quality.poor} of ${judged}`);
      const asked = truth.feedback.rated + truth.feedback.notRated;
      assert.equal(figures.get("Rated, of those asked"), `${truth.feedback.rated} of ${asked}`);
      assert.equal(facts.get("Rating"), `${truth.feedback.rated} of ${asked} rated`);
      assert.equal(facts.get("Average rating"), `${Number((truth.feedback.average ?? 0).toFixed(1))} of 5`);

      const quality = charts.get("Quality");
      assert.equal(quality?.get("Good") ?? 0, truth.quality.good);
      assert.equal(quality?.get("Poor") ?? 0, truth.quality.poor);
      assert.equal(quality?.get("Not judged") ?? 0, truth.quality.unclassified);
      const byDay = [...(charts.get("Calls by day")?.values() ?? [])];
      assert.deepEqual(
        byDay,
        truth.byDay.map(({ calls }) => calls),
      );
    });
  }

  it("shows the last call", async () => {
    const { groundTruth, suggestedPerson } = running.tenant;
    const own = groundTruth
      .calls()
      .filter(({ participations }) => participations.some(({ personId }) => personId === suggestedPerson.id));
    const last = own.reduce((latest, call) => (call.start > latest.start ? call : latest));
    assert.match(JSON.stringify(await cardFor("call last")), new RegExp(last.callId));
  });

  it("answers what it does not understand with help, not with an error", async () => {
    assert.match(JSON.stringify(await cardFor("what is the meaning of it all")), /my calls/);
  });
});

/** "4 h 31 min" or "12 min", in minutes. */
function minutesOf(text: string): number {
  const [, hours, minutes] = /^(?:([\d,]+) h)?(?: ?(\d+) min)?/.exec(text) ?? [];
  return Number((hours ?? "0").replaceAll(",", "")) * 60 + Number(minutes ?? "0");
}
