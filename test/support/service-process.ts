import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const BIN = fileURLToPath(new URL("../../bin/callwise.js", import.meta.url));

export type CommandResult = { code: number | null; stdout: string; stderr: string };

/** Runs `callwise <words>` to its end. Only the given settings are set. */
export async function runCommand(
  words: readonly string[],
  settings: Record<string, string>,
  input = "",
): Promise<CommandResult> {
  const child = spawnCallwise(words, settings);
  const result: CommandResult = { code: null, stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => (result.stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (result.stderr += chunk.toString()));
  child.stdin?.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { ...result, code };
}

export type ServiceProcess = {
  address: string;
  pid: number;
  output(): string;
  /** Its exit code, or the signal that ended it. */
  end(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<number | string | null>;
};

/** Runs `callwise serve` and resolves when it says where it listens. */
export async function startServiceProcess(settings: Record<string, string>): Promise<ServiceProcess> {
  const child = spawnCallwise(["serve"], { PORT: "0", ...settings });
  let output = "";
  const exited = once(child, "exit") as Promise<[number | null, string | null]>;
  const address = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Service +(http:\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    void exited.then(() => reject(new Error(`callwise serve ended: ${output}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    output: () => output,
    async end(signal) {
      child.kill(signal);
      const [code, endedBy] = await exited;
      return code ?? endedBy;
    },
  };
}

function spawnCallwise(words: readonly string[], settings: Record<string, string>): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, [BIN, ...words], { env: { PATH, HOME, ...settings }, stdio: "pipe" });
}
