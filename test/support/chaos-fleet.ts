import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, closeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ClockSegment, ScaledClock } from "./chaos-clock.ts";
import type { FrontDoor } from "./chaos-front-door.ts";
import { compileSources } from "./chaos-compiled-sources.ts";

const readyMessage = z.object({ address: z.string() });

export type ChaosFleet = {
  /** Starts instance `index` and resolves when it listens. */
  start(index: number): Promise<void>;
  /** SIGKILL: nothing of it gets a chance to tidy up. */
  kill(index: number): Promise<void>;
  /** Every living instance, and the parent's own clock, show another time from the same moment on. */
  changeClock(change: { speed?: number; leapMs?: number }): void;
  living(): number[];
  /** Ends all in order; whoever hangs is killed. */
  stop(): Promise<void>;
};

type Instance = { child: ChildProcess; address: string | null };

const STOP_WITHIN_MS = 10_000;

/** Service instances in processes of their own, behind one front door, on one clock. */
export function createChaosFleet(options: {
  folder: string;
  clock: ScaledClock;
  frontDoor: FrontDoor;
  settings: Record<string, string>;
}): ChaosFleet {
  const { folder, clock, frontDoor, settings } = options;
  const instances = new Map<number, Instance>();
  mkdirSync(folder, { recursive: true });
  const entry = join(compileSources(join(folder, "compiled")), "test/support/chaos-instance.js");

  function showLiving(): void {
    frontDoor.setInstances([...instances.values()].flatMap(({ address }) => (address === null ? [] : [address])));
  }

  function launch(index: number): ChildProcess {
    const { PATH, HOME, TMPDIR } = process.env;
    const log = openSync(join(folder, `instance-${index}.log`), "a");
    const child = spawn(process.execPath, [entry], {
      env: {
        PATH,
        HOME,
        ...(TMPDIR !== undefined && { TMPDIR }),
        ...settings,
        DATA_DIR: join(folder, `data-${index}`),
        CHAOS_CLOCK: JSON.stringify(clock.current),
      },
      stdio: ["ignore", log, log, "ipc"],
    });
    closeSync(log);
    return child;
  }

  return {
    async start(index) {
      const child = launch(index);
      const instance: Instance = { child, address: null };
      instances.set(index, instance);
      await new Promise<void>((resolve, reject) => {
        child.once("exit", (code, signal) => {
          // One that is killed while it starts has been taken out before.
          if (instances.get(index) !== instance) resolve();
          else reject(new Error(`instance ${index} ended (${code ?? signal})`));
        });
        child.on("message", (message) => {
          const ready = readyMessage.safeParse(message);
          if (!ready.success) return;
          instance.address = ready.data.address;
          resolve();
        });
      });
      showLiving();
    },
    async kill(index) {
      const instance = instances.get(index);
      if (!instance) return;
      instances.delete(index);
      const exited = once(instance.child, "exit");
      instance.child.kill("SIGKILL");
      // The load balancer finds out by itself: until then requests meet nobody.
      await exited;
      showLiving();
    },
    changeClock(change) {
      const segment: ClockSegment = clock.changed(change);
      clock.take(segment);
      for (const { child } of instances.values()) if (child.connected) child.send({ clock: segment });
    },
    living: () => [...instances.keys()],
    async stop() {
      const ended = [...instances.values()].map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, "exit");
        child.kill("SIGTERM");
        const patience = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
        await exited;
        clearTimeout(patience);
      });
      instances.clear();
      frontDoor.setInstances([]);
      await Promise.all(ended);
    },
  };
}
