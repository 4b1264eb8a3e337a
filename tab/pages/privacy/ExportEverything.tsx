import { Button } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { saveFile } from "../../api/save-file.ts";
import { useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FailedNotice } from "../../parts/FailedNotice.tsx";

/** Saves everything that is stored about the person as one file. */
export function ExportEverything(): ReactNode {
  const { privacy } = useMessages();
  const client = useApiClient();
  const saving = useMutation<void, ApiError>({ mutationFn: async () => saveFile(await client.file(API.export)) });
  return (
    <>
      <div>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={saving.isPending} onClick={() => saving.mutate()}>
          {privacy.export.button}
        </Button>
      </div>
      {saving.isError ? (
        <FailedNotice error={saving.error} retry={() => saving.mutate()} />
      ) : (
        <span role="status">
          {saving.isPending ? privacy.export.preparing : saving.isSuccess ? privacy.export.ready : ""}
        </span>
      )}
    </>
  );
}
