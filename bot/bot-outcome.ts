import type { OriginFault } from "./activity-origin.ts";

/** What became of a request to the bot or of its turn: the labels under which they are counted. */
export type BotOutcome =
  | "answered"
  | "answered_in_place"
  | "answered_privately"
  | "acted"
  | "asked_to_confirm"
  | "searched"
  | "file_sent"
  | "file_declined"
  | "refused_not_owner"
  | "refused_unknown_person"
  | "personal_chat_unreachable"
  | "not_replaced"
  | "unknown_invoke"
  | "installed"
  | "uninstalled"
  | "digest_sent"
  | "digest_failed"
  | "digest_ended"
  | "digest_unreachable"
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
