/** The one reader of process.env. Empty texts count as not set, as deployment tools write them. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && value.trim() !== "") settings[name] = value.trim();
  }
  return settings;
}
