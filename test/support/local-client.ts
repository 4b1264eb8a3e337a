import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { z } from "zod";

/*
 * Microsoft's local Teams client (@microsoft/m365agentsplayground) without its browser page: messages and clicks go
 * through the HTTP interface that the page uses, replies come from the WebSocket that it listens to. That interface is
 * internal, hence the exact version in package.json.
 */

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const LOCAL_HOST = "127.0.0.1";
/** A guard against hanging for ever, not something a passing test waits for. */
const PATIENCE_MS = 20_000;

const configShape = z.object({
  config: z.object({
    tenantId: z.string(),
    bot: z.object({ id: z.string(), name: z.string() }),
    currentUser: z.object({ id: z.string(), name: z.string(), aadObjectId: z.string() }),
    personalChat: z.object({ id: z.string() }),
    groupChats: z.array(z.object({ id: z.string() })),
    teams: z.array(z.object({ id: z.string() })),
  }),
});

const messageShape = z.object({
  messageId: z.string(),
  from: z.object({ id: z.string() }),
  text: z.string().nullish(),
  attachments: z.array(z.object({ contentType: z.string(), content: z.unknown() })),
});
const streamShape = z.object({
  action: z.string(),
  actionConversationId: z.string().optional(),
  message: messageShape.optional(),
});

/** A message of the bot as the client shows it. */
export type ClientMessage = { messageId: string; conversationId: string; text: string | null; cards: unknown[] };

export type LocalClientOptions = {
  /** The bot's POST endpoint; it must be there already, because the client waits for it. */
  botEndpoint: string;
  /** Entra object id that the current user has instead of the one in .m365agentsplayground.yml. */
  aadObjectId?: string;
  /** Time zone of the client, which it sends with every message. */
  timeZone?: string;
};

export type ConversationName = "personal" | "group" | "channel";

/** Starts the client on a free port with the project's own .m365agentsplayground.yml. Stop it, or it outlives the test. */
export async function startLocalClient(options: LocalClientOptions): Promise<LocalClient> {
  const folder = await mkdtemp(join(tmpdir(), "callwise-local-client-"));
  const port = await freePort();
  const configPath = join(folder, "config.yml");
  await writeFile(configPath, await configText(options.aadObjectId));
  const cli = createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/cli.js");
  const process = spawn(
    globalThis.process.execPath,
    [cli, "start", "-e", options.botEndpoint, "-c", "msteams", "-p", String(port), "--disable-telemetry"],
    {
      // Its devTools folder is written to where it is started.
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: globalThis.process.env["PATH"],
        HOME: folder,
        TZ: options.timeZone ?? "UTC",
        TEAMSAPPTESTER_BROWSER: "none",
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
      },
    },
  );
  const client = new LocalClient(process, folder, `http://${LOCAL_HOST}:${port}`);
  try {
    await client.open();
    return client;
  } catch (error) {
    await client.stop();
    throw error;
  }
}

export class LocalClient {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #origin: string;
  readonly #messages: ClientMessage[] = [];
  readonly #waiting = new Set<() => void>();
  /** Also when the tests end without stopping the client. */
  readonly #kill = (): void => void this.#process.kill("SIGKILL");
  #output = "";
  #socket: WebSocket | null = null;
  #config: z.infer<typeof configShape>["config"] | null = null;

  constructor(process: ChildProcess, folder: string, origin: string) {
    this.#process = process;
    this.#folder = folder;
    this.#origin = origin;
    const keep = (chunk: Buffer): void => {
      this.#output += chunk.toString();
      this.#wake();
    };
    process.stdout?.on("data", keep);
    process.stderr?.on("data", keep);
    process.on("exit", () => this.#wake());
    globalThis.process.once("exit", this.#kill);
  }

  get origin(): string {
    return this.#origin;
  }

  get config(): z.infer<typeof configShape>["config"] {
    if (!this.#config) throw new Error("the local client is not open");
    return this.#config;
  }

  async open(): Promise<void> {
    await this.#until(() => this.#output.includes("Listening on") || null, "the local client to listen");
    this.#socket = new WebSocket(`${this.#origin.replace("http", "ws")}/_ws_conversation/v1/conversations/stream`);
    this.#socket.on("message", (data: Buffer) => this.#take(data.toString()));
    await once(this.#socket, "open");
    const response = await this.#request("GET", "/_internal/v1/config");
    this.#config = configShape.parse(await response.json()).config;
  }

  /** Sends what a person types; in shared conversations the bot is mentioned, else Teams would not deliver it. */
  async send(text: string, conversation: ConversationName = "personal"): Promise<void> {
    const { bot, currentUser } = this.config;
    const mention = `<at>${bot.name}</at>`;
    const body =
      conversation === "personal"
        ? { text, textFormat: "plain" }
        : { text: `${mention} ${text}`, textFormat: "xml", mentions: [{ mentioned: { id: bot.id }, text: mention }] };
    const conversationId = encodeURIComponent(this.conversationId(conversation));
    await this.#request("POST", `/_conversation/v1/conversations/${conversationId}/messages`, {
      from: { id: currentUser.id },
      ...body,
    });
  }

  /** Clicks an Action.Execute of a message's card; resolves with the bot's invoke response. */
  async execute(
    message: Pick<ClientMessage, "messageId">,
    action: { verb: string; data: unknown },
    conversation: ConversationName = "personal",
  ): Promise<unknown> {
    const response = await this.#request("POST", "/_conversation/v1/invoke", {
      name: "adaptiveCard/action",
      value: { action: { type: "Action.Execute", ...action }, trigger: "manual" },
      from: { id: this.config.currentUser.id },
      conversation: { id: this.conversationId(conversation) },
      replyToId: message.messageId,
    });
    return response.json();
  }

