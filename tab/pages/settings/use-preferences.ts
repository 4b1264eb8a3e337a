import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { MeJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../api/use-api.ts";

type Change = Partial<MeJson["preferences"]>;
type Undo = { before: MeJson | undefined };

const ME = apiKey(API.me);

/** Changes preferences: shown at once, taken back when the service does not take them. */
export function usePreferences(): UseMutationResult<MeJson, ApiError, Change, Undo> {
  const client = useApiClient();
  const queries = useQueryClient();
  return useMutation<MeJson, ApiError, Change, Undo>({
    // One after the other, so that the last choice is the one that stays.
    scope: { id: "preferences" },
    mutationFn: (change) => client.send("PATCH", API.preferences, change),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: ME });
      const before = queries.getQueryData<MeJson>(ME);
      if (before) queries.setQueryData<MeJson>(ME, withPreferences(before, change));
      return { before };
    },
    onError: (_error, _change, undo) => {
      if (undo?.before) queries.setQueryData<MeJson>(ME, undo.before);
      void queries.invalidateQueries({ queryKey: ME });
    },
    onSuccess: (me) => queries.setQueryData<MeJson>(ME, me),
  });
}

function withPreferences(me: MeJson, change: Change): MeJson {
  return { ...me, preferences: { ...me.preferences, ...change } };
}
