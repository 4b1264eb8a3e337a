import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { StoredOfPerson } from "../../../src/calls/erasure.ts";
import type { ErasedJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Notice } from "../../parts/Notice.tsx";
import { Receipt } from "./Receipt.tsx";
import { StoredTable } from "./StoredTable.tsx";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalM },
});

/** Has everything about the person erased, after they saw what it is and said that they mean it; then the receipt. */
export function EraseMe({ stored }: { stored: StoredOfPerson }): ReactNode {
  const styles = useStyles();
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

  // The dialog is there while it closes: only then does it give the page back to screen readers.
  return (
    <>
      {erasing.isSuccess ? (
        <Receipt erased={erasing.data} />
      ) : (
        <div>
          <Button onClick={() => open(true)}>{words.button}</Button>
        </div>
      )}
      <Dialog open={isOpen && !erasing.isSuccess} onOpenChange={(_, { open: isOpenNow }) => open(isOpenNow)}>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{words.dialogTitle}</DialogTitle>
            <DialogContent className={styles.content}>
              <StoredTable
                caption={privacy.stored.title}
                stored={stored}
                nothing={bot.privacy.forgetMe.nothingStored}
              />
              <Notice kind="warning">{bot.privacy.forgetMe.consequences}</Notice>
              {erasing.isError && <Notice kind="error">{words.failed}</Notice>}
              <Checkbox
                checked={isUnderstood}
                label={words.understood}
                onChange={(_, { checked }) => setUnderstood(checked === true)}
              />
            </DialogContent>
            <DialogActions>
              <Button
                appearance="primary"
                disabled={!isUnderstood || erasing.isPending}
                onClick={() => erasing.mutate()}
              >
                {erasing.isPending ? words.erasing : bot.privacy.forgetMe.confirm}
              </Button>
              <Button onClick={() => open(false)}>{bot.privacy.forgetMe.cancel}</Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </>
  );
}
