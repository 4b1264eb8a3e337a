import assert from "node:assert/strict";
import type {
  CallPageJson,
  CallsPageJson,
  CallTotalsJson,
  ErasedJson,
  FeedbackPageJson,
  OrganizationPageJson,
  OverviewJson,
  PeopleFoundJson,
  PersonCallJson,
  PersonPageJson,
  PrivacyJson,
} from "../../src/http/api-types.ts";
import type { TrueCall, TrueParticipation } from "../../src/simulator/true-call.ts";
import type { TrueSummary } from "../../src/simulator/true-summary.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { signInTo, type SignedInClient } from "../support/signed-in.ts";
import { thursdayClock } from "../support/thursday-clock.ts";
import { until } from "../support/until.ts";

const ZONE = "Europe/Berlin";
const LIST = `period=last28days&timeZone=${ZONE}`;
const WORDS: Readonly<Record<string, number>> = { bad: 1, poor: 2, fair: 3, good: 4, excellent: 5 };

/** The worst answer of a call, as the tenant knows it. */
function worst({ ratings }: TrueParticipation): number {
  return Math.min(...ratings.map(({ rating }) => WORDS[rating] ?? Infinity));
}

describe("figures and routes behind the tab", function () {
  this.timeout(120_000);
  let running: RunningService;
  let person: { id: string; displayName: string };
  let admin: { id: string; displayName: string };
  let client: SignedInClient;
  let adminClient: SignedInClient;

  before(async () => {
    running = await startRunningService({
      people: 8,
      pastDays: 12,
      clock: thursdayClock(),
      adminIds: ({ people }) => [people[3]?.id ?? ""],
    });
    await running.settled();
    const { people, suggestedPerson } = running.tenant;
    person = suggestedPerson;
    admin = people[3] ?? suggestedPerson;
    assert.notEqual(admin.id, person.id);
    client = await signInTo(running.service.address, person.id);
    adminClient = await signInTo(running.service.address, admin.id);
  });
  beforeEach(() => running.settled());
  after(() => running.stop());

  /** What the tenant says of the person's own calls of the last weeks, newest first. */
  function trueCalls(personId = person.id): { call: TrueCall; own: TrueParticipation }[] {
    const found = running.tenant.groundTruth.calls().flatMap((call) => {
      const own = call.participations.find((participation) => participation.personId === personId);
      return own === undefined ? [] : [{ call, own }];
    });
    return found.sort((a, b) => b.call.start.getTime() - a.call.start.getTime());
  }

  function trueSummary(period: { start: string; end: string }): TrueSummary {
    const instants = { start: new Date(period.start), end: new Date(period.end) };
    return running.tenant.groundTruth.summary(person.id, instants, ZONE);
  }

  async function pages(query: string): Promise<CallsPageJson["calls"]> {
    const calls: CallsPageJson["calls"] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const next: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const page: CallsPageJson = await client.get(`/api/me/calls?${LIST}&limit=7${query}${next}`);
      assert.ok(page.calls.length === 7 || page.next === null);
      calls.push(...page.calls);
      cursor = page.next;
    }
    return calls;
  }

  it("shows the overview that is true, and that of the days before", async () => {
    for (const name of ["thisWeek", "last7days", "last28days", "lastWeek"]) {
      const overview: OverviewJson = await client.get(`/api/me/overview?period=${name}&timeZone=${ZONE}`);
      assert.equal(overview.period.name, name);
      assert.deepEqual(overview.summary, trueSummary(overview.period), name);
      assert.deepEqual(overview.before.summary, trueSummary(overview.before.period), name);
      assert.ok(overview.before.period.end <= overview.period.start);

      const { summary } = overview;
      const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
      assert.equal(sum(overview.heatMap.map(({ calls }) => calls)), summary.calls);
      assert.equal(sum(overview.heatMap.map(({ poor }) => poor)), summary.quality.poor);
      assert.equal(sum(overview.qualityByDay.map(({ good }) => good)), summary.quality.good);
      assert.equal(sum(overview.feedbackByDay.map(({ rated }) => rated)), summary.feedback.rated);
      assert.equal(sum(overview.feedbackByDay.map(({ poor }) => poor)), summary.feedback.poor);
      const microphones = overview.devices.dimensions.find(({ dimension }) => dimension === "microphone");
      assert.ok(microphones && sum(microphones.groups.map(({ calls }) => calls)) <= summary.calls);
    }
  });

  it("puts each call into the hour of the week in which it began where the person is", async () => {
    const overview: OverviewJson = await client.get(`/api/me/overview?${LIST}`);
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: ZONE,
      weekday: "short",
      hour: "2-digit",
      hourCycle: "h23",
    });
    const cells = new Map<string, number>();
    for (const { call } of trueCalls()) {
      const parts = new Map(format.formatToParts(call.start).map(({ type, value }) => [type, value]));
      const cell = `${parts.get("weekday")} ${Number(parts.get("hour"))}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    assert.deepEqual(
      new Map(overview.heatMap.map(({ weekday, hour, calls }) => [`${days[weekday - 1]} ${hour}`, calls])),
      new Map([...cells].sort(([a], [b]) => order(a) - order(b))),
    );
    function order(cell: string): number {
      const [day = "", hour] = cell.split(" ");
      return days.indexOf(day) * 24 + Number(hour);
    }
  });

  it("has pages, totals and a file that agree with each other and with what is true, under every filter", async () => {
    const truths = trueCalls();
    const other = truths.flatMap(({ call }) => (call.participations.length === 2 ? call.participations : []));
    const colleague = other.find(({ personId }) => personId !== person.id);
    assert.ok(colleague);
    const { choices }: CallTotalsJson = await client.get(`/api/me/calls/totals?${LIST}`);
    const [device] = choices.devices;
    assert.ok(device);
    const isWith = ({ call }: { call: TrueCall }): boolean =>
      call.participations.some(({ personId }) => personId === colleague.personId);
    type Truth = ((truth: { call: TrueCall; own: TrueParticipation }) => boolean) | null;
    const filters: [query: string, isMeant: Truth][] = [
      ["", () => true],
      ["&quality=poor", ({ own }) => own.quality === "poor"],
      ["&quality=good", ({ own }) => own.quality === "good"],
      ["&quality=unclassified", ({ own }) => own.quality === "unclassified"],
      ["&type=peerToPeer", ({ call }) => call.type === "peerToPeer"],
      ["&type=groupCall", ({ call }) => call.type === "groupCall"],
      ["&modality=video", ({ call }) => call.modalities.includes("video")],
      ["&modality=audioOnly", ({ call }) => !call.modalities.some((one) => /video|screen/i.test(one))],
      ["&feedback=poor", ({ own }) => worst(own) <= 2],
      ["&feedback=good", ({ own }) => worst(own) >= 4 && worst(own) < Infinity],
      ["&feedback=rated", ({ own }) => worst(own) < Infinity],
      ["&feedback=notRated", ({ own }) => own.ratings.length > 0 && worst(own) === Infinity],
      ["&platform=windows", ({ own }) => own.platform === "windows"],
      ["&platform=phone", ({ own }) => own.platform === "iOS" || own.platform === "android"],
      ["&missed=true", ({ call }) => call.start.getTime() === call.end.getTime()],
      [`&person=${colleague.personId}`, isWith],
      [`&search=${encodeURIComponent(colleague.displayName ?? "")}`, isWith],
      [`&search=${truths[0]?.call.callId.slice(0, 13)}`, ({ call }) => call.callId === truths[0]?.call.callId],
      ["&quality=good&type=groupCall", ({ call, own }) => own.quality === "good" && call.type === "groupCall"],
      ["&search=nobody%20is%20called%20so", () => false],
      // Of devices and networks the tenant states no truth.
      ["&connection=wifi", null],
      ["&connection=wired", null],
      [`&device=${encodeURIComponent(device.name)}`, null],
      [`&search=${encodeURIComponent(device.name.toUpperCase())}`, null],
    ];
    for (const [query, isMeant] of filters) {
      const calls = await pages(query);
      const ids = calls.map(({ callId }) => callId);
      assert.equal(new Set(ids).size, ids.length, query);
      const expected = isMeant && truths.filter(isMeant).map(({ call }) => call.callId);
      if (expected !== null) assert.deepEqual(ids.toSorted(), expected.toSorted(), query);

      const totals: CallTotalsJson = await client.get(`/api/me/calls/totals?${LIST}${query}`);
      assert.equal(totals.calls, ids.length, query);
      const seconds = calls.reduce((sum, { durationSeconds }) => sum + Math.round(durationSeconds * 1000), 0) / 1000;
      assert.equal(totals.durationSeconds, seconds, query);
      assert.equal(totals.poor, calls.filter(({ quality }) => quality === "poor").length, query);
      assert.deepEqual(totals.choices, choices, query);

      const file = await client.ask(`/api/me/calls.csv?${LIST}${query}`);
      assert.equal(file.status, 200);
      assert.match(file.headers["content-type"] ?? "", /^text\/csv/);
      const rows = file.text
        .replace(/^\uFEFF/, "")
        .split("\r\n")
        .slice(1, -1);
      assert.deepEqual(
        rows.map((row) => row.split(",")[0]),
        ids,
        query,
      );
    }
    assert.equal(
      choices.devices.find(({ name }) => name === device.name)?.calls,
      (await pages(filters.at(-2)?.[0] ?? "")).length,
    );
  });

  it("leads from one call to its neighbors", async () => {
    const ids = (await pages("")).map(({ callId }) => callId).slice(0, 10);
    const walked: string[] = [];
    for (let at: string | null = "last"; at !== null && walked.length < ids.length;) {
      const { call, newer, older, timeZone }: CallPageJson = await client.get(`/api/me/calls/${at}?timeZone=${ZONE}`);
      assert.equal(newer, walked.at(-1) ?? null);
      assert.equal(timeZone, ZONE);
      assert.ok(call.sessions.every(({ endpoint }) => endpoint.kind === "participant"));
      walked.push(call.callId);
      at = older;
    }
    assert.deepEqual(walked, ids);
  });

  it("counts agreement and disagreement of rating and measurement", async () => {
    const page: FeedbackPageJson = await client.get(`/api/me/feedback?${LIST}`);
    const truths = trueCalls();
    const count = (least: number, most: number) => {
      const rated = truths.filter(({ own }) => worst(own) >= least && worst(own) <= most);
      const of = (quality: string): number => rated.filter(({ own }) => own.quality === quality).length;
      return { poor: of("poor"), good: of("good"), unclassified: of("unclassified") };
    };
    assert.deepEqual(page.agreement, { ratedPoor: count(1, 2), notClear: count(3, 3), ratedGood: count(4, 5) });
    assert.deepEqual(page.feedback, trueSummary(page.period).feedback);
    const expected = truths.filter(({ own }) => own.ratings.length > 0 || own.quality === "poor");
    assert.deepEqual(
      page.calls.map(({ callId }) => callId).toSorted(),
      expected.map(({ call }) => call.callId).toSorted(),
    );
    const contradicting = ({ own }: { own: TrueParticipation }): boolean =>
      (worst(own) <= 2 && own.quality === "good") || (worst(own) >= 4 && worst(own) < 6 && own.quality === "poor");
    assert.equal(
      page.calls.filter(({ disagreement }) => disagreement !== null).length,
      truths.filter(contradicting).length,
    );
  });

  it("shows nothing of others, whatever is asked for", async () => {
    const own = new Set(trueCalls().map(({ call }) => call.callId));
    const others = running.tenant.groundTruth.calls().find(({ callId }) => !own.has(callId));
    assert.ok(others);
    const refused = async (path: string, status: number, code: string, asking = {}): Promise<void> => {
      const answer = await client.ask(path, asking);
      assert.equal(answer.status, status, `${path} ${answer.text}`);
      assert.equal((answer.json() as { code: string }).code, code, path);
    };
    await refused(`/api/me/calls/${others.callId}`, 404, "call_not_found");
    await refused(`/api/me/calls/${others.callId.slice(0, 13)}`, 404, "call_not_found");
    for (const cursor of ["x", "e30", "*", "MTIz", Buffer.from("NaN call").toString("base64url"), "A".repeat(400)])
      await refused(`/api/me/calls?${LIST}&cursor=${cursor}`, 400, "bad_request");
    for (const query of ["period=2026-02-30", "period=last9999days", "timeZone=Mars/Base", "quality=best", "limit=0"])
      await refused(`/api/me/calls?${query}`, 400, "bad_request");
    await refused("/api/me/calls?personId=somebody", 400, "bad_request");
    const body = { method: "POST", headers: { "content-type": "application/json" }, body: '{"reason":"Ticket 1"}' };
    for (const path of [`people/${admin.id}/calls`, `people/${admin.id}/calls/${others.callId}`])
      await refused(`/api/admin/${path}`, 403, "admins_only", body);
    await refused("/api/admin/organization", 403, "admins_only");
    await refused("/api/admin/people/search", 403, "admins_only", { ...body, body: '{"search":"a"}' });

    // Somebody else's cursor is a place in one's own list.
    const page: CallsPageJson = await adminClient.get(`/api/me/calls?${LIST}&limit=2`);
    const mine: CallsPageJson = await client.get(`/api/me/calls?${LIST}&limit=200&cursor=${page.next}`);
    assert.ok(mine.calls.length > 0 && mine.calls.every(({ callId }) => own.has(callId)));
  });

  it("shows admins everyone's figures, beside those of the days before", async () => {
    const { service, tenant } = running;
    while ((await service.store.rollups.refresh(50)) > 0);
    const page: OrganizationPageJson = await adminClient.get("/api/admin/organization?period=last7days");
    const of = ({ start, end }: { start: string; end: string }) => {
      const calls = tenant.groundTruth
        .calls()
        .filter((call) => call.start >= new Date(start) && call.start < new Date(end));
      const seen = calls.flatMap(({ participations }) => participations);
      const count = (quality: string): number => seen.filter((one) => one.quality === quality).length;
      return { calls, good: count("good"), poor: count("poor") };
    };
    for (const { organization, period } of [{ ...page }, page.before]) {
      const truth = of(period);
      assert.equal(organization.quality.good, truth.good);
      assert.equal(organization.quality.poor, truth.poor);
      assert.ok(organization.calls > 0 && organization.calls <= truth.calls.length);
    }
    assert.equal(page.before.period.end, page.period.start);
  });

  it("logs an admin's look with its reason, where the person sees it", async () => {
    const found: PeopleFoundJson = await adminClient.send("POST", "/api/admin/people/search", {
      search: person.displayName,
    });
    assert.deepEqual(found.people, [{ id: person.id, displayName: person.displayName }]);
    const path = `/api/admin/people/${person.id}/calls`;
    const send = (at: string, body: object) =>
      adminClient.ask(at, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    for (const reason of [undefined, "", "  a ", "x".repeat(201), "line\nbreak"])
      assert.equal((await send(path, { reason, period: "thisWeek" })).status, 400);
    assert.equal((await send("/api/admin/people/nobody/calls", { reason: "Ticket 4711" })).status, 404);
    const before: PrivacyJson = await client.get("/api/me/privacy");
    assert.deepEqual(before.looks, []);

    const asked = { reason: "Ticket 4711: drops", period: "last28days", timeZone: ZONE };
    const page = await adminClient.send<PersonPageJson>("POST", path, asked);
    assert.deepEqual(page.summary, trueSummary(page.period));
    assert.equal(page.person.displayName, person.displayName);
    const [call] = page.calls;
    assert.ok(call);
    const detail = await adminClient.send<PersonCallJson>("POST", `${path}/${call.callId}`, { reason: "Ticket 4712" });
    assert.equal(detail.call.callId, call.callId);
    assert.equal((await send(`${path}/00000000-0000-4000-8000-000000000000`, { reason: "Ticket 4713" })).status, 404);

    const { looks, stored }: PrivacyJson = await client.get("/api/me/privacy");
    assert.deepEqual(looks.map(({ viewer, look, reason }) => [viewer.displayName, look.what, reason]).reverse(), [
      [admin.displayName, "calls", "Ticket 4711: drops"],
      [admin.displayName, "call", "Ticket 4712"],
      [admin.displayName, "call", "Ticket 4713"],
    ]);
    assert.equal(stored.looks, 3);
    // One's own calls are nobody else's to log.
    await adminClient.send("POST", `/api/admin/people/${admin.id}/calls`, { reason: "My own", period: "thisWeek" });
    assert.deepEqual((await adminClient.get<PrivacyJson>("/api/me/privacy")).looks, []);
  });

  // Late: the later versions of calls that end here come over the next minute, between an answer and what is true.
  it("goes on where a page ended while new calls arrive", async () => {
    const before = trueCalls().map(({ call }) => call.callId);
    const first: CallsPageJson = await client.get(`/api/me/calls?${LIST}&limit=5`);
    const { callRecords } = running.service.store;
    const ended = [1, 2, 3].map(() => running.tenant.endCall());
    // Graph lists them a moment later.
    await until("the calls that ended are held", async () => (await callRecords.versions(ended)).size === ended.length);
    const shown = first.calls.map(({ callId }) => callId);
    for (let { next } = first; next !== null;) {
      const page: CallsPageJson = await client.get(`/api/me/calls?${LIST}&limit=5&cursor=${next}`);
      shown.push(...page.calls.map(({ callId }) => callId));
      next = page.next;
    }
    assert.equal(new Set(shown).size, shown.length);
    assert.deepEqual(shown.toSorted(), before.toSorted());
  });

  it("gives everything that is stored as one file, and then erases it", async () => {
    type Everything = {
      person: { id: string; displayName: string };
      preferences: { timeZone: string | null };
      calls: { callId: string; sessions: unknown[]; feedback: { ratings: unknown[] } | null }[];
      phoneCalls: object[];
      looks: { reason: string | null }[];
      helpRequests: { callId: string; note: string | null }[];
      conversations: object[];
    };
    const [sent] = trueCalls();
    const help = { days: 3, note: "Choppy from the start" };
    await client.send("POST", `/api/me/calls/${sent?.call.callId}/help`, help);
    await client.send("PATCH", "/api/me/preferences", { timeZone: ZONE });
    const file = await client.ask("/api/me/privacy/export");
    assert.match(
      file.headers["content-disposition"] ?? "",
      /^attachment; filename="?callwise-everything-[-0-9]+\.json"?$/,
    );
    const everything = file.json() as Everything;
    const truths = trueCalls();
    assert.deepEqual(everything.person, { id: person.id, displayName: person.displayName });
    assert.equal(everything.preferences.timeZone, ZONE);
    assert.deepEqual(
      everything.calls.map(({ callId }) => callId).toSorted(),
      truths.map(({ call }) => call.callId).toSorted(),
    );
    const ratings = everything.calls.reduce((sum, { feedback }) => sum + (feedback?.ratings.length ?? 0), 0);
    assert.equal(
      ratings,
      truths.reduce((sum, { own }) => sum + own.ratings.length, 0),
    );
    const { stored }: PrivacyJson = await client.get("/api/me/privacy");
    assert.equal(everything.calls.length, stored.participations);
    assert.equal(
      everything.calls.reduce((sum, { sessions }) => sum + sessions.length, 0),
      stored.sessions,
    );
    assert.equal(everything.phoneCalls.length, stored.phoneCalls);
    assert.equal(everything.conversations.length, stored.conversations);
    const [{ callId, note } = { callId: "", note: "" }] = everything.helpRequests;
    assert.deepEqual([callId, note], [sent?.call.callId, help.note]);
    assert.deepEqual(everything.looks.map(({ reason }) => reason).toSorted(), [
      "Ticket 4711: drops",
      "Ticket 4712",
      "Ticket 4713",
    ]);

    const unconfirmed = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    assert.equal((await client.ask("/api/me/privacy/erase", unconfirmed)).status, 400);
    const receipt = await client.send<ErasedJson>("POST", "/api/me/privacy/erase", { confirm: true });
    assert.equal(receipt.erased.participations, truths.length);
    const after: PrivacyJson = await client.get("/api/me/privacy");
    assert.ok(Object.values(after.stored).every((count) => count === 0));
    assert.deepEqual(((await client.ask("/api/me/privacy/export")).json() as Everything).calls, []);
    assert.deepEqual(await pages(""), []);
  });
});
