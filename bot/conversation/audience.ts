import type { Command } from "../../src/calls/command.ts";

/**
 * Who may read the answer to a command in a shared place: `everyone`; `confirmed`, everyone once the asker said so;
 * `askerOnly`, nobody but the asker, whatever they click.
 */
export type Audience = "everyone" | "confirmed" | "askerOnly";

/** Null, a text that was not understood, is answered by help. */
export function audienceOf(command: Command | null): Audience {
  switch (command?.intent) {
    case undefined:
    case "help":
    case "language":
    case "status":
    case "alertsHere":
    case "alertsOff":
    case "alertRules":
      return "everyone";
    case "calls":
    case "poorCalls":
    case "feedback":
    case "callsWith":
    case "call":
    case "compareDevices":
    case "compareNetworks":
    case "organization":
      return "confirmed";
    case "person":
    case "export":
    case "whoLooked":
    case "forgetMe":
    case "digest":
      return "askerOnly";
  }
}
