import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { notificationItems, readNotificationItem } from "../../../src/webhook/notification.ts";

const CALL_ID = "2b8f2a4e-6a70-4b1e-9a55-0d6f3f1c9e10";

function change(over: object = {}): object {
  return {
    subscriptionId: "sub",
    clientState: "state",
    tenantId: "tenant",
    changeType: "updated",
    resource: `communications/callRecords/${CALL_ID}`,
    resourceData: { "@odata.type": "#Microsoft.Graph.callRecord", id: CALL_ID },
    ...over,
  };
}

function callIdOf(over: object): string | null {
  const item = readNotificationItem(change(over));
  assert.equal(item.kind, "change");
  return item.kind === "change" && item.isCallRecord ? item.callId : null;
}

describe("notification body", () => {
  it("is an object with an array named value, its own", () => {
    assert.deepEqual(notificationItems({ value: [1] }), [1]);
    const inherited: unknown = Object.create({ value: [1] });
    for (const body of [undefined, null, 1, "x", [], {}, { value: {} }, { value: null }, inherited]) {
      assert.equal(notificationItems(body), null);
    }
  });
});

describe("notification item", () => {
  it("reads the call id from resourceData", () => {
    assert.deepEqual(readNotificationItem(change()), {
      kind: "change",
      subscriptionId: "sub",
      clientState: "state",
      tenantId: "tenant",
      callId: CALL_ID,
      isCallRecord: true,
    });
  });

  it("falls back to the last segment of the resource path", () => {
    assert.equal(callIdOf({ resourceData: undefined }), CALL_ID);
    assert.equal(callIdOf({ resourceData: null }), CALL_ID);
    assert.equal(callIdOf({ resourceData: { id: 7 } }), CALL_ID);
    assert.equal(callIdOf({ resourceData: { id: "not-a-guid" } }), CALL_ID);
    assert.equal(callIdOf({ resourceData: {}, resource: `/communications/callRecords('${CALL_ID}')` }), CALL_ID);
  });

  it("makes one id of its spellings", () => {
    assert.equal(callIdOf({ resourceData: { id: CALL_ID.toUpperCase() } }), CALL_ID);
  });

  it("compares the type whatever its case, by either name, or goes by the path", () => {
    for (const type of ["#Microsoft.Graph.callrecord", "#microsoft.graph.callRecords.callRecord", "CALLRECORD"]) {
      assert.equal(callIdOf({ resourceData: { "@odata.type": type, id: CALL_ID } }), CALL_ID);
      assert.equal(callIdOf({ resourceData: { oDataType: type, id: CALL_ID } }), CALL_ID);
    }
    assert.equal(callIdOf({ resourceData: { id: CALL_ID }, resource: "COMMUNICATIONS/CALLRECORDS/x" }), CALL_ID);
    assert.equal(callIdOf({ resourceData: { "@odata.type": "#Microsoft.Graph.message", id: CALL_ID } }), null);
    assert.equal(callIdOf({ resourceData: { id: CALL_ID }, resource: `users/${CALL_ID}` }), null);
  });

  it("has no call id when none is well-formed", () => {
    for (const id of [
      `${CALL_ID} `,
      `${CALL_ID}\n`,
      `x${CALL_ID}`,
      "../../etc",
      CALL_ID.replaceAll("-", ""),
      "",
      "NA",
    ]) {
      assert.equal(callIdOf({ resourceData: { id }, resource: `communications/callRecords/${id}` }), null, id);
    }
  });

  it("tells a lifecycle notification by its member, whatever else it has", () => {
    assert.deepEqual(readNotificationItem({ subscriptionId: "sub", lifecycleEvent: "missed", tenantId: "tenant" }), {
      kind: "lifecycle",
      subscriptionId: "sub",
      clientState: undefined,
      tenantId: "tenant",
      lifecycleEvent: "missed",
    });
    assert.equal(readNotificationItem(change({ lifecycleEvent: "subscriptionRemoved" })).kind, "lifecycle");
  });

  it("knows the validation message of Event Hubs", () => {
    const item = { subscriptionId: "NA", clientState: "NA", changeType: "Validation: Testing …", resource: "NA" };
    assert.deepEqual(readNotificationItem(item), { kind: "validation" });
  });

  it("calls everything else malformed", () => {
    for (const value of [null, undefined, 1, "x", [], [[]], {}, { subscriptionId: 7 }, { subscriptionId: null }]) {
      assert.deepEqual(readNotificationItem(value), { kind: "malformed" });
    }
  });

  it("is not misled by prototype keys", () => {
    const value: unknown = JSON.parse(`{"__proto__":{"subscriptionId":"sub","lifecycleEvent":"missed"}}`);
    assert.deepEqual(readNotificationItem(value), { kind: "malformed" });
    assert.equal("lifecycleEvent" in {}, false);
  });
});

if (existsSync("../shared/samples")) {
  describe("notification item: public samples", () => {
    const kinds = {
      "ms-learn-2024.changenotification-callrecord.json": "change",
      "ms-learn.eventhub-validation-message.json": "validation",
      "ms-learn.lifecycle-reauthorizationRequired.json": "lifecycle",
    };
    for (const [file, kind] of Object.entries(kinds)) {
      it(`reads ${file}`, () => {
        const body: unknown = JSON.parse(readFileSync(`../shared/samples/${file}`, "utf8"));
        const items = notificationItems(body) ?? [];
        assert.deepEqual(
          items.map((item) => readNotificationItem(item).kind),
          [kind],
        );
      });
    }
  });
}
