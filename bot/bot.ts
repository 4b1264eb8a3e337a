import { randomUUID } from "node:crypto";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { TurnContext } from "botbuilder";
import { errorCode } from "../src/service-error.ts";
import { isLoopbackAddress, isLoopbackName, localOriginFault, originFault } from "./activity-origin.ts";
import { createBotAdapter, isAuthenticationError, type BotCredentials, type TokenAuthority } from "./bot-adapter.ts";
import type { BotOutcome } from "./bot-outcome.ts";
import { CallAssistant } from "./call-assistant.ts";
import { CardActs, type CardActsParts } from "./conversation/card-acts.ts";
import { Answering, type AnsweringOptions } from "./conversation/answering.ts";
import { Askers, type AskersOptions } from "./conversation/asker.ts";
import { Installations, type InstallationsOptions } from "./conversation/installations.ts";
import { SharedPlace } from "./conversation/shared-place.ts";
import { createUploadFile, type UploadFile } from "./conversation/upload-file.ts";
import { CallSearch } from "./extension/call-search.ts";
import { Messenger } from "./messenger.ts";
import { activitySchema } from "./teams-activity.ts";

export type BotOptions = Omit<AnsweringOptions, "createRequestId"> &
  AskersOptions &
  Pick<InstallationsOptions, "conversations"> & {
    /**
     * Null leaves the sender of an activity unauthenticated: for simulated mode on loopback, with Microsoft's local client.
     * Then requests and replies are held to this machine.
     */
    credentials: BotCredentials | null;
    /** Tenants whose people are answered, when there are credentials. */
    allowedTenantIds: readonly string[];
    createRequestId?: () => string;
    /** What buttons do beside asking questions; nothing unless given. */
    acts?: CardActsParts | null;
    /** Puts an export where Teams says; over https unless given. */
    uploadFile?: UploadFile;
    /** Who issues and publishes the keys of Teams' tokens: that of the public cloud unless given. */
    tokenAuthority?: TokenAuthority;
  };

export type Bot = {
  /** Sends what nobody asked for. */
  messenger: Messenger;
  /** POST /api/messages, where Teams and the local client deliver. */
  router: Router;
  /** Refuses new activities and waits for the running turns, at most a few seconds. */
  stop(): Promise<void>;
};

/** Real activities take a few kilobytes; Teams' own limit for a message is about 100 KB. */
const BODY_LIMIT = 256 * 1024;
const STOP_WITHIN_MS = 5_000;

type Refusal = { status: number; outcome: BotOutcome; code: string };

const REFUSALS = {
  methodNotAllowed: { status: 405, outcome: "method_not_allowed", code: "method_not_allowed" },
  stopping: { status: 503, outcome: "stopping", code: "stopping" },
  notLocal: { status: 403, outcome: "not_local", code: "not_local" },
  wrongContentType: { status: 415, outcome: "wrong_content_type", code: "wrong_content_type" },
  tooLarge: { status: 413, outcome: "too_large", code: "too_large" },
  malformed: { status: 400, outcome: "malformed", code: "malformed_activity" },
  unauthorized: { status: 401, outcome: "unauthorized", code: "unauthorized" },
  failed: { status: 500, outcome: "failed", code: "turn_failed" },
} as const satisfies Record<string, Refusal>;

/**
 * The bot behind POST /api/messages. Whatever arrives is answered and counted: 200 when a turn was run, else an error
 * as `{ error: { code, requestId } }` that never repeats what was sent or thrown. Keeps no state but its running turns.
 * Throws ServiceError "bot_credentials_incomplete".
 */
