import assert from "node:assert/strict";
import { createIncidentDesk } from "../../../src/alerting/incident-desk.ts";
import type { AlertRule, AlertRuleChange } from "../../../src/calls/alert-rule.ts";
import { handledIncident, type HandledIncident } from "../../../src/calls/incident-handling.ts";
import { incidentIdOf } from "../../../src/calls/incident.ts";
import type { AlertsPageJson } from "../../../src/http/api-types.ts";
import { alertIncidentRoutes } from "../../../src/http/routes/alert-incidents.ts";
import { alertRoutes } from "../../../src/http/routes/alerts.ts";
import type { IncidentPage, IncidentPlace } from "../../../src/store/incidents.ts";
import { buildAlertChannel } from "../../support/alert-channel-builder.ts";
import { serveRoutes, type Answered, type ApiServer } from "../../support/api-server.ts";
import { buildCallIncident, CALL_CONTENTS } from "../../support/call-incident-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { INCIDENT_AT } from "../../support/incident-builder.ts";

const ADMIN = { personId: "anna", isAdmin: true, displayName: "Anna" };
const RULE: AlertRule = {
  id: "poorShare",
  kind: "poorShare",
  isOn: true,
  openSince: INCIDENT_AT,
  settings: {
    scope: { personGroup: null, subnet: null, building: null, platform: null, device: null, country: null },
    counts: "measured",
    threshold: 0.2,
    windowMinutes: 60,
    minimumCalls: 5,
    minimumPeople: 3,
    minimumSample: 20,
    coolDownMinutes: 60,
    quietHours: null,
  },
  updatedAt: null,
  updatedBy: null,
};
const minutesOn = (minutes: number): Date => new Date(INCIDENT_AT.getTime() + minutes * 60_000);

