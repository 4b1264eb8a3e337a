import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { ApiError } from "../../../api/api-error.ts";
import { API, type ApiRoute } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";

/** A change of something on the page of alerts; the page is asked for again when it was made, and when it was refused. */
export function useAlertChange<Answer, Wanted>(
  method: "POST" | "PATCH",
  routeOf: (wanted: Wanted) => ApiRoute<Answer>,
  bodyOf: (wanted: Wanted) => unknown,
): UseMutationResult<Answer, ApiError, Wanted> {
  const client = useApiClient();
  const queries = useQueryClient();
  return useMutation<Answer, ApiError, Wanted>({
    mutationFn: (wanted) => client.send(method, routeOf(wanted), bodyOf(wanted)),
    onSettled: () => queries.invalidateQueries({ queryKey: apiKey(API.alerts) }),
  });
}
