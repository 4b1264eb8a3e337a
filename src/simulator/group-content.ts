import type { ContentDraft, DraftedContent } from "./content-draft.ts";
import { mediaService, member } from "./content-draft.ts";
import type { ModelIdentity, ModelSession } from "./call-model.ts";
import { agentFor, withoutTelemetry } from "./client-model.ts";
import { outsider } from "./outsiders.ts";
import type { OutsiderKind } from "./outsiders.ts";
import { attendeeIdentity, personIdentity } from "./person-model.ts";
import type { PersonModel } from "./person-model.ts";
import { Random } from "./random.ts";
import { makeSession } from "./session-model.ts";
import type { Somebody } from "./session-model.ts";
import { MINUTE_MS } from "./zoned-day.ts";

/** Who else comes to a meeting, and how often. */
const VISITORS: readonly [OutsiderKind, number][] = [
  ["guest", 0.18],
  ["federated", 0.15],
  ["phone", 0.1],
  ["acsUser", 0.06],
  ["bot", 0.12],
  ["encrypted", 0.02],
  ["room", 0.1],
];

/** A group call or meeting: everybody has a session of their own with the service, those who rejoin several. */
export function groupContent(draft: ContentDraft): DraftedContent {
  const { plan, random } = draft;
  const everybody = plan.members.map((index) => member(draft, index));
  const isMeeting = plan.kind === "meeting" || plan.kind === "townHall";
  if (plan.kind === "meeting") {
    for (const [kind, share] of VISITORS)
      if (random.chance(share)) everybody.push(outsider(random, kind, draft.world.tenantId));
  }
  if (plan.kind === "townHall") everybody.push(...crowd(draft, everybody.length));
  const modalities = ["audio"];
  if (isMeeting ? random.chance(0.55) : random.chance(0.3)) modalities.push("video");
  if (random.chance(0.3)) modalities.push("videoBasedScreenSharing");
  if (random.chance(0.03)) modalities.push("data");
  const sessions = plan.kind === "escalated" ? [leftover(draft, everybody)] : [];
  for (const [index, somebody] of everybody.entries()) {
    sessions.push(...ownSessions(draft, somebody, index, everybody.length, modalities));
  }
  const isAbsent = plan.kind === "meeting" && draft.world.people.length > plan.members.length && random.chance(0.06);
  const organizer = isAbsent ? absentOrganizer(draft) : (everybody[0] as Somebody).identity;
  const participants = everybody.map((somebody) => somebody.identity);
  return {
    type: "groupCall",
    organizer,
    participants,
    sessions,
    joinWebUrl: isMeeting ? joinLink(draft, organizer) : null,
  };
}

/** What an escalated call keeps of the two-party call that it was: no length, no media, the call's own id. */
function leftover(draft: ContentDraft, everybody: readonly Somebody[]): ModelSession {
  const { plan } = draft;
  return makeSession(draft, {
    id: plan.id,
    start: plan.start,
    end: plan.start,
    modalities: ["audio"],
    caller: everybody[0] as Somebody,
    callee: everybody[1] ?? (everybody[0] as Somebody),
    withoutSurvey: true,
  });
}

function ownSessions(
  draft: ContentDraft,
  somebody: Somebody,
  index: number,
  total: number,
  modalities: readonly string[],
): ModelSession[] {
  const { plan, random } = draft;
  const length = plan.end - plan.start;
  const slack = Math.min(length * 0.3, 6 * MINUTE_MS);
  // The first opens the call and the last closes it, so that the record's times are theirs.
  const start = index === 0 ? plan.start : Math.round(plan.start + random.next() * random.next() * slack);
  const end =
    index === Math.min(1, total - 1) ? plan.end : Math.round(plan.end - random.next() * random.next() * slack);
  const own =
    somebody.identity.slot === "phone"
      ? ["audio"]
      : modalities.filter((name) => name === "audio" || random.chance(0.8) || index === 0);
  const spec = {
    modalities: own,
    caller: somebody,
    callee: mediaService(random),
    mutedShare: plan.kind === "townHall" ? 0.9 : 0.3,
  };
  const isSplit = plan.kind !== "townHall" && end - start > 4 * MINUTE_MS;
  if (isSplit && random.chance(0.07)) {
    const gone = Math.round(start + (end - start) * random.between(0.2, 0.6));
    const back = Math.min(end - 1000, gone + random.int(4000, 90_000));
    const first = makeSession(draft, { ...spec, id: random.guid(), start, end: gone, withoutSurvey: true });
    return [first, makeSession(draft, { ...spec, id: random.guid(), start: back, end })];
  }
  const main = makeSession(draft, { ...spec, id: random.guid(), start, end });
  if (!isSplit || !random.chance(0.06)) return [main];
  const companion = { ...somebody, equipment: withoutTelemetry(agentFor(random, random.pick(["iOS", "android"]))) };
  const joined = Math.round(start + (end - start) * random.between(0.1, 0.5));
  const second = {
    ...spec,
    caller: companion,
    id: random.guid(),
    start: joined,
    end: Math.round(joined + (end - joined) * random.between(0.3, 1)),
  };
  return [main, makeSession(draft, { ...second, withoutSurvey: true })];
}

/** A town hall's other attendees, up to the number in the plan's key. */
function crowd(draft: ContentDraft, present: number): Somebody[] {
  const { random, world, plan } = draft;
  const total = Number(plan.key.split(".").pop());
  return Array.from({ length: Math.max(0, total - present) }, (_, number) => {
    if (random.chance(0.06)) return outsider(random, random.pick(["guest", "federated", "phone"]), world.tenantId);
    const identity = attendeeIdentity(world.seed, number, world.tenantId);
    return {
      identity,
      person: null,
      equipment: withoutTelemetry(agentFor(random, random.pick(["windows", "web", "iOS", "macOS"]))),
    };
  });
}

/** Set up by somebody who did not come. */
function absentOrganizer(draft: ContentDraft): ModelIdentity {
  const { world, plan, random } = draft;
  const others = world.people.filter((person) => !plan.members.includes(person.index));
  return personIdentity(random.pick(others) satisfies PersonModel, world.tenantId);
}

/** Recurring meetings share one link, so links are drawn from few per organizer. */
function joinLink(draft: ContentDraft, organizer: ModelIdentity): string {
  const thread = new Random(`${organizer.id}/link/${draft.random.int(0, 5)}`).hex(32);
  const context = encodeURIComponent(JSON.stringify({ Tid: draft.world.tenantId, Oid: organizer.id }));
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=${context}`;
}
