import assert from "node:assert/strict";
import type { HelpRequestJson, HelpRequestsJson, SentCallJson, SentCallsJson } from "../../src/http/api-types.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { signInTo, type SignedInClient } from "../support/signed-in.ts";

const NOTE = "Only every other word arrived.";

/** A call that somebody sends to the helpdesk, over the service's API. */
describe("routes of calls sent to the helpdesk", function () {
  this.timeout(60_000);
  let running: RunningService;
  let callId: string;
  let sender: SignedInClient;
  let other: SignedInClient;
  let admin: SignedInClient;

  before(async () => {
    running = await startRunningService({
      people: 4,
      pastDays: 3,
      adminIds: ({ people, suggestedPerson }) =>
        people
          .filter(({ id }) => id !== suggestedPerson.id)
          .map(({ id }) => id)
          .slice(0, 1),
    });
    await running.settled();
    const { people, suggestedPerson, groundTruth } = running.tenant;
    const [adminPerson, otherPerson] = people.filter(({ id }) => id !== suggestedPerson.id);
    const call = groundTruth
      .calls()
      .find(
        ({ participations }) =>
          participations.some(({ personId }) => personId === suggestedPerson.id) &&
          participations.every(({ personId }) => personId !== otherPerson?.id),
      );
    assert.ok(adminPerson && otherPerson && call);
    callId = call.callId;
    const { address } = running.service;
    [sender, other, admin] = (await Promise.all(
      [suggestedPerson, otherPerson, adminPerson].map(({ id }) => signInTo(address, id)),
    )) as [SignedInClient, SignedInClient, SignedInClient];
  });
  after(() => running?.stop());

  const path = (): string => `/api/me/calls/${callId}/help`;
  const statusOf = async (client: SignedInClient, asked: string, method = "GET"): Promise<[number, unknown]> => {
    const { status, json } = await client.ask(asked, { method });
    return [status, (json() as { code?: string }).code];
  };

  it("let an admin read that one call, and nobody else", async () => {
    const sent = await sender.send<HelpRequestJson>("POST", path(), { days: 2, note: NOTE });
    assert.deepEqual([sent.callId, sent.note, sent.endedAt], [callId, NOTE, null]);
    assert.equal(Date.parse(sent.until) - Date.parse(sent.at), 2 * 86_400_000);
    assert.deepEqual((await sender.get<HelpRequestsJson>("/api/me/help")).requests, [sent]);
    assert.deepEqual((await other.get<HelpRequestsJson>("/api/me/help")).requests, []);

    const { requests } = await admin.get<SentCallsJson>("/api/admin/help");
    assert.deepEqual(
      requests.map(({ id, note, until }) => ({ id, note, until })),
      [{ id: sent.id, note: NOTE, until: sent.until }],
    );
    assert.ok(!JSON.stringify(requests).includes(running.tenant.suggestedPerson.id));
    const read = await admin.send<SentCallJson>("POST", `/api/admin/help/${sent.id}`, {});
    assert.equal(read.person.id, running.tenant.suggestedPerson.id);
    assert.equal(read.call.callId, callId);
    assert.equal(read.note, NOTE);
    for (const client of [other, sender]) {
      assert.deepEqual(await statusOf(client, "/api/admin/help"), [403, "admins_only"]);
      assert.deepEqual(await statusOf(client, `/api/admin/help/${sent.id}`, "POST"), [403, "admins_only"]);
    }
  });

  it("refuse calls of others, and days beyond the limits", async () => {
    const body = (days: unknown): string => JSON.stringify({ days });
    const headers = { "content-type": "application/json" };
    const refused = async (client: SignedInClient, days: unknown): Promise<number> =>
      (await client.ask(path(), { method: "POST", headers, body: body(days) })).status;
    assert.equal(await refused(other, 3), 404);
    for (const days of [0, 31, 1.5, "7", null]) assert.equal(await refused(sender, days), 400, String(days));
    assert.equal(await other.ask(path(), { method: "DELETE" }).then(({ status }) => status), 404);
  });

  it("take it back at once", async () => {
    const { status, json } = await sender.ask(path(), { method: "DELETE" });
    assert.equal(status, 200);
    const revoked = json() as HelpRequestJson;
    assert.notEqual(revoked.endedAt, null);
    assert.equal(revoked.note, null);
    assert.deepEqual((await admin.get<SentCallsJson>("/api/admin/help")).requests, []);
    const [gone, code] = await statusOf(admin, `/api/admin/help/${revoked.id}`, "POST");
    assert.deepEqual([gone, code], [404, "help_request_over"]);
    assert.equal((await statusOf(admin, "/api/admin/help/nobody-sent-this", "POST"))[0], 404);
  });
});
