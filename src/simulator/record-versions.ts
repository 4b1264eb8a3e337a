import type { RecordVersion } from "./call-model.ts";
import type { Random } from "./random.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./zoned-day.ts";

/**
 * When Graph has a call's record, and its later versions. The first comes 5 to 32 minutes after the end, now and then
 * as late as 150 minutes; later ones bring telemetry and ratings minutes to days afterwards, and their numbers may have
 * gaps (graph-callrecords.md §0, §2.3). `delayFactor` compresses every delay.
 */
export function drawVersions(random: Random, end: number, delayFactor: number): RecordVersion[] {
  const minutes = random.chance(0.03) ? random.between(32, 150) : random.between(5, 32);
  const versions = [
    { number: random.chance(0.1) ? 2 : 1, availableAt: Math.round(end + minutes * MINUTE_MS * delayFactor) },
  ];
  const later = Number(random.weighted({ "0": 62, "1": 27, "2": 9, "3": 2 }));
  for (let index = 0; index < later; index += 1) {
    const previous = versions[versions.length - 1] as RecordVersion;
    const delay = laterDelay(random) * delayFactor;
    const step = random.weighted({ "1": 80, "2": 15, "5": 5 });
    versions.push({
      number: previous.number + Number(step),
      availableAt: Math.round(previous.availableAt + delay) + 1,
    });
  }
  return versions;
}

function laterDelay(random: Random): number {
  switch (random.weighted({ minutes: 45, hours: 40, days: 15 })) {
    case "minutes":
      return random.between(3, 60) * MINUTE_MS;
    case "hours":
      return random.between(1, 12) * HOUR_MS;
    case "days":
      return random.between(1, 5) * DAY_MS;
  }
}

/** The version that is current at an instant: the index of the last one available, or -1. */
export function versionAt(versions: readonly RecordVersion[], instant: number): number {
  let current = -1;
  for (const [index, version] of versions.entries()) if (version.availableAt <= instant) current = index;
  return current;
}
