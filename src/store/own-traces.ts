import type { Look } from "../calls/look.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { AccessLogDocument } from "./access-log.ts";
import type { AlertRuleDocument } from "./alert-rules.ts";
import type { BuildingUploadDocument } from "./building-documents.ts";
import type { CallRecordDocument } from "./call-header.ts";
import type { IncidentDocument } from "./incidents.ts";
import type { StoreContext } from "./store-context.ts";

/** Where else somebody's id is kept: what they organized or did, and what counted them in. */
export type OwnTraces = {
  /** Calls that they organized, with or without taking part, oldest first. */
  organized(viewer: Viewer): AsyncIterable<{ callId: string; start: Date; end: Date }>;
  /** Their looks at others' calls, as an admin, oldest first. */
  looksMade(viewer: Viewer): AsyncIterable<{ at: Date; personId: string; look: Look; reason: string | null }>;
  /** Incidents that count them in, or that they did something about. */
  incidents(viewer: Viewer): AsyncIterable<IncidentTrace>;
  /** What they set up, and alert rules about a group with them in it. */
  settings(viewer: Viewer): AsyncIterable<SettingTrace>;
};

export type IncidentTrace = {
  ruleId: string;
  number: number;
  since: Date;
  isAffected: boolean;
  did: ("acknowledged" | "muted" | "assigned")[];
  isAssigned: boolean;
};

export type SettingTrace =
  | { what: "alertChannel"; conversationId: string; since: Date }
  | { what: "alertRule"; ruleId: string; changedAt: Date | null; isInGroup: boolean }
  | { what: "buildings"; at: Date };

export function createOwnTraces({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): OwnTraces {
  const headers = database.collection<CallRecordDocument>("callRecords");
  const accessLog = database.collection<AccessLogDocument>("accessLog");
  const incidents = database.collection<IncidentDocument>("incidents");
  const alertRules = database.collection<AlertRuleDocument>("alertRules");
  const alertChannels = database.collection<{ tenantId: string; conversationId: string; since: Date; setBy: string }>(
    "alertChannels",
  );
  const buildingUploads = database.collection<BuildingUploadDocument>("buildingUploads");

  return {
    async *organized({ personId }) {
      const own = headers.find({ tenantId, "organizer.id": personId }).sort({ start: 1 });
      for await (const { callId, start, end } of own) yield { callId, start, end };
    },

    async *looksMade({ personId }) {
      const own = accessLog.find({ tenantId, viewerId: personId }).sort({ at: 1 });
      for await (const { at, personId: lookedAt, look, reason } of own) {
        yield { at, personId: lookedAt, look, reason: reason ?? null };
      }
    },

    async *incidents({ personId }) {
      for await (const { ruleId, number, since, affected, handling } of incidents.find({ tenantId })) {
        const isAffected = affected?.personIds.includes(personId) ?? false;
        const isAssigned = handling?.assigned?.to === personId;
        const did = (["acknowledged", "muted", "assigned"] as const).filter((act) => handling?.[act]?.by === personId);
        if (isAffected || isAssigned || did.length > 0) yield { ruleId, number, since, isAffected, did, isAssigned };
      }
    },

    async *settings({ personId }) {
      for await (const { conversationId, since, setBy } of alertChannels.find({ tenantId })) {
        if (setBy === personId) yield { what: "alertChannel", conversationId, since };
      }
      for await (const { id, settings, updatedAt, updatedBy } of alertRules.find({ tenantId })) {
        const isInGroup = settings?.scope.personGroup?.personIds.includes(personId) ?? false;
        const changedAt = updatedBy === personId ? updatedAt : null;
        if (isInGroup || changedAt !== null) yield { what: "alertRule", ruleId: id, changedAt, isInGroup };
      }
      const upload = await buildingUploads.findOne({ _id: tenantId });
      if (upload?.by === personId) yield { what: "buildings", at: upload.at };
    },
  };
}
