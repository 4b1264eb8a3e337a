import { queryOptions, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { ApiClient } from "./api-client.ts";
import type { ApiError } from "./api-error.ts";
import type { ApiParams, ApiRoute } from "./api-routes.ts";

export const ApiContext = createContext<ApiClient | null>(null);

/** For changes and files, inside `useMutation`. */
export function useApiClient(): ApiClient {
  const client = use(ApiContext);
  if (client === null) throw new Error("Nobody has signed in.");
  return client;
}

/** Where an answer is cached: for `queryClient.setQueryData` and `invalidateQueries`. */
export function apiKey(route: ApiRoute<unknown>, params: ApiParams = {}): readonly unknown[] {
  return [route.path, params];
}

/** How a route is asked and its answer kept, for what is asked outside a component. */
export function apiQuery<Answer>(client: ApiClient, route: ApiRoute<Answer>, params: ApiParams = {}) {
  return queryOptions<Answer, ApiError>({
    queryKey: apiKey(route, params),
    queryFn: ({ signal }) => client.get(route, params, signal),
  });
}

/**
 * The answer of a route. While other params are being asked for, the answer to the last ones stays
 * (`isPlaceholderData`), so that a page does not fall back to its skeleton; another route's answer does not.
 */
export function useApi<Answer>(
  route: ApiRoute<Answer>,
  params: ApiParams = {},
  options: { isEnabled?: boolean; refetchEveryMs?: number } = {},
): UseQueryResult<Answer, ApiError> {
  const client = useApiClient();
  return useQuery<Answer, ApiError>({
    ...apiQuery(client, route, params),
    placeholderData: (previous, query) => (query?.queryKey[0] === route.path ? previous : undefined),
    enabled: options.isEnabled ?? true,
    refetchInterval: options.refetchEveryMs ?? false,
  });
}
