import type { CallContent, CallPlan, ModelIdentity, ModelSession, ServiceEndpoint } from "./call-model.ts";
import type { Cause } from "./causes.ts";
import { equipmentOf } from "./client-model.ts";
import { personIdentity } from "./person-model.ts";
import type { PersonModel } from "./person-model.ts";
import type { Random } from "./random.ts";
import type { FarSide, SessionContext, Somebody } from "./session-model.ts";
import { dayNumber } from "./zoned-day.ts";

/** What drawing a call's content needs to know of the world. */
export type ContentWorld = {
  seed: number;
  tenantId: string;
  people: readonly PersonModel[];
  causes: readonly Cause[];
  deprecatedFields: "mixed" | "always" | "never";
};

export type ContentDraft = SessionContext & { world: ContentWorld; plan: CallPlan };

/** Type, people and sessions of a call before the parts that are the same for every kind. */
export type DraftedContent = {
  type: CallContent["type"];
  organizer: ModelIdentity | null;
  participants: ModelIdentity[];
  sessions: ModelSession[];
  joinWebUrl: string | null;
};

/** A person of the tenant as one side of a session. */
export function member(draft: ContentDraft, index: number): Somebody {
  const person = draft.world.people[index] as PersonModel;
  const equipment = equipmentOf(draft.world.seed, person, dayNumber(draft.plan.start), draft.random);
  return { identity: personIdentity(person, draft.world.tenantId), equipment, person };
}

/** The service side that everybody in a group call has a session with. */
export function mediaService(random: Random, role = "mediaController"): FarSide {
  const service: ServiceEndpoint = { kind: "service", role, headerValue: null, oddAgent: random.chance(0.25) };
  const network = {
    ipAddress: random.pick(["", `10.0.136.${random.int(4, 250)}`]),
    subnet: "",
    port: random.int(3478, 3481),
    connectionType: "wired",
    networkTransportProtocol: "udp",
    linkSpeed: random.pick([0, 4_294_967_295]),
    basicServiceSetIdentifier: "",
  };
  return { service, network, trunk: null };
}