describe("the API of alerts", () => {
  let server: ApiServer;
  let incidents: Map<string, HandledIncident>;
  let changes: AlertRuleChange[];
  let looks: string[];
  let told: number;

  beforeEach(async () => {
    const all = [
      ...Object.keys(CALL_CONTENTS).map((kind) => buildCallIncident(kind as keyof typeof CALL_CONTENTS)),
      ...[1, 2, 3].map((number) =>
        buildCallIncident("poorCall", {
          number: number + 1,
          state: "resolved",
          resolvedAt: minutesOn(number),
          revisedAt: minutesOn(number),
        }),
      ),
    ];
    incidents = new Map(all.map((incident) => [incidentIdOf(incident), incident]));
    [changes, looks, told] = [[], [], 0];
    const clock = new DrivenClock(minutesOn(10));
    const people = { names: (ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, `Name ${id}`]))) };
    const kept = {
      find: (id: string) => Promise.resolve(incidents.get(id) ?? null),
      open: () => Promise.resolve([...incidents.values()].filter(({ state }) => state === "open")),
      over: ({ after, limit }: { after: IncidentPlace | null; limit: number }): Promise<IncidentPage> => {
        const resolved = [...incidents.values()]
          .filter(({ state, revisedAt }) => state === "resolved" && (after === null || revisedAt < after.revisedAt))
          .sort((a, b) => b.revisedAt.getTime() - a.revisedAt.getTime());
        const page = resolved.slice(0, limit);
        const last = page.at(-1);
        const hasMore = last !== undefined && resolved.length > limit;
        const next = hasMore ? { revisedAt: last.revisedAt, id: incidentIdOf(last) } : null;
        return Promise.resolve({ incidents: page, next });
      },
      handle: (id: string, change: Parameters<typeof handledIncident>[1], who: { by: string; now: Date }) => {
        const before = incidents.get(id);
        if (before === undefined) return Promise.resolve(null);
        incidents.set(id, handledIncident(before, change, { ...who, now: minutesOn(10) }));
        return kept.find(id);
      },
    };
    const desk = createIncidentDesk({
      incidents: kept,
      revealedPeople: {
        names: (_viewer, personIds) => {
          looks.push(...personIds);
          return Promise.resolve(personIds.map((id) => `Name ${id}`));
        },
      },
      adminIds: ["anna", "ben"],
      onChanged: () => (told += 1),
      clock,
    });
    const channel = buildAlertChannel();
    server = await serveRoutes(
      [
        ...alertRoutes({
          alerting: {
            rules: () => Promise.resolve({ rules: [RULE] }),
            saveRule: (change) => {
              changes.push(change);
              return Promise.resolve({ ...RULE, isOn: change.isOn ?? RULE.isOn });
            },
            tryRule: (change) => {
              changes.push(change);
              const alert = { at: minutesOn(1), resolvedAt: null, factor: null, calls: 7 };
              return Promise.resolve({ start: minutesOn(0), end: minutesOn(9), alerts: [alert] });
            },
          },
          alertChannels: {
            all: () => Promise.resolve([channel, buildAlertChannel({ conversationId: "webhook", setBy: "service" })]),
            change: (id, wanted) => Promise.resolve(id === channel.conversationId ? { ...channel, ...wanted } : null),
          },
          incidents: kept,
          people,
          adminIds: ["anna", "ben"],
        }),
        ...alertIncidentRoutes({ desk, people }),
      ],
      { viewer: ADMIN, clock },
    );
  });
  afterEach(() => server.stop());

  const send = (method: string, path: string, body: unknown = {}): Promise<Answered> =>
    server.ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  const incidentPath = (act: string, id = incidentIdOf(buildCallIncident())): string =>
    `/api/admin/alerts/incidents/${encodeURIComponent(id)}/${act}`;

  it("tells rules, channels, what is wrong now and what was, in pages", async () => {
    const first = (await server.ask("/api/admin/alerts?limit=2")).json() as AlertsPageJson;
    assert.deepEqual(
      first.rules.map(({ id, openSince }) => [id, openSince]),
      [["poorShare", INCIDENT_AT.toISOString()]],
    );
    assert.deepEqual(
      first.channels.map(({ kind, setBy }) => [kind, setBy?.displayName ?? null]),
      [
        ["channel", "Name anna"],
        ["webhook", null],
      ],
    );
    assert.deepEqual(
      first.admins.map(({ id }) => id),
      ["anna", "ben"],
    );
    assert.deepEqual(first.open.map(({ content }) => content.kind).sort(), Object.keys(CALL_CONTENTS).sort());
    assert.deepEqual(
      first.history.map(({ number }) => number),
      [4, 3],
    );
    assert.ok(first.next);
    const second = (
      await server.ask(`/api/admin/alerts?limit=2&cursor=${encodeURIComponent(first.next)}`)
    ).json() as AlertsPageJson;
    assert.deepEqual([second.history.map(({ number }) => number), second.next], [[2], null]);
    assert.doesNotMatch(JSON.stringify([first, second]), /person-\d/, "nobody who is affected is named");
  });

  it("keeps what people do about an incident, by name, and tells channels at once", async () => {
    const acknowledged = await send("POST", incidentPath("acknowledge"));
    assert.equal(acknowledged.status, 200, acknowledged.text);
    await send("POST", incidentPath("mute"), { minutes: 60 });
    const assigned = (await send("POST", incidentPath("assign"), { to: "ben" })).json() as {
      handling: AlertsPageJson["open"][number]["handling"];
    };
    const by = { id: "anna", displayName: "Name anna" };
    const at = minutesOn(10).toISOString();
    assert.deepEqual(assigned.handling.acknowledged, { by, at });
    assert.deepEqual(assigned.handling.assigned, { to: { id: "ben", displayName: "Name ben" }, by, at });
    assert.equal(told, 3);
    const refused = await send("POST", incidentPath("assign"), { to: "somebody" });
    assert.deepEqual([refused.status, (refused.json() as { code: string }).code], [400, "not_an_admin"]);
    assert.equal((await send("POST", incidentPath("mute"), { minutes: 1e9 })).status, 400);
    assert.equal((await send("POST", incidentPath("unmute", "no/1/such"))).status, 404);
  });

  it("reveals people only when asked, and logs it", async () => {
    const revealed = (await send("POST", incidentPath("reveal"))).json();
    const ids = [1, 2, 3, 4, 5].map((index) => `person-${index}`);
    assert.deepEqual(revealed, { people: ids.map((id) => `Name ${id}`), more: 0 });
    assert.deepEqual(looks, ids);
  });

  it("changes a rule in part, and tries it", async () => {
    const changed = await send("PATCH", "/api/admin/alerts/rules/poorShare", {
      isOn: false,
      settings: { threshold: 0.4 },
    });
    assert.equal((changed.json() as { isOn: boolean }).isOn, false, changed.text);
    const tried = await send("POST", "/api/admin/alerts/rules/poorShare/try", { settings: { windowMinutes: 30 } });
    assert.equal((tried.json() as { alerts: unknown[] }).alerts.length, 1, tried.text);
    assert.deepEqual(changes, [
      { id: "poorShare", isOn: false, settings: { threshold: 0.4 } },
      { id: "poorShare", settings: { windowMinutes: 30 } },
    ]);
    assert.equal((await send("PATCH", "/api/admin/alerts/rules/poorShare", { settings: { nonsense: 1 } })).status, 400);
  });

  it("changes what a channel is told", async () => {
    const path = `/api/admin/alerts/channels/${encodeURIComponent(buildAlertChannel().conversationId)}`;
    const changed = (await send("PATCH", path, { rulesOff: ["poorShare"], delivery: "daily" })).json();
    const { rulesOff, delivery } = changed as AlertsPageJson["channels"][number];
    assert.deepEqual([rulesOff, delivery], [["poorShare"], "daily"]);
    const unknown = await send("PATCH", path, { rulesOff: ["poorShare", "no such rule"] });
    assert.deepEqual([unknown.status, (unknown.json() as { code: string }).code], [404, "alert_rule_unknown"]);
    assert.equal((await send("PATCH", "/api/admin/alerts/channels/no", { delivery: "daily" })).status, 404);
    assert.equal((await send("PATCH", path, { delivery: "never" })).status, 400);
  });

  it("is for admins only", async () => {
    const other = await serveRoutes(alertIncidentRoutes({ desk: createDeskOfNobody(), people: { names: nobody } }));
    const answered = await other.ask(incidentPath("reveal"), { method: "POST" });
    await other.stop();
    assert.equal(answered.status, 403);
  });
});

const nobody = (): Promise<Map<string, string>> => Promise.resolve(new Map<string, string>());

function createDeskOfNobody(): Parameters<typeof alertIncidentRoutes>[0]["desk"] {
  const unexpected = (): never => assert.fail("a handler was called");
  return { handle: unexpected, find: unexpected, reveal: unexpected };
}
