import { spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

/** What a process of a part can be asked to do, by name; inputs and results must survive a structured clone. */
export type Commands = Record<string, (input: never) => Promise<unknown>>;

type ResultOf<Command> = Command extends (input: never) => Promise<infer Result> ? Result : never;

export type BenchProcess<Asked extends Commands> = {
  /** Throws what the command threw, as far as its message says it, or when the process ended. */
  ask<Name extends keyof Asked & string>(name: Name, input: Parameters<Asked[Name]>[0]): Promise<ResultOf<Asked[Name]>>;
  /** Kills it: nothing of it is worth keeping. */
  end(): Promise<void>;
};

const requestSchema = z.object({ id: z.number(), name: z.string(), input: z.unknown() });
const replySchema = z.object({ id: z.number(), result: z.unknown(), error: z.string().optional() });

/** Starts a process that runs `entry`, a file that calls `answerParent`. */
export function startBenchProcess<Asked extends Commands>(entry: URL, flags: string[] = []): BenchProcess<Asked> {
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", ...flags, entry.pathname], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
  });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  child.on("message", (message) => {
    const { id, result, error } = replySchema.parse(message);
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(result);
    else asker?.reject(new Error(error));
  });
  const exited = once(child, "exit").then(() => {
    for (const { reject } of waiting.values()) reject(new Error("The process ended."));
  });
  return {
    async ask(name, input) {
      const id = asked++;
      const result = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      child.send({ id, name, input });
      return z.custom<ResultOf<Asked[typeof name]>>().parse(await result);
    },
    async end() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** In the process: runs what the parent asks for. */
export function answerParent(commands: Commands): void {
  // An orphan must not stay behind.
  process.on("disconnect", () => process.exit(1));
  process.on("message", (message) => {
    const { id, name, input } = requestSchema.parse(message);
    const run = async (): Promise<unknown> => commands[name]?.(input as never);
    void run().then(
      (result) => process.send?.({ id, result }),
      (error: unknown) => process.send?.({ id, result: null, error: error instanceof Error ? error.stack : "unknown" }),
    );
  });
}
