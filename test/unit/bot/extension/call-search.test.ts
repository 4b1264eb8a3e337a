import assert from "node:assert/strict";
import { z } from "zod";
import type { CallDetail } from "../../../../src/calls/answer.ts";
import type { Participation } from "../../../../src/calls/participation.ts";
import { BotChat, FROM_ADELE } from "../../../support/bot-chat.ts";
import { libraryFaults, ownFaults } from "../../../support/card-rules.ts";
import { ADELE, ALEX, MEGAN, SAMPLE_NOW, sampleDetails } from "../../../support/sample-calls.ts";
import { turnUntil } from "../../../support/turn-until.ts";

const attachment = z.object({
  contentType: z.literal("application/vnd.microsoft.card.adaptive"),
  content: z.looseObject({ fallbackText: z.string() }),
  preview: z.object({
    contentType: z.literal("application/vnd.microsoft.card.thumbnail"),
    content: z.object({ title: z.string(), text: z.string() }),
  }),
});
const answered = z.object({
  composeExtension: z.discriminatedUnion("type", [
    z.object({ type: z.literal("result"), attachmentLayout: z.literal("list"), attachments: z.array(attachment) }),
    z.object({ type: z.literal("message"), text: z.string() }),
  ]),
});

type Found = { titles: string[]; message: string | null; attachments: z.infer<typeof attachment>[] };

