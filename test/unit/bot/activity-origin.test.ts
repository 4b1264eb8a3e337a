import assert from "node:assert/strict";
import { isLoopbackAddress, isLoopbackName, localOriginFault, originFault } from "../../../bot/activity-origin.ts";
import { activitySchema } from "../../../bot/teams-activity.ts";
import { buildActivity } from "../../support/activity-builder.ts";

const TENANT = "7F3A1C52-90d4-4be0-8c1d-6f0a2b9e4d11";

function fault(over: Record<string, unknown>): string | null {
  return originFault(activitySchema.parse(buildActivity(over)), [TENANT.toLowerCase()]);
}

describe("originFault", () => {
  const conversation = { id: "c", conversationType: "personal" };

  it("lets a person of an allowed tenant in, whatever the case of its id", () => {
    assert.equal(fault({ conversation: { ...conversation, tenantId: TENANT }, channelData: null }), null);
    assert.equal(fault({ conversation, channelData: { tenant: { id: TENANT } } }), null);
  });
  it("refuses another tenant in either place", () => {
    const channelData = { tenant: { id: TENANT } };
    assert.equal(fault({ conversation: { ...conversation, tenantId: "other" }, channelData }), "wrong_tenant");
    assert.equal(
      fault({ conversation: { ...conversation, tenantId: TENANT }, channelData: { tenant: { id: "other" } } }),
      "wrong_tenant",
    );
  });
  it("refuses an activity that names no tenant", () => {
    assert.equal(fault({ conversation, channelData: null }), "wrong_tenant");
    assert.equal(fault({ conversation, channelData: { tenant: { id: 7 } } }), "wrong_tenant");
  });
  it("refuses channels that do not vouch for the sender's id", () => {
    for (const channelId of ["directline", "webchat", "emulator"]) {
      const channelData = { tenant: { id: TENANT } };
      assert.equal(fault({ channelId, conversation, channelData }), "wrong_channel");
    }
  });
});

describe("localOriginFault", () => {
  const local = (over: Record<string, unknown>): string | null =>
    localOriginFault(activitySchema.parse(buildActivity(over)));

  it("sends replies to this machine only", () => {
    assert.equal(local({ serviceUrl: "http://localhost:56150/_connector" }), null);
    assert.equal(local({ serviceUrl: "http://[::1]:56150/" }), null);
    for (const serviceUrl of [
      "http://169.254.169.254/",
      "https://localhost.example.com/",
      "http://127.0.0.1.example/",
    ]) {
      assert.equal(local({ serviceUrl }), "wrong_service_url");
    }
  });
  it("refuses other channels", () => assert.equal(local({ channelId: "emulator" }), "wrong_channel"));
});

describe("loopback", () => {
  it("knows the names and addresses of this machine", () => {
    for (const name of ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
      assert.ok(isLoopbackName(name));
    for (const name of ["example.com", "127.0.0.1.nip.io", "10.0.0.1", "", "localhost.evil"]) {
      assert.ok(!isLoopbackName(name), name);
    }
    assert.ok(isLoopbackAddress("::ffff:127.0.0.1"));
    assert.ok(!isLoopbackAddress("::ffff:10.0.0.1"));
    assert.ok(!isLoopbackAddress(undefined));
  });
});
