import type { AlertChannel } from "../../src/calls/alert-channel.ts";
import type { AlertRule } from "../../src/calls/alert-rule.ts";
import type { AnswerFrame } from "../../src/calls/answer.ts";
import type { Command } from "../../src/calls/command.ts";
import type { StatusFigures } from "../../src/calls/status-figures.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import type { Store } from "../../src/store/store.ts";

/** What somebody asked, when and where. */
export type Question = {
  text: string;
  viewer: Viewer;
  /** Whose calls; the viewer's own but for admins. Preferences, erasure and looks are the viewer's own always. */
  personId: string;
  now: Date;
  /** IANA name. */
  timeZone: string;
  /** BCP 47 tag of the language that the asker is answered in. */
  locale: string;
  /** Null outside a chat, as on the command line. */
  conversation: { id: string; type: "personal" | "groupChat" | "channel" } | null;
};

/** What answers are made of. */
export type AnswerParts = {
  participations: Pick<
    Store["participations"],
    "find" | "last" | "call" | "ownCallIds" | "companions" | "peopleByPublicAddress"
  >;
  people: Pick<Store["people"], "named" | "names">;
  preferences: Pick<Store["preferences"], "of" | "save" | "claimDigest">;
  accessLog: Pick<Store["accessLog"], "of">;
  erasures: Store["erasures"];
  /** Anonymous mode: nobody is looked at. */
  isAnonymous: boolean;
  rollups: Pick<Store["rollups"], "summary">;
  readStatus: () => Promise<StatusFigures>;
  /** Null where nobody is alerted, as on the command line. */
  alerts: AlertsPort | null;
  /** BCP 47 tags of those that may be asked for. */
  availableLanguages: readonly string[];
  /** IANA name of the zone in which the organization's days are counted. */
  organizationTimeZone: string;
};

/** Which channels are told when something is wrong with the service. */
export type AlertsPort = {
  /** Turns alerts on in a channel; asking again leaves it as it is. */
  here(conversationId: string, viewer: Viewer): Promise<AlertChannel>;
  /** Whether they were on there. */
  off(conversationId: string): Promise<boolean>;
  rules(): Promise<{ rules: AlertRule[]; channels: number }>;
};

export function frameOf({ now, timeZone }: Question, command: Command | null): AnswerFrame {
  return { now, timeZone, command };
}