export function createBot(options: BotOptions): Bot {
  const { credentials, allowedTenantIds, count, log, clock, createRequestId = randomUUID } = options;
  const adapter = createBotAdapter(credentials, options.tokenAuthority);
  const messenger = new Messenger(adapter, { appId: credentials?.appId ?? "", clock });
  const assistant = createAssistant({ ...options, createRequestId }, messenger);
  const running = new Set<Promise<void>>();
  let isStopping = false;

  function refuse(response: Response, { status, outcome, code }: Refusal, requestId = createRequestId()): void {
    count(outcome, 1);
    if (status === 405) response.set("Allow", "POST");
    if (status === 503) response.set("Retry-After", "5");
    response.status(status).json({ error: { code, requestId } });
  }

  function beforeBody(request: Request, response: Response, next: NextFunction): void {
    if (isStopping) return refuse(response, REFUSALS.stopping);
    if (credentials === null && !isFromThisMachine(request)) return refuse(response, REFUSALS.notLocal);
    if (!request.is("application/json")) {
      // Answered without reading the body, so the connection cannot be used again.
      response.set("Connection", "close");
      return refuse(response, REFUSALS.wrongContentType);
    }
    next();
  }

  /** Errors of the body parser: oversize, an unknown encoding, broken JSON, a connection cut short. */
  function refuseBody(error: unknown, _request: Request, response: Response, next: NextFunction): void {
    if (response.headersSent) return next(error);
    const status = error instanceof Error && "status" in error ? error.status : null;
    if (status === 413) return refuse(response, REFUSALS.tooLarge);
    if (status === 415) return refuse(response, REFUSALS.wrongContentType);
    refuse(response, REFUSALS.malformed);
  }

  async function receive(request: Request, response: Response): Promise<void> {
    const turn = runTurn(request, response);
    running.add(turn);
    try {
      await turn;
    } finally {
      running.delete(turn);
    }
  }

  async function runTurn(request: Request, response: Response): Promise<void> {
    const parsed = activitySchema.safeParse(request.body);
    if (!parsed.success) return refuse(response, REFUSALS.malformed);
    const activity = parsed.data;
    let fault: Refusal | null = null;
    const logic = async (context: TurnContext): Promise<void> => {
      const outcome = credentials === null ? localOriginFault(activity) : originFault(activity, allowedTenantIds);
      if (outcome) fault = { status: 403, outcome, code: outcome };
      else await assistant.run(context);
    };
    try {
      const result = await adapter.runTurn(request.get("authorization") ?? "", activity, logic);
      if (fault) return refuse(response, fault);
      if (result?.body === undefined) response.status(result?.status ?? 200).end();
      else response.status(result.status).json(result.body);
    } catch (error) {
      if (isAuthenticationError(error)) return refuse(response, REFUSALS.unauthorized);
      const requestId = createRequestId();
      log.error({ code: errorCode(error), requestId, error }, "turn failed");
      refuse(response, REFUSALS.failed, requestId);
    }
  }

  const router = express.Router();
  router.post("/api/messages", beforeBody, express.json({ limit: BODY_LIMIT, type: "application/json" }), receive);
  router.all("/api/messages", (_request, response) => refuse(response, REFUSALS.methodNotAllowed));
  router.use("/api/messages", refuseBody);

  return {
    messenger,
    router,
    async stop() {
      isStopping = true;
      const finished = new AbortController();
      const turns = Promise.allSettled(running).then(() => finished.abort());
      await Promise.race([turns, clock.sleep(STOP_WITHIN_MS, finished.signal)]);
    },
  };
}

function createAssistant(options: BotOptions & AnsweringOptions, messenger: Messenger): CallAssistant {
  const { conversations, count, clock, log, uploadFile = createUploadFile(clock), acts = null } = options;
  const answering = new Answering(options);
  const askers = new Askers(options);
  const sharedPlace = new SharedPlace({ answering, messenger, count, log });
  const installations = new Installations({ conversations, askers, messenger, count, clock, log });
  const callSearch = new CallSearch({ askers, answering, count });
  const cardActs = acts && new CardActs(acts, { answering, clock });
  const parts = { askers, answering, sharedPlace, installations, callSearch, cardActs, messenger };
  return new CallAssistant({ ...parts, uploadFile, count, clock, log });
}

/** By the peer's address and by the name it was called under: a web page elsewhere can make a browser here do the former. */
function isFromThisMachine(request: Request): boolean {
  return isLoopbackAddress(request.socket.remoteAddress) && isLoopbackName(request.hostname);
}
