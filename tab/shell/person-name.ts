import type { SimulatedPersonJson } from "../../src/http/api-types.ts";
import type { FirstMessages } from "../messages/tab-messages.ts";

/** "Anna Weber (Admin)" */
export function personName({ displayName, isAdmin }: SimulatedPersonJson, { bot, shell }: FirstMessages): string {
  return isAdmin ? bot.joins.aside(displayName, shell.person.admin) : displayName;
}
