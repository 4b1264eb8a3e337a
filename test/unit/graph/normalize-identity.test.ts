import assert from "node:assert/strict";
import { NormalizationNotes } from "../../../src/graph/normalization-notes.ts";
import {
  mergePeople,
  normalizeAssociatedIdentity,
  normalizeIdentitySet,
  normalizeParticipant,
} from "../../../src/graph/normalize-identity.ts";

const ID = "6f1a9d0e-1111-4c4f-9a5e-000000000001";

describe("identity sets", () => {
  const slots: [string, string][] = [
    ["user", "user"],
    ["guest", "guest"],
    ["phone", "phone"],
    ["acsUser", "acsUser"],
    ["azureCommunicationServicesUser", "acsUser"],
    ["spoolUser", "acsUser"],
    ["applicationInstance", "serviceAccount"],
    ["acsApplicationInstance", "serviceAccount"],
    ["spoolApplicationInstance", "serviceAccount"],
    ["azureApplicationInstance", "serviceAccount"],
    ["application", "bot"],
    ["encrypted", "protected"],
    ["onPremises", "onPremises"],
    ["device", "device"],
    ["User", "user"],
  ];
  const noSlots = Object.fromEntries(slots.slice(0, -1).map(([slot]) => [slot, null]));

  for (const [slot, kind] of slots) {
    it(`read the slot ${slot} as ${kind}`, () => {
      const notes = new NormalizationNotes();
      const set = { ...noSlots, endpointType: null, [slot]: { id: ID, displayName: "A. Person", tenantId: "t1" } };
      const expected = { id: ID, kind, displayName: "A. Person", tenantId: "t1" };
      assert.deepEqual(normalizeIdentitySet(set, notes), expected);
      assert.deepEqual(notes.unknownValues, {});
    });
  }

  it("keep somebody in a slot that nobody documented, and note the slot", () => {
    const notes = new NormalizationNotes();
    const set = { user: null, hologram: { id: "h1" }, endpointType: "default" };
    const expected = { id: "h1", kind: "other", displayName: null, tenantId: null };
    assert.deepEqual(normalizeIdentitySet(set, notes), expected);
    assert.deepEqual(notes.unknownValues, { identity: ["hologram"] });
  });

  it("believe the user beside a device", () => {
    const person = normalizeIdentitySet({ device: { id: "d1" }, user: { id: ID } }, new NormalizationNotes());
    assert.equal(person?.id, ID);
  });

  it("yield nobody when every slot is empty", () => {
    for (const set of [noSlots, {}, null, "x", [], { user: {} }, { user: { id: "", displayName: "Guest user" } }]) {
      assert.equal(normalizeIdentitySet(set, new NormalizationNotes()), undefined);
    }
  });
});

describe("participants_v2", () => {
  it("prefer the slot's id to the outer one", () => {
    const participant = { id: "outer", identity: { user: { id: ID } } };
    assert.equal(normalizeParticipant(participant, new NormalizationNotes())?.id, ID);
  });

  it("fall back to the outer id", () => {
    const notes = new NormalizationNotes();
    const guest = normalizeParticipant({ id: "teamsvisitor:ab", identity: { guest: { displayName: "Ada" } } }, notes);
    assert.deepEqual(guest, { id: "teamsvisitor:ab", kind: "guest", displayName: "Ada", tenantId: null });
    assert.equal(normalizeParticipant({ id: "+49123456***" }, notes)?.kind, "phone");
    assert.equal(normalizeParticipant({ id: ID, identity: null }, notes)?.kind, "user");
    assert.equal(normalizeParticipant({ identity: { user: { displayName: "x" } } }, notes), undefined);
  });
});

describe("associated identities", () => {
  const cases: [string, unknown, unknown, string | undefined][] = [
    ["a user by default", { id: ID }, undefined, "user"],
    ["a phone by its number", { id: "+4912345678" }, undefined, "phone"],
    ["a guest by its id", { id: "teamsvisitor:0a1b" }, undefined, "guest"],
    ["an ACS user by its id", { id: "8:acs:1-2_3" }, undefined, "acsUser"],
    ["a bot by its type", { "@odata.type": "#microsoft.graph.communicationsApplicationIdentity", id: ID }, null, "bot"],
    ["what the slot says", { "@odata.type": "#microsoft.graph.userIdentity", id: ID }, { guest: { id: ID } }, "guest"],
    ["the deprecated identity when alone", null, { phone: { id: "+1" } }, "phone"],
    ["an identity set in the wrong place", { encrypted: { id: "e" } }, null, "protected"],
    ["nobody", {}, {}, undefined],
  ];
  for (const [name, associated, identitySet, kind] of cases) {
    it(`are ${name}`, () => {
      assert.equal(normalizeAssociatedIdentity(associated, identitySet, new NormalizationNotes())?.kind, kind);
    });
  }
});

describe("mergePeople", () => {
  it("keeps each id once, first names first, gaps filled", () => {
    const merged = mergePeople([
      { id: "a", kind: "other", displayName: null, tenantId: null },
      { id: "a", kind: "user", displayName: "Old", tenantId: "t" },
      { id: "b", kind: "user", displayName: "New", tenantId: null },
      { id: "b", kind: "guest", displayName: "Older", tenantId: null },
    ]);
    assert.deepEqual(merged, [
      { id: "a", kind: "user", displayName: "Old", tenantId: "t" },
      { id: "b", kind: "user", displayName: "New", tenantId: null },
    ]);
  });
});
