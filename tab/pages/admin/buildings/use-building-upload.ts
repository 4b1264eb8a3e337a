import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { BuildingFileRefusedJson, BuildingsPageJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";

const TAB_SEPARATED_NAME = /\.(tsv|tab|txt)$/i;

/** Sends a building file; what the page shows is then what the service holds. */
export function useBuildingUpload(): UseMutationResult<BuildingsPageJson, ApiError, File> {
  const client = useApiClient();
  const queries = useQueryClient();
  return useMutation<BuildingsPageJson, ApiError, File>({
    mutationFn: (file) => client.upload(API.buildings, file, contentTypeOf(file)),
    onSuccess: (page) => queries.setQueryData(apiKey(API.buildings), page),
  });
}

/** By the name: what browsers say of these files depends on the machine. */
function contentTypeOf({ name }: File): string {
  return TAB_SEPARATED_NAME.test(name) ? "text/tab-separated-values" : "text/csv";
}

/** What the service found in the file; null when it failed for another reason. */
export function findingsIn(error: ApiError): Pick<BuildingFileRefusedJson, "findings" | "findingCount"> | null {
  // The service's route is held to this type, and it serves this very bundle.
  return error.code === "building_file_refused" ? (error.body as BuildingFileRefusedJson) : null;
}
