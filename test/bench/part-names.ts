/** In the order in which they run. */
export const PART_NAMES = ["webhook", "ingest", "answers", "delay", "footprint", "growth"] as const;
export type PartName = (typeof PART_NAMES)[number];

export function isPartName(name: string): name is PartName {
  return (PART_NAMES as readonly string[]).includes(name);
}
