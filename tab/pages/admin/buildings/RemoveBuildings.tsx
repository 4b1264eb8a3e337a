import { Button, useRestoreFocusTarget } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { BuildingsPageJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Modal } from "../../../parts/Modal.tsx";
import { Notice } from "../../../parts/Notice.tsx";

/** Removes the building file, after a question. */
export function RemoveBuildings(): ReactNode {
  const words = useMessages().buildings.remove;
  const client = useApiClient();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const restoreFocus = useRestoreFocusTarget();
  const removing = useMutation<BuildingsPageJson, ApiError>({
    mutationFn: () => client.send("DELETE", API.buildings),
    onSuccess: (page) => queries.setQueryData(apiKey(API.buildings), page),
  });
  return (
    <>
      <Button icon={<DeleteRegular />} onClick={() => setOpen(true)} {...restoreFocus}>
        {words.button}
      </Button>
      <Modal
        isOpen={isOpen}
        isAlert
        title={words.title}
        confirm={{ text: words.confirm, isOff: removing.isPending, act: () => removing.mutate() }}
        cancel={words.cancel}
        onClose={() => setOpen(false)}
      >
        {words.text}
        {removing.isError && <Notice kind="error">{words.failed}</Notice>}
      </Modal>
    </>
  );
}
