import assert from "node:assert/strict";
import { addDays, createLocalTime } from "../../src/calls/local-time.ts";
import type { BuildingsPageJson } from "../../src/http/api-types.ts";
import { createAsking } from "../../src/service-answers.ts";
import { answerPartsOn } from "../support/answer-parts-builder.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { signInAdmin, type SignedInClient } from "../support/signed-in.ts";
import { systemClock } from "../../src/clock.ts";
import { until } from "../support/until.ts";

const PATH = "/api/admin/buildings";
const CSV = { "content-type": "text/csv" };
/** Of the service, unless its settings say otherwise. */
const TIME_ZONE = "UTC";
type Asked = {
  organization: {
    dimensions: { dimension: string; values: { value: string; quality: { poor: number; good: number } }[] }[];
  };
};

describe("buildings on the simulated tenant", function () {
  this.timeout(120_000);
  let running: RunningService;
  let admin: SignedInClient;

  before(async () => {
    running = await startRunningService({ people: 12, pastDays: 8 });
    await running.settled();
    admin = await signInAdmin(running.service.address, running.tenant);
  });
  after(() => running.stop());

  /** What the file says, read here once more. */
  const trueBuildings = (): Map<string, string> => {
    const lines = running.tenant.buildingFile
      .trim()
      .split("\r\n")
      .map((line) => line.split(","));
    return new Map(lines.map(([subnet = "", , , building = ""]) => [subnet, building]));
  };

  /** Of all calls, by building: how many had them poor and good there, and who was there on each day. */
  function trueShares(): Record<string, { poor: number; good: number; people: Map<string, Set<string>> }> {
    const buildings = trueBuildings();
    const { dateOf } = createLocalTime(TIME_ZONE);
    const shares: ReturnType<typeof trueShares> = {};
    for (const { start, participations } of running.tenant.groundTruth.calls()) {
      for (const { subnet, quality, personId } of participations) {
        const building = subnet === null ? undefined : buildings.get(subnet);
        if (building === undefined) continue;
        const share = (shares[building] ??= { poor: 0, good: 0, people: new Map() });
        if (quality !== "unclassified") share[quality] += 1;
        const day = share.people.get(dateOf(start)) ?? new Set();
        share.people.set(dateOf(start), day.add(personId));
      }
    }
    return shares;
  }

  async function shownShares(): Promise<Record<string, { poor: number; good: number }>> {
    const { rollups } = running.service.store;
    while ((await rollups.refresh(100)) > 0);
    const now = systemClock.now();
    const question = {
      text: `org ${addDays(createLocalTime(TIME_ZONE).dateOf(now), -10)} to ${createLocalTime(TIME_ZONE).dateOf(now)}`,
      viewer: { personId: "an-admin", isAdmin: true },
      personId: "an-admin",
      now,
      timeZone: TIME_ZONE,
      locale: "en",
      conversation: null,
    };
    const parts = answerPartsOn(running.service.store, { organizationTimeZone: TIME_ZONE });
    const { organization } = JSON.parse(await createAsking(parts)(question, "json")) as Asked;
    const found = organization.dimensions.find(({ dimension }) => dimension === "building");
    return Object.fromEntries((found?.values ?? []).map(({ value, quality }) => [value, quality]));
  }

  async function uploaded(body: string): Promise<BuildingsPageJson> {
    const answer = await admin.ask(PATH, { method: "PUT", headers: CSV, body });
    assert.equal(answer.status, 200, answer.text);
    return answer.json() as BuildingsPageJson;
  }
  async function reapplied(): Promise<BuildingsPageJson> {
    let page = await admin.get<BuildingsPageJson>(PATH);
    await until("earlier calls are in their buildings", async () => {
      page = await admin.get<BuildingsPageJson>(PATH);
      return page.reapplied?.isDone === true;
    });
    return page;
  }

  it("shows the poor share of each office as it truly was, once the file is uploaded", async () => {
    assert.deepEqual(await shownShares(), {});
    const sample = await admin.ask(`${PATH}/sample.csv`);
    assert.equal(sample.text, running.tenant.buildingFile);
    const { upload } = await uploaded(sample.text);
    assert.deepEqual([upload?.networks, upload?.buildings], [31, 6]);
    const { reapplied: done } = await reapplied();
    assert.ok(done !== null && done.changed > 50 && done.looked >= (done.total ?? 0), JSON.stringify(done));

    const shown = await shownShares();
    const truth = trueShares();
    let compared = 0;
    for (const [building, { poor, good }] of Object.entries(shown)) {
      const known = truth[building];
      assert.ok(known, building);
      // Days on which fewer than three people were there are shown, too, as soon as one day has a name.
      assert.deepEqual({ poor, good }, { poor: known.poor, good: known.good }, building);
      compared += poor + good;
    }
    assert.ok(compared > 30, `${compared} participations were compared`);
    const crowded = Object.entries(truth).filter(([, { people }]) =>
      [...people.values()].some(({ size }) => size >= 3),
    );
    const missing = crowded.filter(([building, { poor, good }]) => poor + good > 20 && !(building in shown));
    assert.deepEqual(missing, []);
  });

  it("gives a call that ends now its building, and takes all of them out again when the file is removed", async () => {
    const { tenant, service } = running;
    await until("the subscription is active", () => service.status().subscription?.state === "active");
    const callId = tenant.endCall();
    await until("its record is ready", () => tenant.groundTruth.call(callId) !== null);
    await running.settled();
    const buildings = trueBuildings();
    for (const { personId, subnet } of tenant.groundTruth.call(callId)?.participations ?? []) {
      const detail = await service.store.participations.call({ personId, isAdmin: false }, personId, callId);
      const { network } = detail?.participation ?? {};
      assert.equal(network?.subnet ?? null, subnet);
      assert.equal(network?.building ?? null, buildings.get(subnet ?? "") ?? null);
    }
    const removed = await admin.ask(PATH, { method: "DELETE" });
    assert.equal((removed.json() as BuildingsPageJson).upload, null);
    await reapplied();
    assert.deepEqual(await shownShares(), {});
  });
});
