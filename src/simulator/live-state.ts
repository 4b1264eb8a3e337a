import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { LiveWindow } from "./live-calls.ts";

const stateSchema = z.object({
  seed: z.number(),
  windows: z.array(z.object({ from: z.number(), to: z.number(), everySeconds: z.number(), delayFactor: z.number() })),
  /** Calls ended by hand: when. */
  ended: z.array(z.number()),
});

type State = z.infer<typeof stateSchema>;

/** Remembers which live calls there have been, so that a second start has the same world. */
export class LiveState {
  private readonly path: string | null;
  private readonly state: State;

  constructor(path: string | null, seed: number) {
    this.path = path;
    this.state = (path === null ? null : readState(path, seed)) ?? { seed, windows: [], ended: [] };
  }

  get windows(): readonly LiveWindow[] {
    return this.state.windows;
  }

  get ended(): readonly number[] {
    return this.state.ended;
  }

  open(window: LiveWindow): LiveWindow {
    this.state.windows.push(window);
    return window;
  }

  /** Written before the calls are shown to anybody: a killed process has promised nothing that it forgets. */
  extend(window: LiveWindow, to: number): void {
    window.to = to;
    this.write();
  }

  addEnded(at: number): number {
    this.state.ended.push(at);
    this.write();
    return this.state.ended.length - 1;
  }

  private write(): void {
    if (this.path === null) return;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, JSON.stringify(this.state));
    renameSync(`${this.path}.new`, this.path);
  }
}

/** A file that is missing, broken or of another world starts a new one: it is a simulation. */
function readState(path: string, seed: number): State | null {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return parsed.success && parsed.data.seed === seed ? parsed.data : null;
  } catch {
    return null;
  }
}
