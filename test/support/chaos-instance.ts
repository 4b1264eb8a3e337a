import { z } from "zod";
import { readConfig } from "../../src/config/config.ts";
import { readEnvironment } from "../../src/config/env.ts";
import { createLog } from "../../src/log.ts";
import { startService } from "../../src/service.ts";
import { ScaledClock } from "./chaos-clock.ts";

const segmentSchema = z.object({ realMs: z.number(), simulatedMs: z.number(), speed: z.number() });
const clockMessage = z.object({ clock: segmentSchema });
const segmentsSchema = z.array(segmentSchema).min(1);

/**
 * The whole service in a process of its own, as `callwise serve` runs it, but on the parent's clock: the child of
 * chaos-fleet.ts. It has nothing from the parent but settings and the time.
 */
const environment = readEnvironment();
const clock = new ScaledClock(segmentsSchema.parse(JSON.parse(environment["CHAOS_CLOCK"] ?? "")));
process.on("message", (message) => {
  const parsed = clockMessage.safeParse(message);
  if (parsed.success) clock.take(parsed.data.clock);
});
// An orphan must not stay behind.
process.on("disconnect", () => process.exit(1));

const { config, secrets } = readConfig(environment, { toServe: true });
const service = await startService(config, secrets, { clock, log: createLog(config.logLevel) });
process.on("SIGTERM", () => void service.stop().then(() => process.exit(0)));
process.send?.({ address: service.address });
