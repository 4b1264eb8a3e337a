import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { BuildingsPageJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Modal } from "../../../parts/Modal.tsx";
import { Notice } from "../../../parts/Notice.tsx";

/** Asks before the building file is removed, and removes it. */
export function RemoveDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  const words = useMessages().buildings.remove;
  const client = useApiClient();
  const queries = useQueryClient();
  const removing = useMutation<BuildingsPageJson, ApiError>({
    mutationFn: () => client.send("DELETE", API.buildings),
    onSuccess: (page) => {
      queries.setQueryData(apiKey(API.buildings), page);
      onClose();
    },
  });
  return (
    <Modal
      isOpen={isOpen}
      isAlert
      title={words.title}
      confirm={{ text: words.confirm, isOff: removing.isPending, act: () => removing.mutate() }}
      cancel={words.cancel}
      onClose={onClose}
    >
      {words.text}
      {removing.isError && <Notice kind="error">{words.failed}</Notice>}
    </Modal>
  );
}
