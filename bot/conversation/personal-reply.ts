import type { Answer } from "../../src/calls/answer.ts";
import type { Question } from "../commands/answer-parts.ts";
import type { Answering } from "./answering.ts";
import type { Asker } from "./asker.ts";
import { fileConsent } from "./file-consent.ts";
import { cardReply, type Reply } from "./reply.ts";

/** What is answered where only the asker reads it: the answer's card, and after it the offer of a file that was asked for. */
export async function personalReply(
  text: string,
  asker: Asker,
  conversation: Question["conversation"],
  answering: Answering,
): Promise<{ reply: Reply; answer: Answer | null }> {
  const { card, answer } = await answering.answer(text, asker, conversation);
  const reply = cardReply(card);
  const hasFile = answer?.intent === "export" && answer.calls > 0;
  return { answer, reply: hasFile ? { ...reply, then: fileConsent(answer, asker.messages) } : reply };
}
