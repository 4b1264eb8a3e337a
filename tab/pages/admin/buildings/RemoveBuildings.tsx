import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { BuildingsPageJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Notice } from "../../../parts/Notice.tsx";

/** Removes the building file, after a question. */
export function RemoveBuildings(): ReactNode {
  const words = useMessages().buildings.remove;
  const client = useApiClient();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const removing = useMutation<BuildingsPageJson, ApiError>({
    mutationFn: () => client.send("DELETE", API.buildings),
    onSuccess: (page) => queries.setQueryData(apiKey(API.buildings), page),
  });
  return (
    <Dialog modalType="alert" open={isOpen} onOpenChange={(_, { open }) => setOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<DeleteRegular />}>{words.button}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>
            {words.text}
            {removing.isError && <Notice kind="error">{words.failed}</Notice>}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={removing.isPending} onClick={() => removing.mutate()}>
              {words.confirm}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button>{words.cancel}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
