import type { TurnContext } from "botbuilder";
import { z } from "zod";
import { ServiceError } from "../../src/service-error.ts";
import type { CountBotOutcome } from "../bot-outcome.ts";
import { conversationOf } from "../conversation-reference.ts";
import type { Answering } from "./answering.ts";
import type { Asker } from "./asker.ts";
import type { TextReply } from "./reply.ts";
import { uploadUrlFrom, type UploadFile } from "./upload-file.ts";

const contextShape = z.looseObject({ text: z.string().min(1) });

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
const consentShape = z.discriminatedUnion("action", [
  z.looseObject({ action: z.literal("decline") }),
  z.looseObject({
    action: z.literal("accept"),
    context: contextShape,
    uploadInfo: z.looseObject({
      uploadUrl: z.string(),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    }),
  }),
]);

/** What a person said to the offer of a file; null for what no client of Teams sends. */
export function fileDecision(value: unknown): z.infer<typeof consentShape> | null {
  return consentShape.safeParse(value).data ?? null;
}

/**
 * Makes the file again, for whoever clicked, and puts it where Teams said. Nothing of it is kept here. A context that
 * asks for something else than an export is refused, and so is an address that is not Microsoft's.
 */
export async function fileReply(
  decision: z.infer<typeof consentShape>,
  asker: Asker,
  context: TurnContext,
  { answering, uploadFile, count }: { answering: Answering; uploadFile: UploadFile; count: CountBotOutcome },
): Promise<TextReply> {
  const { file: words } = asker.messages.conversation;
  if (decision.action === "decline") {
    count("file_declined", 1);
    return { text: words.declined };
  }
  try {
    const { uploadInfo } = decision;
    const uploadUrl = uploadUrlFrom(uploadInfo.uploadUrl);
    if (uploadUrl === null) throw new ServiceError("upload_url_refused", "Not an address of OneDrive.");
    const content = await exportOf(decision.context.text, asker, context, answering);
    await uploadFile(uploadUrl, content);
    count("file_sent", 1);
    if (uploadUrlFrom(uploadInfo.contentUrl) === null) return { text: words.sent };
    const { contentUrl, name, uniqueId, fileType } = uploadInfo;
    const contentType = "application/vnd.microsoft.teams.card.file.info";
    return { text: words.sent, file: { contentType, contentUrl, name, content: { uniqueId, fileType } } };
  } catch (error) {
    return { text: words.failed(answering.failed(error, "file not sent")) };
  }
}

async function exportOf(text: string, asker: Asker, context: TurnContext, answering: Answering): Promise<string> {
  const isExport = answering.commandOf(text, asker)?.intent === "export";
  const answer = isExport ? await answering.ask(text, asker, conversationOf(context.activity)) : null;
  if (answer?.intent !== "export") throw new ServiceError("not_an_export", "The file's command is no export.");
  return answer.file.content;
}
