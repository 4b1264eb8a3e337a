import type { Context, Middleware } from "@microsoft/microsoft-graph-client";

/** A middleware of the Graph client made of one function; `next` runs the rest of the chain, any number of times. */
export function middleware(run: (context: Context, next: () => Promise<void>) => Promise<void>): Middleware {
  let following: Middleware | undefined;
  return {
    execute: (context) => run(context, () => following?.execute(context) ?? Promise.resolve()),
    setNext: (next) => {
      following = next;
    },
  };
}
