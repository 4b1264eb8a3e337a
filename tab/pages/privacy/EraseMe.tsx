import { Button, Checkbox, useRestoreFocusTarget } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { StoredOfPerson } from "../../../src/calls/erasure.ts";
import type { ErasedJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Modal } from "../../parts/Modal.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { Receipt } from "./Receipt.tsx";
import { StoredTable } from "./StoredTable.tsx";

/** Has everything about the person erased, after they saw what it is and said that they mean it; then the receipt. */
export function EraseMe({ stored }: { stored: StoredOfPerson }): ReactNode {
  const restoreFocus = useRestoreFocusTarget();
  const { privacy, bot } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const [isUnderstood, setUnderstood] = useState(false);
  const client = useApiClient();
  const queries = useQueryClient();
  const erasing = useMutation<ErasedJson, ApiError>({
    mutationFn: () => client.send("POST", API.erase, { confirm: true }),
    // Nothing that was shown of the person's calls may be shown again.
    onSuccess: () => queries.invalidateQueries(),
  });
  const words = privacy.erase;
  const open = (isOpenNow: boolean): void => {
    if (erasing.isPending) return;
    setOpen(isOpenNow);
    setUnderstood(false);
  };

  return (
    <>
      {erasing.isSuccess ? (
        <Receipt erased={erasing.data} />
      ) : (
        <div>
          <Button onClick={() => open(true)} {...restoreFocus}>
            {words.button}
          </Button>
        </div>
      )}
      <Modal
        isOpen={isOpen && !erasing.isSuccess}
        title={words.dialogTitle}
        confirm={{
          text: erasing.isPending ? words.erasing : bot.privacy.forgetMe.confirm,
          isOff: !isUnderstood || erasing.isPending,
          act: () => erasing.mutate(),
        }}
        cancel={bot.privacy.forgetMe.cancel}
        onClose={() => open(false)}
      >
        <StoredTable caption={privacy.stored.title} stored={stored} nothing={bot.privacy.forgetMe.nothingStored} />
        <Notice kind="warning">{bot.privacy.forgetMe.consequences}</Notice>
        {erasing.isError && <Notice kind="error">{words.failed}</Notice>}
        <Checkbox
          checked={isUnderstood}
          label={words.understood}
          onChange={(_, { checked }) => setUnderstood(checked === true)}
        />
      </Modal>
    </>
  );
}