describe("message extension", () => {
  let chat: BotChat;
  const open = async (details?: CallDetail[]): Promise<void> => void (chat = await BotChat.open({}, details));
  afterEach(() => chat.close());

  const query = (value: unknown, over: Record<string, unknown> = {}): ReturnType<BotChat["invoke"]> =>
    chat.invoke("composeExtension/query", value, over);
  const search = async (text: unknown, { queryOptions, ...over }: Record<string, unknown> = {}): Promise<Found> => {
    const value = { commandId: "findCall", parameters: [{ name: "search", value: text }], queryOptions };
    const response = await query(value, over);
    assert.equal(response.status, 200, response.body);
    const { composeExtension: found } = answered.parse(JSON.parse(response.body));
    if (found.type === "message") return { titles: [], message: found.text, attachments: [] };
    const titles = found.attachments.map(({ preview }) => preview.content.title);
    return { titles, message: null, attachments: found.attachments };
  };

  describe("before the sample calls", () => {
    beforeEach(() => open());

    it("shows the latest calls before anything is typed", async () => {
      const first = await query({ commandId: "findCall", parameters: [{ name: "initialRun", value: "true" }] });
      const { composeExtension } = answered.parse(JSON.parse(first.body));
      assert.ok(composeExtension.type === "result");
      assert.equal(composeExtension.attachments.length, 6);
      const { titles } = await search("");
      assert.deepEqual(titles.slice(0, 3), [
        "With Megan Bowen, Fri 20 Nov, 15:00",
        "With 11 others, Thu 19 Nov, 08:15",
        "With Megan Bowen, Wed 18 Nov, 11:00",
      ]);
    });

    it("finds calls by a name, a time, a condition, and all of them together", async () => {
      assert.equal((await search("megan")).titles.length, 3);
      assert.deepEqual((await search("yesterday")).titles, ["With 11 others, Thu 19 Nov, 08:15"]);
      assert.deepEqual((await search("poor")).titles, ["With 4 others, Tue 17 Nov, 10:00"]);
      assert.deepEqual((await search("my calls with Megan over 20 min")).titles, [
        "With Megan Bowen, Mon 16 Nov, 09:30",
      ]);
      assert.deepEqual((await search("昨天", { locale: "zh-CN" })).titles.length, 1);
    });

    it("says so where nothing fits", async () => {
      for (const text of ["Nobody Atall", "last month"]) {
        assert.match((await search(text)).message ?? "", /None of your calls fits/, text);
      }
    });

    it("does nothing but look for calls, whatever is typed", async () => {
      for (const text of [
        "yes, forget me",
        "language zh-CN",
        "export",
        "digest on",
        "who looked",
        "alerts here",
        "org",
      ]) {
        assert.match((await search(text)).message ?? "", /None of your calls fits/, text);
      }
      assert.ok(chat.server.questions.every(({ text }) => /^list my calls with "/.test(text)));
      assert.equal(chat.server.preferences.size, 0);
      assert.equal(chat.server.conversations.size, 0);
    });

    it("takes hostile values for a search for nothing, or refuses them", async () => {
      for (const text of [null, 7, {}, [], "🦄", "\u202e\u0000", "x".repeat(100_000), "__proto__", "*[a](http://b)*"]) {
        await search(text);
      }
      const options = { skip: -1, count: 1e300 };
      assert.equal((await search("", { queryOptions: options })).titles.length, 6);
      assert.equal((await search("", { queryOptions: null })).titles.length, 6);
      assert.deepEqual((await search("", { queryOptions: { skip: 100, count: 25 } })).titles, []);
      for (const value of [null, 7, "x", {}, { commandId: "another" }, { commandId: "findCall", parameters: "x" }]) {
        assert.equal((await query(value)).status, 400);
      }
    });

    it("finds the searcher's own calls alone", async () => {
      const [call] = sampleDetails();
      assert.ok(call);
      assert.equal((await search(`call ${call.call.callId}`)).titles.length, 1);
      for (const text of ["", "megan", "poor", `call ${call.call.callId}`, ALEX.id]) {
        assert.match((await search(text, FROM_ADELE)).message ?? "", /None of your calls fits/);
      }
      assert.ok(chat.server.questions.every(({ viewer, personId }) => viewer.personId === personId));
      const stranger = { from: { id: "29:x", aadObjectId: "nobody" } };
      assert.match((await search("", stranger)).message ?? "", /do not know you/);
    });

    it("is answered before Teams gives up after five seconds, with a reference", async () => {
      chat.server.silenceStore();
      const found = search("megan");
      await turnUntil(() => chat.server.clock.sleeping === 1);
      await chat.server.clock.advance(2_000);
      await turnUntil(() => chat.server.questions.length === 1);
      await chat.server.clock.advance(2_000);
      assert.match((await found).message ?? "", /could not be searched.*request-1/);
    });
  });

  it("shows 25 at most, and the next ones when asked", async () => {
    await open(calls(60, () => ({})));
    assert.equal((await search("")).titles.length, 25);
    assert.equal((await search("", { queryOptions: { skip: 25, count: 1_000 } })).titles.length, 25);
    assert.equal((await search("", { queryOptions: { skip: 50, count: 25 } })).titles.length, 10);
    assert.equal((await search("", { queryOptions: { skip: 0, count: 3 } })).titles.length, 3);
  });

  it("finds the calls of each who bears a name", async () => {
    const people = [MEGAN, { ...ADELE, displayName: "Megan Other" }];
    await open(calls(4, (index) => ({ others: { count: 1, person: people[index % 2] ?? MEGAN } })));
    assert.deepEqual(
      (await search("megan")).titles.map((title) => title.split(",")[0]),
      ["With Megan Bowen", "With Megan Other", "With Megan Bowen", "With Megan Other"],
    );
  });

  it("shares nothing of a call but when, how long, with whom by name, how it was and why", async () => {
    await open(
      calls(1, () => ({
        others: { count: 1, person: { ...MEGAN, displayName: "**Megan** <b>Bowen</b>" } },
        network: PRIVATE_NETWORK,
        device: PRIVATE_DEVICE,
        ratings: [{ sessionId: "s", rating: "bad", tokens: ["EchoInCall"], text: "a private remark" }],
      })),
    );
    const [shared] = (await search("")).attachments;
    assert.ok(shared);
    assert.deepEqual([...libraryFaults(shared.content), ...ownFaults(shared.content)], []);
    const json = JSON.stringify(shared);
    assert.match(json, /A call of Alex Wilber.*Tue 17 Nov, 10:00.*Europe\/Berlin/);
    assert.match(json, /Poor.*Jitter/);
    for (const hidden of [...PRIVATE, ALEX.id, MEGAN.id, "call-0", "remark", "echo", "actions", "your"]) {
      assert.ok(!json.includes(hidden), hidden);
    }
    assert.ok(shared.preview.content.title.includes("&lt;b&gt;") && !shared.preview.content.title.includes("<b>"));
  });

  it("names no telephone and nobody without a name", async () => {
    const people = [
      { id: "+4930123456", kind: "phone" as const, displayName: "+4930123456" },
      { id: MEGAN.id, kind: "user" as const, displayName: " " },
    ];
    await open(calls(2, (index) => ({ others: { count: 1, person: people[index] ?? null } })));
    const { attachments, titles } = await search("");
    assert.deepEqual(
      titles.map((title) => title.split(",")[0]),
      ["With 1 other person", "With 1 other person"],
    );
    assert.ok(!JSON.stringify(attachments).includes("493012"));
  });
});

const PRIVATE_NETWORK: Participation["network"] = {
  connectionType: "wifi",
  transportProtocol: "udp",
  wifiBand: "2.4GHz",
  wifiSignalStrengthPercentage: 28,
  basicServiceSetIdentifier: "00:11:22:33:44:55",
  subnet: "10.9.8.0",
  reflexiveIpAddress: "203.0.113.7",
  isRelayed: false,
  relayIpAddress: null,
  building: "Building Seven",
};
const PRIVATE_DEVICE: Participation["device"] = {
  captureDeviceName: "Secret Headset",
  captureDeviceDriver: "driver-1",
  renderDeviceName: "Secret Speaker",
  renderDeviceDriver: "driver-2",
  machineName: "LAPTOP-ALEX",
  cpuName: "cpu-1",
};
const PRIVATE = ["00:11:22", "10.9.8", "203.0.113", "Building", "Secret", "driver", "LAPTOP", "cpu-1", "Wi-Fi"];

/** So many poor calls of Alex, an hour apart, the newest first. */
function calls(count: number, change: (index: number) => Partial<Participation>): CallDetail[] {
  const poor = sampleDetails().find(({ participation }) => participation.quality === "poor");
  assert.ok(poor);
  return Array.from({ length: count }, (_, index) => {
    const callId = `call-${index}`;
    const start = new Date((count === 1 ? poor.participation.start : SAMPLE_NOW).getTime() - index * 3_600_000);
    const participation = { ...poor.participation, callId, start, ...change(index) };
    return { ...poor, participation, call: { ...poor.call, callId, start } };
  });
}
