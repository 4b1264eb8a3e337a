import { keepPreviousData, useInfiniteQuery, useQueryClient, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { CallRowJson, CallsPageJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API, type ApiParams } from "../../api/api-routes.ts";
import { useApiClient } from "../../api/use-api.ts";

const CALLS_A_PAGE = 100;
const FRESH_FOR_MS = 60_000;

type Pages = { pages: CallsPageJson[] };

export type CallPages = {
  answer: UseInfiniteQueryResult<Pages, ApiError>;
  /** Of all pages that are there. */
  calls: readonly CallRowJson[];
};

/** The pages of a list of calls, as far as they were asked for. `isReturn`: somebody comes back to a list they left. */
export function useCallPages(params: ApiParams, isReturn: boolean): CallPages {
  const client = useApiClient();
  const queries = useQueryClient();
  const queryKey = [API.calls.path, "pages", params];
  // An old list begins anew with its first page: to ask for all pages again would take as many requests.
  useState(() => {
    const updatedAt = queries.getQueryState(queryKey)?.dataUpdatedAt ?? Number.POSITIVE_INFINITY;
    if (!isReturn && Date.now() - updatedAt > FRESH_FOR_MS) queries.removeQueries({ queryKey, exact: true });
  });
  const answer = useInfiniteQuery<CallsPageJson, ApiError, Pages, readonly unknown[], string | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      client.get(API.calls, { ...params, limit: CALLS_A_PAGE, cursor: pageParam }, signal),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const pages = answer.data?.pages;
  const calls = useMemo(() => pages?.flatMap((page) => page.calls) ?? [], [pages]);
  return { answer, calls };
}
