import type { ModelIdentity } from "./call-model.ts";
import { agentFor, withoutTelemetry } from "./client-model.ts";
import type { Random } from "./random.ts";
import type { Somebody } from "./session-model.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

/** Kinds of participants who are not people of the tenant; each comes in the identity slot that Graph uses for it. */
export type OutsiderKind = "guest" | "federated" | "phone" | "acsUser" | "bot" | "encrypted" | "room";

export const FEDERATED_TENANTS = [
  "0a1fd6b2-6a05-4a55-8d6f-5a7b8f6f7e11",
  "c3b9a0de-2f0e-4f55-9a80-1f57dba0c922",
] as const;

/** Somebody from outside, with the client they come with. */
export function outsider(random: Random, kind: OutsiderKind, tenantId: string): Somebody {
  const identity = identityOf(random, kind, tenantId);
  return { identity, person: null, equipment: withoutTelemetry(clientOf(random, kind)) };
}

function clientOf(random: Random, kind: OutsiderKind): Somebody["equipment"]["agent"] {
  switch (kind) {
    case "guest":
      return agentFor(random, "web");
    case "federated":
      return agentFor(random, random.pick(["windows", "macOS", "iOS"]));
    case "room":
      return agentFor(random, "roomSystem");
    case "acsUser":
      return { ...agentFor(random, "web"), productFamily: "azureCommunicationServices" };
    case "phone":
    case "bot":
    case "encrypted":
      return { platform: "unknown", productFamily: "unknown", headerValue: null, applicationVersion: null };
  }
}

function identityOf(random: Random, kind: OutsiderKind, tenantId: string): ModelIdentity {
  const nobody = { displayName: null, tenantId: null, userPrincipalName: null };
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  switch (kind) {
    case "guest": {
      const id = random.chance(0.5) ? `teamsvisitor:${random.hex(32)}` : random.hex(32);
      return { ...nobody, slot: "guest", id, displayName: random.pick([null, "Guest user", name]) };
    }
    case "federated":
      return { ...nobody, slot: "user", id: random.guid(), tenantId: random.pick(FEDERATED_TENANTS) };
    case "phone":
      return { ...nobody, slot: "phone", id: phoneNumber(random) };
    case "acsUser":
      return {
        ...nobody,
        slot: "acsUser",
        id: `8:acs:${random.guid()}_${random.hex(24)}`,
        displayName: random.pick([null, name]),
      };
    case "bot":
      return { ...nobody, slot: "application", id: random.guid(), displayName: "Recording bot", tenantId };
    case "encrypted":
      return { ...nobody, slot: "encrypted", id: `8:live:.cid.${random.hex(16)}` };
    case "room": {
      const account = `room.${random.int(1, 9)}.${random.int(1, 30)}@fennel.example`;
      return {
        slot: "user",
        id: random.guid(),
        displayName: `Room ${random.int(1, 9)}.${random.int(1, 30)}`,
        tenantId,
        userPrincipalName: account,
      };
    }
  }
}

/** Numbers are masked or not, as the country has it; empty ones occur too. */
function phoneNumber(random: Random): string {
  const number = `+49${random.int(151, 179)}${random.int(1_000_000, 9_999_999)}`;
  return random.chance(0.6) ? `${number.slice(0, -3)}***` : number;
}
