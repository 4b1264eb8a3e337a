import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALERT_PACE } from "../../src/alerting/alert-pace.ts";
import { createCallRules } from "../../src/alerting/call-rules.ts";
import { dispatchHelpRequests } from "../../src/alerting/dispatch-help-requests.ts";
import { dispatchIncidents } from "../../src/alerting/dispatch-incidents.ts";
import { readRules } from "../../src/alerting/read-rules.ts";
import { createRuleSettings } from "../../src/alerting/rule-settings.ts";
import { CALL_RULE_DEFAULTS } from "../../src/calls/rule-defaults.ts";
import { findEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { createLog } from "../../src/log.ts";
import type { SimulatedPerson } from "../../src/simulator/person-model.ts";
import { searchDatabase } from "../support/database-search.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { SettableClock } from "../support/settable-clock.ts";
import { signInTo, type SignedInClient } from "../support/signed-in.ts";
import { until } from "../support/until.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Every collection in which something of somebody may stand. */
const WITH_PEOPLE = [
  "accessLog",
  "alertChannels",
  "alertRules",
  "buildingUploads",
  "callRecords",
  "callSessions",
  "conversations",
  "helpRequests",
  "incidents",
  "participations",
  "people",
  "phoneCalls",
  "preferences",
];

describe("somebody who was erased", function () {
  this.timeout(120_000);
  const lines: string[] = [];
  const clock = new SettableClock(new Date(0));
  let folder: string;
  let running: RunningService;
  let person: SimulatedPerson;
  let client: SignedInClient;
  let admin: SignedInClient;
  let terms: string[];
  let readAlerts: () => Promise<void>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-erased-"));
    running = await startRunningService({
      people: 6,
      // Enough that a person has been on the telephone, whatever weekday it is.
      pastDays: 12,
      settings: { DATA_DIR: folder },
      adminIds: ({ people }) => people.slice(0, 2).map(({ id }) => id),
      log: createLog("debug", { write: (line) => lines.push(line) }),
    });
    await running.settled();
    person = running.tenant.suggestedPerson;
    client = await signInTo(running.service.address, person.id);
    admin = await signInTo(running.service.address, running.tenant.people[1]?.id ?? "");
    readAlerts = alertReader(running);
    clock.set(new Date());
    await until("the telephone logs are read", async () => (await ownNumbers()).length > 0);
    terms = spellingsOf(person, await ownNumbers());
    await fill();
  });
  after(async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function ownNumbers(): Promise<string[]> {
    const numbers: string[] = [];
    for await (const row of running.service.store.ownRecords.phoneCalls({ personId: person.id, isAdmin: false })) {
      const own = row.direction === "incoming" ? row.calleeNumber : row.callerNumber;
      if (own !== null) numbers.push(own);
    }
    return numbers;
  }

  /** Whatever can be stored of somebody: as a person, as an admin, in alerts. */
  async function fill(): Promise<void> {
    const { store } = running.service;
    const viewer = { personId: person.id, isAdmin: true, reason: "A ticket" };
    const [other] = running.tenant.people.slice(2);
    assert.ok(other);
    await store.preferences.save(person.id, { language: "en", digest: true });
    await store.conversations.save({
      conversationId: "a:chat",
      conversationType: "personal",
      serviceUrl: "https://example.org",
      channelId: "msteams",
      botId: "bot",
      tenantId: running.tenant.tenantId,
      personId: person.id,
      teamId: null,
      locale: null,
      updatedAt: new Date(),
    });
    const call = await store.participations.last(viewer, person.id, new Date());
    assert.ok(call);
    await store.helpRequests.send(viewer, call.callId, { days: 7, note: `I am ${person.displayName}` });
    await store.participations.last(viewer, other.id, new Date());
    const reason = `${person.userPrincipalName} called`;
    await admin.send("POST", `/api/admin/people/${person.id}/calls`, { period: "last7days", reason });
    await store.alertChannels.add({ conversationId: "19:channel@thread.tacv2", since: new Date(), setBy: person.id });
    const buildings = { method: "PUT", headers: { "content-type": "text/csv" }, body: running.tenant.buildingFile };
    assert.equal((await client.ask("/api/admin/buildings", buildings)).status, 200);
    const { settings } = CALL_RULE_DEFAULTS.repeatedPoorCalls;
    await store.alertRules.save(
      {
        id: "repeatedPoorCalls",
        kind: "repeatedPoorCalls",
        isOn: true,
        settings: { ...settings, threshold: 0.01, minimumCalls: 1, minimumSample: 1, windowMinutes: 7 * 1_440 },
        updatedAt: new Date(),
        updatedBy: person.id,
      },
      null,
    );
    const group = { name: "Some", personIds: [person.id, other.id] };
    const ofGroup = { ...CALL_RULE_DEFAULTS.poorCall.settings, scope: { ...settings.scope, personGroup: group } };
    const poorCall = { id: "poorCall", kind: "poorCall", isOn: true, settings: ofGroup } as const;
    await store.alertRules.save({ ...poorCall, updatedAt: new Date(), updatedBy: person.id }, null);
    await readAlerts();
    for (const incident of await store.incidents.open()) {
      const incidentId = `${incident.ruleId}/${incident.number}/${incident.factor}`;
      await store.incidents.handle(incidentId, { kind: "assign", to: person.id }, { by: person.id, now: new Date() });
    }
    await store.rollups.refresh(100);
  }

  const search = async (): Promise<Awaited<ReturnType<typeof searchDatabase>>> =>
    searchDatabase((await findEmbeddedServer(folder)) ?? "", "callwise", terms);

  it("stood wherever people stand", async () => {
    const collections = new Set((await search()).map(({ collection }) => collection));
    assert.deepEqual([...collections].sort(), WITH_PEOPLE);
    const incidents = await running.service.store.incidents.open();
    const own = incidents.filter(({ affected }) => affected?.personIds.includes(person.id));
    assert.ok(own.some(({ ruleId }) => ruleId === "repeatedPoorCalls"));
  });

  it("is not found any more in any collection, in any spelling", async () => {
    const receipt = await client.send<{ receiptId: string }>("POST", "/api/me/privacy/erase", { confirm: true });
    assert.match(receipt.receiptId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(await search(), []);
  });

  it("is not found after more of their calls, readings of rules that had read them before, and looks", async () => {
    const { callRecords } = running.service.store;
    const ended = Array.from({ length: 12 }, () => running.tenant.endCall());
    await until("the new calls are held", async () => (await callRecords.versions(ended)).size === ended.length);
    const truth = running.tenant.groundTruth.calls();
    const own = truth.filter(({ participations }) => participations.some(({ personId }) => personId === person.id));
    const { ingestJobs, rollups } = running.service.store;
    assert.ok(own.some(({ callId }) => ended.includes(callId)));
    await Promise.all(own.map(({ callId }) => ingestJobs.replay({ callId }, new Date())));
    await running.service.processAll();
    await readAlerts();
    await rollups.refresh(100);
    const { participations } = running.service.store;
    const helpdesk = { personId: "helpdesk", isAdmin: true, reason: `${person.displayName} called` };
    assert.equal(await participations.last(helpdesk, person.id, new Date()), null);
    const { people } = await admin.send<{ people: unknown[] }>("POST", "/api/admin/people/search", {
      search: person.displayName,
    });
    assert.deepEqual(people, []);
    const looks = await running.service.store.accessLog.of({ personId: person.id, isAdmin: false }, 5);
    assert.deepEqual(looks, { looks: [], more: 0 });
    assert.deepEqual(await search(), []);
  });

  it("keeps the incidents that were theirs, without a second one", async () => {
    const { incidents } = running.service.store;
    const repeated = (await incidents.open()).filter(({ ruleId }) => ruleId === "repeatedPoorCalls");
    const erased = repeated.filter(({ affected }) => affected?.personIds.some((id) => id.startsWith("erased-")));
    assert.equal(erased.length, 1);
    assert.equal(erased[0]?.number, 1);
  });

  it("never stood in the log, and stands in no file of the database once it is closed", async () => {
    assert.ok(lines.length > 20, `${lines.length} lines`);
    const inLog = lines.filter((line) => terms.some((term) => line.toLowerCase().includes(term.toLowerCase())));
    assert.deepEqual(inLog, []);
    await running.service.stop();
    const files = (await readdir(folder)).filter((name) => name.startsWith("callwise.sqlite"));
    assert.ok(files.length > 0);
    for (const name of files) {
      const content = (await readFile(join(folder, name), "latin1")).toLowerCase();
      const latin1 = (term: string): string => Buffer.from(term.toLowerCase()).toString("latin1").toLowerCase();
      assert.deepEqual(
        terms.filter((term) => content.includes(latin1(term))),
        [],
        name,
      );
    }
  });

  /** Reads the rules often enough that what is suspected is told of; what it holds of the calls stays from reading to reading. */
  function alertReader({ service }: RunningService): () => Promise<void> {
    const { ruleReadings, buildings, alertRules, incidents, deliveries, alertChannels, helpRequests } = service.store;
    const pace = { ...ALERT_PACE, callsEveryMs: 5 * HOUR_MS };
    const rules = createRuleSettings({
      rules: createCallRules({ ruleReadings, buildings, timeZone: "UTC", pace, log: createLog("silent") }),
      alertRules,
      clock,
    });
    return async () => {
      for (const minutes of [6, 6, 6]) {
        clock.set(new Date(clock.now().getTime() + minutes * MINUTE_MS));
        await readRules({ rules, incidents, pace, clock, log: createLog("silent") });
      }
      await dispatchIncidents({ incidents, deliveries, alertChannels, clock });
      await dispatchHelpRequests({ helpRequests, deliveries, alertChannels, clock });
    };
  }
});

/** What must not be found: the person's own, and what anybody who knows them could compute. */
function spellingsOf({ id, displayName, userPrincipalName }: SimulatedPerson, numbers: readonly string[]): string[] {
  const known = [id, displayName, userPrincipalName, `alert/${id}`];
  const digests = known.flatMap((text) =>
    ["md5", "sha1", "sha256"].flatMap((algorithm) =>
      (["hex", "base64", "base64url"] as const).map((encoding) =>
        createHash(algorithm).update(text).digest(encoding).slice(0, 12),
      ),
    ),
  );
  const [account = ""] = userPrincipalName.split("@");
  // Logs hide the last three digits.
  const stems = numbers.map((number) => number.replace(/^\+/, "").replace(/(\d{3}|\*{3})$/, ""));
  return [...new Set([id, id.replaceAll("-", ""), displayName, userPrincipalName, account, ...stems, ...digests])];
}
