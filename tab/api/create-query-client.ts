import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

const ATTEMPTS = 3;
const FRESH_FOR_MS = 60_000;

/** Only what may pass is asked again, and only reads: whether a change arrived is not known when no answer came. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MS,
        // A page without a network says so instead of waiting for one.
        networkMode: "always",
        retry: (failures, error) =>
          failures < ATTEMPTS - 1 && navigator.onLine && error instanceof ApiError && error.isPassing,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
