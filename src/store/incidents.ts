import type { AlertRule } from "../calls/alert-rule.ts";
import { eraseFromAffected } from "../calls/erase-alerts.ts";
import {
  handledIncident,
  NOT_HANDLED,
  type HandledIncident,
  type HandlingChange,
  type IncidentHandling,
} from "../calls/incident-handling.ts";
import { incidentIdOf, type Incident } from "../calls/incident.ts";
import { ServiceError } from "../service-error.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import { afterDays } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";

/** Incidents by rule and factor, each with whether its newest revision was put into the outbox. */
export type Incidents = {
  /** Those of a rule that are not resolved, or were not at an instant. */
  since(ruleId: AlertRule["id"], instant: Date): Promise<Incident[]>;
  /** The one with the highest number. */
  latest(ruleId: AlertRule["id"], factor: string): Promise<Incident | null>;
  find(incidentId: string): Promise<HandledIncident | null>;
  /** Every open one. */
  open(): Promise<HandledIncident[]>;
  /** Those that were told of and last changed in a half-open interval, the last changed first. */
  changed(interval: { start: Date; end: Date }, limit: number): Promise<HandledIncident[]>;
  /**
   * Those that are resolved, the last changed first, and after a place in that order where one is given. `next`: the place
   * of the last one when there are more.
   */
  over(request: { after: IncidentPlace | null; limit: number }): Promise<IncidentPage>;
  /**
   * Puts an incident in the place of `before`, what was read of it; null: it is new. False, and nothing changed, when
   * somebody else was quicker. A new revision waits to be dispatched.
   */
  save(incident: Incident, before: Incident | null): Promise<boolean>;
  /**
   * Keeps what somebody did about an incident, as a new revision that is dispatched even if it is muted; as it is when
   * that changes nothing, null when there is none.
   */
  handle(incidentId: string, change: HandlingChange, who: { by: string; now: Date }): Promise<HandledIncident | null>;
  /** For suspicions that were not confirmed. */
  remove(incident: Incident): Promise<void>;
  /** Those with a revision that is not in the outbox yet. */
  undispatched(): Promise<UndispatchedIncident[]>;
  /** Nothing happens if there is a newer revision by now. */
  markDispatched(incident: Incident): Promise<void>;
  /** Open ones are to be dispatched again: a channel has come. */
  dispatchOpenAgain(): Promise<void>;
};

/** Where an incident stands among those of the same millisecond too. */
export type IncidentPlace = { revisedAt: Date; id: string };
export type IncidentPage = { incidents: HandledIncident[]; next: IncidentPlace | null };

/** `tellsHandling`: what somebody did about it stands in no card yet. */
export type UndispatchedIncident = HandledIncident & { tellsHandling: boolean };

export type IncidentDocument = Incident & {
  _id: string;
  /** Absent until somebody does something about it. */
  handling?: IncidentHandling;
  tellsHandling?: boolean;
  tenantId: string;
  /** When it was resolved, or far in the future. */
  overAt: Date;
  isDispatched: boolean;
  /** Null while it is not resolved. */
  expireAt: Date | null;
};

/** Somebody else is quicker that often at most. */
const HANDLING_ATTEMPTS = 5;
const NOT_OVER = new Date("9999-12-31T00:00:00Z");

