import type { OriginFault } from "./activity-origin.ts";

/** What became of a request to the bot or of its turn: the labels under which they are counted. */
export type BotOutcome =
  | "answered"
  | "answered_in_place"
  | "refused_shared_conversation"
  | "refused_unknown_person"
  | "installed"
  | "uninstalled"
  | "failed"
  | "conversation_not_saved"
  | "unauthorized"
  | "malformed"
  | "too_large"
  | "wrong_content_type"
  | "method_not_allowed"
  | "not_local"
  | "stopping"
  | OriginFault;

export type CountBotOutcome = (outcome: BotOutcome, n: number) => void;
