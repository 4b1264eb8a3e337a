import assert from "node:assert/strict";
import { z } from "zod";
import { ServiceError } from "../../../../src/service-error.ts";
import { BotChat, FROM_ADELE } from "../../../support/bot-chat.ts";
import { ALEX } from "../../../support/sample-calls.ts";

const CONSENT = "application/vnd.microsoft.teams.card.file.consent";
const consent = z.object({
  name: z.string(),
  content: z.object({
    description: z.string(),
    sizeInBytes: z.number(),
    acceptContext: z.object({ text: z.string() }),
  }),
});
const UPLOAD_INFO = {
  uploadUrl: "https://contoso-my.sharepoint.com/personal/alex/uploadSession?guid=1",
  contentUrl: "https://contoso-my.sharepoint.com/personal/alex/Documents/calls.csv",
  name: "calls.csv",
  uniqueId: "file-1",
  fileType: "csv",
};

describe("export as a file", () => {
  let chat: BotChat;
  let uploads: { url: string; rows: string[] }[];
  let failure: Error | null;
  beforeEach(async () => {
    uploads = [];
    failure = null;
    chat = await BotChat.open({
      uploadFile: (url, content) => {
        if (failure) return Promise.reject(failure);
        uploads.push({ url: url.href, rows: content.trim().split("\r\n") });
        return Promise.resolve();
      },
    });
  });
  afterEach(() => chat.close());

  const offer = async (text = "export this week"): Promise<z.infer<typeof consent>> => {
    await chat.say(text);
    return consent.parse(chat.connector.sent.at(-1)?.attachments[0]);
  };
  const decide = async (value: unknown, over: Record<string, unknown> = {}): Promise<string> => {
    const response = await chat.invoke("fileConsent/invoke", value, over);
    assert.equal(response.status, 200, response.body);
    return chat.connector.sent.at(-1)?.text ?? "";
  };
  const accept = (context: unknown, info: Record<string, unknown> = {}, over = {}): Promise<string> =>
    decide({ type: "fileUpload", action: "accept", context, uploadInfo: { ...UPLOAD_INFO, ...info } }, over);
  const callsIn = (rows: string[] = []): number => rows.length - 1;

  it("is offered in the message after the card that says so", async () => {
    const { name, content } = await offer();
    const [card, file] = chat.connector.sent;
    assert.match(JSON.stringify(card), /The file comes with the next message/);
    assert.equal(file?.attachments[0]?.contentType, CONSENT);
    assert.equal(chat.connector.sent.length, 2);
    assert.equal(name, "callwise-2026-11-16-to-2026-11-22.csv");
    assert.match(content.description, /6 calls.*This week, Mon 16 – Sun 22 Nov, Europe\/Berlin/);
    assert.ok(content.sizeInBytes > 100);
  });

  it("is offered after a click, too, and not where there are no calls", async () => {
    const response = await chat.click({ text: "export this week" });
    assert.match(JSON.stringify(response.value), /The file comes with the next message/);
    assert.deepEqual(
      chat.connector.sent.map(({ attachments }) => attachments[0]?.contentType),
      [CONSENT],
    );
    await chat.say("export 1 Jan 2026");
    assert.equal(chat.connector.sent.length, 2);
  });

  it("is put where Teams says, and shown", async () => {
    const { content } = await offer();
    assert.match(await accept(content.acceptContext), /in your OneDrive/);
    assert.deepEqual(
      uploads.map(({ url, rows }) => [url, callsIn(rows)]),
      [[UPLOAD_INFO.uploadUrl, 6]],
    );
    const shown = chat.connector.sent.at(-1)?.attachments[0];
    assert.deepEqual(shown, {
      contentType: "application/vnd.microsoft.teams.card.file.info",
      contentUrl: UPLOAD_INFO.contentUrl,
      name: "calls.csv",
      content: { uniqueId: "file-1", fileType: "csv" },
    });
    assert.equal(chat.counted("file_sent"), 1);
  });

  it("has the days that were asked for and what they hold when it is accepted", async () => {
    const { content } = await offer("export yesterday");
    await chat.server.clock.advance(3 * 86_400_000);
    await accept(content.acceptContext);
    assert.deepEqual(
      uploads.map(({ rows }) => callsIn(rows)),
      [1],
    );
    const { now } = chat.server.questions.at(-1) ?? {};
    assert.equal(now?.toISOString(), "2026-11-23T15:00:00.000Z");
  });

  it("is the clicker's own, whoever was offered it, also when the same click comes again", async () => {
    const { content } = await offer();
    await accept(content.acceptContext, {}, FROM_ADELE);
    await accept({ ...content.acceptContext, personId: ALEX.id, viewer: { personId: ALEX.id } }, {}, FROM_ADELE);
    assert.deepEqual(
      uploads.map(({ rows }) => callsIn(rows)),
      [0, 0],
    );
    await accept(content.acceptContext);
    await accept(content.acceptContext);
    assert.deepEqual(
      uploads.slice(2).map(({ rows }) => callsIn(rows)),
      [6, 6],
    );
    assert.deepEqual(uploads[3], uploads[2]);
  });

  it("is not put anywhere when it is declined", async () => {
    const { content } = await offer();
    const text = await decide({ type: "fileUpload", action: "decline", context: content.acceptContext });
    assert.match(text, /no file was saved/);
    assert.deepEqual(uploads, []);
    assert.equal(chat.counted("file_declined"), 1);
  });

  for (const text of ["my calls this week", "forget me", "who looked", "person Adele", "erase everything", "x"]) {
    it(`is refused for a context that asks "${text}"`, async () => {
      const asked = chat.server.questions.length;
      assert.match(await accept({ text }), /could not be saved.*request-1/);
      assert.equal(chat.server.questions.length, asked);
      assert.deepEqual(uploads, []);
    });
  }

  for (const uploadUrl of [
    "http://contoso-my.sharepoint.com/upload",
    "https://example.com/upload",
    "https://contoso.sharepoint.com.example.com/upload",
    "https://169.254.169.254/metadata",
    "nowhere",
  ]) {
    it(`is not sent to ${uploadUrl}`, async () => {
      const { content } = await offer();
      assert.match(await accept(content.acceptContext, { uploadUrl }), /could not be saved.*request-1/);
      assert.deepEqual(uploads, []);
      assert.ok(chat.server.log.some((line) => line.includes("upload_url_refused")));
      assert.ok(!chat.server.log.join().includes(uploadUrl));
    });
  }

  it("does not show a link to elsewhere", async () => {
    const { content } = await offer();
    await accept(content.acceptContext, { contentUrl: "https://example.com/calls.csv" });
    assert.deepEqual(chat.connector.sent.at(-1)?.attachments, []);
  });

  it("says under which id it failed, in the person's language", async () => {
    const { content } = await offer();
    failure = new ServiceError("upload_refused", "a secret address");
    assert.match(await accept(content.acceptContext), /could not be saved.*request-1/);
    assert.match(await accept(content.acceptContext, {}, { locale: "zh-CN" }), /request-2/);
    assert.match(chat.server.log.join("\n"), /"code":"upload_refused","requestId":"request-1"/);
    assert.ok(!chat.server.log.join().includes("secret"));
    assert.equal(chat.counted("failed"), 2);
  });

  it("is for nobody who is not known, and not for a place where others read along", async () => {
    const { content } = await offer();
    const stranger = { from: { id: "29:x", aadObjectId: "nobody" } };
    assert.match(await accept(content.acceptContext, {}, stranger), /do not know you/);
    const shared = { conversation: { id: "19:shared", conversationType: "groupChat" } };
    for (const [value, over] of [
      [{ action: "accept", context: content.acceptContext, uploadInfo: UPLOAD_INFO }, shared],
      [{ action: "accept", context: content.acceptContext }, {}],
      [{ action: "accept", context: { text: 7 }, uploadInfo: UPLOAD_INFO }, {}],
      [{ action: "perhaps" }, {}],
      [null, {}],
    ] as const) {
      assert.equal((await chat.invoke("fileConsent/invoke", value, over)).status, 400);
    }
    assert.deepEqual(uploads, []);
  });
});
