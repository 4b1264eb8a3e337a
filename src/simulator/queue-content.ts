import type { ContentDraft, DraftedContent } from "./content-draft.ts";
import { mediaService, member } from "./content-draft.ts";
import type { ModelIdentity } from "./call-model.ts";
import { outsider } from "./outsiders.ts";
import { Random } from "./random.ts";
import { makeSession } from "./session-model.ts";
import type { SessionSpec } from "./session-model.ts";
import { trunkNetwork, trunkOf } from "./two-party-content.ts";

/** A caller from outside through auto attendant and call queue to an agent: the session id repeats across transfers. */
export function queueContent(draft: ContentDraft): DraftedContent {
  const { plan, random } = draft;
  const agent = member(draft, plan.members[0] ?? 0);
  const phone = outsider(random, "phone", draft.world.tenantId);
  const trunk = trunkOf(agent.person);
  phone.equipment.network = trunkNetwork(trunk);
  phone.equipment.exposure = { ...phone.equipment.exposure, trunk: trunk.name };
  const attendant = resourceAccount(draft, "Main line");
  const queue = resourceAccount(draft, "Support queue");
  const length = plan.end - plan.start;
  const queued = plan.start + Math.round(length * random.between(0.05, 0.15));
  const answered = queued + Math.round(length * random.between(0.05, 0.2));
  const repeated = random.guid();
  const audio = { modalities: ["audio"], withoutSurvey: true };
  const specs: SessionSpec[] = [
    {
      ...audio,
      id: repeated,
      start: plan.start,
      end: queued,
      caller: phone,
      callee: mediaService(random, "skypeForBusinessAutoAttendant"),
    },
    {
      ...audio,
      id: repeated,
      start: queued,
      end: answered,
      caller: phone,
      callee: mediaService(random, "skypeForBusinessCallQueues"),
    },
    {
      ...audio,
      id: random.guid(),
      start: answered,
      end: plan.end,
      caller: phone,
      callee: mediaService(random, "mediationServer"),
    },
    {
      modalities: ["audio"],
      id: random.guid(),
      start: answered,
      end: plan.end,
      caller: agent,
      callee: mediaService(random),
    },
  ];
  const participants = [phone.identity, attendant, queue, agent.identity];
  const sessions = specs.map((spec) => makeSession(draft, spec));
  return { type: "groupCall", organizer: attendant, participants, sessions, joinWebUrl: null };
}

function resourceAccount(draft: ContentDraft, displayName: string): ModelIdentity {
  const id = new Random(`${draft.world.seed}/resource-account/${displayName}`).guid();
  return { slot: "applicationInstance", id, displayName, tenantId: draft.world.tenantId, userPrincipalName: null };
}
