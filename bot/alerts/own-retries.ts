import type { TurnContext } from "botbuilder";
import { z } from "zod";

type Pipeline = { removePolicy(policy: { name: string }): unknown };

const connectorShape = z.looseObject({
  client: z.looseObject({
    pipeline: z.custom<Pipeline>((value) => typeof value === "object" && value !== null && "removePolicy" in value),
  }),
});

/**
 * Leaves trying again to the caller for the rest of the turn. The client of botbuilder tries by itself, and waits for as
 * long as Teams asks: a message that was given up here would still be posted then, beside its own repetition.
 */
export function withoutOwnRetries(context: TurnContext): void {
  const connector: unknown = context.turnState.get(context.adapter.ConnectorClientKey);
  connectorShape.parse(connector).client.pipeline.removePolicy({ name: "defaultRetryPolicy" });
}
