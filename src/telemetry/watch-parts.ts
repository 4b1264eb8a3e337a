import type { Clock } from "../clock.ts";
import { errorCode } from "../service-error.ts";
import { isTraced, openSpan } from "./span.ts";

export type ObserveOperation = (part: string, outcome: "done" | "failed", seconds: number) => void;

/**
 * The same parts of a store, whose asynchronous operations are measured and, inside of a trace, spans of it. Lists that
 * come piece by piece, and what is no part, pass through.
 */
export function watchParts<Parts extends object>(
  parts: Parts,
  observe: ObserveOperation,
  clock: Pick<Clock, "now">,
): Parts {
  const watched = new Map<PropertyKey, unknown>();
  for (const [name, part] of Object.entries(parts) as [string, unknown][]) {
    if (typeof part === "object" && part !== null) watched.set(name, watchPart(part, name, observe, clock));
  }
  return new Proxy(parts, { get: (target, name) => watched.get(name) ?? Reflect.get(target, name) });
}

function watchPart(part: object, partName: string, observe: ObserveOperation, clock: Pick<Clock, "now">): object {
  return new Proxy(part, {
    get(target, name) {
      const operation: unknown = Reflect.get(target, name);
      if (typeof operation !== "function") return operation;
      return (...given: unknown[]): unknown => {
        const from = clock.now().getTime();
        const span = isTraced() ? openSpan(`store ${partName}.${String(name)}`) : null;
        const run = (): unknown => Reflect.apply(operation, target, given);
        const result = span === null ? run() : span.within(run);
        if (!(result instanceof Promise)) return result;
        const end = (outcome: "done" | "failed", fault?: string): void => {
          observe(partName, outcome, (clock.now().getTime() - from) / 1000);
          span?.end(fault);
        };
        // Beside the result, which goes on as it is.
        result.then(
          () => end("done"),
          (error: unknown) => end("failed", errorCode(error)),
        );
        return result;
      };
    },
  });
}
