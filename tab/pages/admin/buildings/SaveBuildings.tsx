import { Button } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ApiFile } from "../../../api/api-client.ts";
import type { ApiError } from "../../../api/api-error.ts";
import type { FileRoute } from "../../../api/api-routes.ts";
import { saveFile } from "../../../api/save-file.ts";
import { useApiClient } from "../../../api/use-api.ts";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";

/** Saves a building file: the one in use, or the sample. */
export function SaveBuildings({ file, children }: { file: FileRoute; children: string }): ReactNode {
  const client = useApiClient();
  const saving = useMutation<ApiFile, ApiError>({ mutationFn: () => client.file(file), onSuccess: saveFile });
  return (
    <>
      <Button icon={<ArrowDownloadRegular />} disabled={saving.isPending} onClick={() => saving.mutate()}>
        {children}
      </Button>
      {saving.isError && <FailedNotice error={saving.error} retry={() => saving.mutate()} />}
    </>
  );
}