  /** Clicks an Action.Submit, the fallback of clients without Universal Actions. */
  async submit(message: Pick<ClientMessage, "messageId">, value: unknown): Promise<void> {
    await this.#request("POST", "/_conversation/v1/submit", {
      value,
      from: { id: this.config.currentUser.id },
      conversation: { id: this.conversationId("personal") },
      replyToId: message.messageId,
    });
  }

  /** Lets one of the client's own mock activities happen, for example "install", "uninstall" or "botAdded". */
  async happen(type: string, conversation: ConversationName = "personal"): Promise<void> {
    const query = new URLSearchParams({ type, conversationId: this.conversationId(conversation) });
    const template = await this.#request("GET", `/_internal/v1/customActivities/template?${query.toString()}`);
    await this.#request("POST", "/_internal/v1/customActivities", await template.json());
  }

  /** The next message of the bot that no call has returned yet. */
  nextMessage(): Promise<ClientMessage> {
    return this.#until(() => this.#messages.shift() ?? null, "a message of the bot");
  }

  conversationId(name: ConversationName): string {
    const { personalChat, groupChats, teams } = this.config;
    const id = { personal: personalChat.id, group: groupChats[0]?.id, channel: teams[0]?.id }[name];
    if (id === undefined) throw new Error(`the local client has no ${name} conversation`);
    return id;
  }

  /** Ends the client and waits until its process is gone. */
  async stop(): Promise<void> {
    this.#socket?.terminate();
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, "exit");
      this.#kill();
      await exited;
    }
    globalThis.process.off("exit", this.#kill);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #take(line: string): void {
    const { action, actionConversationId, message } = streamShape.parse(JSON.parse(line));
    if (!message || (action !== "createMessage" && action !== "updateMessage")) return;
    if (message.from.id !== this.config.bot.id) return;
    this.#messages.push({
      messageId: message.messageId,
      conversationId: actionConversationId ?? "",
      text: message.text ?? null,
      cards: message.attachments
        .filter(({ contentType }) => contentType === "application/vnd.microsoft.card.adaptive")
        .map(({ content }) => content),
    });
    this.#wake();
  }

  async #request(method: "GET" | "POST", path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`local client: ${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async #until<Value>(look: () => Value | null, what: string): Promise<Value> {
    const deadline = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const value = look();
      if (value !== null) return value;
      if (this.#process.exitCode !== null) throw new Error(`the local client ended: ${this.#output.slice(-2000)}`);
      await new Promise<void>((resolve, reject) => {
        const woken = (): void => {
          this.#waiting.delete(woken);
          deadline.removeEventListener("abort", late);
          resolve();
        };
        const late = (): void => {
          this.#waiting.delete(woken);
          reject(new Error(`waited in vain for ${what}: ${this.#output.slice(-2000)}`));
        };
        this.#waiting.add(woken);
        deadline.addEventListener("abort", late, { once: true });
      });
    }
  }

  #wake(): void {
    for (const woken of [...this.#waiting]) woken();
  }
}

/** The project's configuration, the current user's Entra id replaced: it is the first one in the file. */
async function configText(aadObjectId: string | undefined): Promise<string> {
  const text = await readFile(join(REPOSITORY, ".m365agentsplayground.yml"), "utf8");
  return aadObjectId === undefined ? text : text.replace(/aadObjectId: \S+/, `aadObjectId: ${aadObjectId}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOCAL_HOST);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
