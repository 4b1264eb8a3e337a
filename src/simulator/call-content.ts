import type { CallContent, CallPlan, ModelSession, RecordStyle } from "./call-model.ts";
import type { ContentDraft, ContentWorld, DraftedContent } from "./content-draft.ts";
import { groupContent } from "./group-content.ts";
import { queueContent } from "./queue-content.ts";
import { Random } from "./random.ts";
import { twoPartyContent } from "./two-party-content.ts";

const MODALITIES = ["audio", "video", "videoBasedScreenSharing", "data", "screenSharing"];

/** A call in full: a function of the seed and the plan's key. */
export function drawContent(world: ContentWorld, plan: CallPlan): CallContent {
  if (plan.scripted) return plan.scripted;
  const random = new Random(`${world.seed}/call/${plan.key}/content`);
  const draft: ContentDraft = { world, plan, random, causes: world.causes, versions: plan.versions.length };
  const drafted = draftContent(draft);
  const style = drawStyle(world, plan);
  const present = new Set(drafted.sessions.flatMap((session) => session.modalities));
  const type = random.chance(0.003) ? "unknown" : drafted.type;
  return {
    type,
    modalities: present.size === 0 ? ["audio"] : MODALITIES.filter((modality) => present.has(modality)),
    joinWebUrl: drafted.joinWebUrl ?? random.pick([undefined, null, ""]),
    organizer: drafted.organizer,
    participants: drafted.participants,
    sessions: lateSession(random, drafted.sessions, plan),
    style,
  };
}

function draftContent(draft: ContentDraft): DraftedContent {
  switch (draft.plan.kind) {
    case "twoParty":
    case "missed":
    case "failed":
    case "federated":
    case "phone":
    case "test":
    case "scripted":
      return twoPartyContent(draft);
    case "escalated":
    case "group":
    case "meeting":
    case "townHall":
      return groupContent(draft);
    case "queue":
      return queueContent(draft);
  }
}

/** Now and then a session shows up only in a later version: a version is a whole document, not an addition. */
function lateSession(random: Random, sessions: readonly ModelSession[], plan: CallPlan): readonly ModelSession[] {
  if (sessions.length < 4 || plan.versions.length < 2 || !random.chance(0.2)) return sessions;
  const late = random.int(1, sessions.length - 1);
  const since = plan.versions.length - 1;
  return sessions.map((session, index) =>
    index === late && session.start > plan.start && session.end < plan.end
      ? { ...session, since, telemetrySince: session.telemetrySince === null ? null : since }
      : session,
  );
}

function drawStyle(world: ContentWorld, plan: CallPlan): RecordStyle {
  const random = new Random(`${world.seed}/call/${plan.key}/style`);
  const isDeprecatedKept = random.chance(0.5);
  return {
    digits: random.pick([7, 7, 7, 6, 5, 0]),
    deprecated: world.deprecatedFields === "mixed" ? isDeprecatedKept : world.deprecatedFields === "always",
    writesNulls: random.chance(0.7),
    acsSlot: random.pick(["acsUser", "azureCommunicationServicesUser"]),
  };
}