export function createIncidents(
  {
    database,
    tenantId,
    retentionDays,
    incidentDays = retentionDays,
  }: Pick<StoreContext, "database" | "tenantId" | "retentionDays" | "incidentDays">,
  erasedPeople: Pick<ErasedPeople, "among">,
): Incidents {
  const incidents = database.collection<IncidentDocument>("incidents");
  const idOf = (incident: Incident): string => key(tenantId, incidentIdOf(incident));

  /** Rules are read from calls that were read a while ago, when somebody may not have been erased yet. */
  async function withoutErased<Some extends Pick<Incident, "affected">>(incident: Some): Promise<Some> {
    const { affected } = incident;
    if (affected === null) return incident;
    const pseudonyms = await erasedPeople.among(affected.personIds);
    return { ...incident, affected: eraseFromAffected(affected, pseudonyms) };
  }

  /** Somebody may have been erased while the incident was being written. */
  async function eraseWritten(written: Pick<Incident, "affected" | "revision"> & { _id: string }): Promise<void> {
    const { affected } = await withoutErased(written);
    if (affected?.personIds.join() === written.affected?.personIds.join()) return;
    await incidents.updateOne({ _id: written._id, revision: written.revision }, { $set: { affected } });
  }

  return {
    async since(ruleId, instant) {
      const found = await incidents.find({ tenantId, ruleId, overAt: { $gte: instant } }).toArray();
      return found.map(pickIncident);
    },

    async latest(ruleId, factor) {
      const [found] = await incidents.find({ tenantId, ruleId, factor }).sort({ number: -1 }).limit(1).toArray();
      return found ? pickIncident(found) : null;
    },

    async find(incidentId) {
      const found = await incidents.findOne({ _id: key(tenantId, incidentId) });
      return found && pickHandled(found);
    },

    async open() {
      const found = await incidents.find({ tenantId, state: "open" }).toArray();
      return found.map(pickHandled);
    },

    async changed({ start, end }, limit) {
      const found = await incidents
        .find({ tenantId, revisedAt: { $gte: start, $lt: end }, revision: { $gt: 0 } })
        .sort({ revisedAt: -1 })
        .limit(limit)
        .toArray();
      return found.map(pickHandled);
    },

    async over({ after, limit }) {
      const beyond =
        after === null
          ? []
          : [
              { revisedAt: { $lte: after.revisedAt } },
              { $or: [{ revisedAt: { $lt: after.revisedAt } }, { _id: { $gt: key(tenantId, after.id) } }] },
            ];
      const found = await incidents
        .find({ tenantId, ...(beyond.length > 0 && { $and: beyond }), state: "resolved" })
        .sort({ revisedAt: -1, _id: 1 })
        .limit(limit + 1)
        .toArray();
      const page = found.slice(0, limit).map(pickHandled);
      const last = page.at(-1);
      const hasMore = found.length > page.length && last !== undefined;
      return { incidents: page, next: hasMore ? { revisedAt: last.revisedAt, id: incidentIdOf(last) } : null };
    },

    async handle(incidentId, change, who) {
      for (let attempt = 1; attempt <= HANDLING_ATTEMPTS; attempt += 1) {
        const found = await incidents.findOne({ _id: key(tenantId, incidentId) });
        if (found === null) return null;
        const before = pickHandled(found);
        const after = handledIncident(before, change, who);
        if (after === before) return before;
        const { revision, state } = before;
        const { handling, revision: next, revisedAt } = after;
        const { matchedCount } = await incidents.updateOne(
          { _id: found._id, revision, state },
          { $set: { handling, revision: next, revisedAt, isDispatched: false, tellsHandling: true } },
        );
        if (matchedCount > 0) return after;
      }
      throw new ServiceError("incident_busy", "The incident changes too often just now.", { remedy: "retry" });
    },

    async save(found, before) {
      const incident = await withoutErased(found);
      const isRevised = incident.revision > (before?.revision ?? 0);
      const { resolvedAt } = incident;
      const fields = {
        tenantId,
        ...pickIncident(incident),
        overAt: resolvedAt ?? NOT_OVER,
        expireAt: resolvedAt && afterDays(resolvedAt, incidentDays),
      };
      if (before === null || incident.number !== before.number) {
        try {
          await incidents.insertOne({ _id: idOf(incident), ...fields, isDispatched: !isRevised });
          await eraseWritten({ ...fields, _id: idOf(incident) });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }
      const { revision, state } = before;
      const { matchedCount } = await incidents.updateOne(
        { _id: idOf(incident), revision, state },
        { $set: { ...fields, ...(isRevised && { isDispatched: false }) } },
      );
      if (matchedCount > 0) await eraseWritten({ ...fields, _id: idOf(incident) });
      return matchedCount > 0;
    },

    async remove(incident) {
      const { revision, state } = incident;
      await incidents.deleteOne({ _id: idOf(incident), revision, state });
    },

    async undispatched() {
      const found = await incidents.find({ tenantId, isDispatched: false }).toArray();
      return found.map((one) => ({ ...pickHandled(one), tellsHandling: one.tellsHandling ?? false }));
    },

    async markDispatched(incident) {
      const { revision } = incident;
      await incidents.updateOne(
        { _id: idOf(incident), revision },
        { $set: { isDispatched: true, tellsHandling: false } },
      );
    },

    async dispatchOpenAgain() {
      await incidents.updateMany({ tenantId, state: "open" }, { $set: { isDispatched: false } });
    },
  };
}

function pickHandled(from: IncidentDocument): HandledIncident {
  return { ...pickIncident(from), handling: from.handling ?? NOT_HANDLED };
}

function pickIncident(from: Incident): Incident {
  return {
    ruleId: from.ruleId,
    factor: from.factor,
    number: from.number,
    state: from.state,
    revision: from.revision,
    revisedAt: from.revisedAt,
    since: from.since,
    troubleSince: from.troubleSince ?? null,
    healthySince: from.healthySince ?? null,
    resolvedAt: from.resolvedAt ?? null,
    reopened: from.reopened,
    content: from.content,
    affected: from.affected ?? null,
  };
}
