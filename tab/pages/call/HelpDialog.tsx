import { Field, Input, makeStyles, Textarea } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { HELP_DAYS, LONGEST_NOTE } from "../../../src/calls/help-request.ts";
import type { HelpRequestJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FailedNotice } from "../../parts/FailedNotice.tsx";
import { Modal } from "../../parts/Modal.tsx";

const useStyles = makeStyles({ text: { margin: 0 } });

/** For how long, what happened, and what exactly will be readable, before anything is sent. */
export function HelpDialog({
  isOpen,
  callId,
  onSent,
  onClose,
}: {
  isOpen: boolean;
  callId: string;
  /** Resolves when the page knows of it. */
  onSent: () => Promise<void>;
  onClose: () => void;
}): ReactNode {
  const styles = useStyles();
  const { bot, call } = useMessages();
  const { sentCalls: words } = bot;
  const client = useApiClient();
  const [days, setDays] = useState(String(HELP_DAYS.usual));
  const [note, setNote] = useState("");
  const sending = useMutation<HelpRequestJson, ApiError>({
    mutationFn: () =>
      client.send("POST", API.callHelp(callId), { days: Number(days), note: note.trim() === "" ? null : note.trim() }),
    onSuccess: async () => {
      await onSent();
      onClose();
    },
  });
  const isMeant = /^\d+$/.test(days) && Number(days) >= HELP_DAYS.least && Number(days) <= HELP_DAYS.most;
  return (
    <Modal
      isOpen={isOpen}
      title={words.send}
      confirm={{ text: words.sendNow, isOff: !isMeant || sending.isPending, act: () => sending.mutate() }}
      cancel={call.cancel}
      onClose={() => !sending.isPending && onClose()}
    >
      <p className={styles.text}>{words.explanation}</p>
      <Field
        label={words.howLong}
        {...(!isMeant && { validationMessage: call.helpDays(HELP_DAYS.least, HELP_DAYS.most) })}
      >
        <Input
          type="number"
          min={HELP_DAYS.least}
          max={HELP_DAYS.most}
          value={days}
          onChange={(_, { value }) => setDays(value)}
        />
      </Field>
      <Field label={words.note}>
        <Textarea
          value={note}
          maxLength={LONGEST_NOTE}
          placeholder={words.notePlaceholder}
          onChange={(_, { value }) => setNote(value)}
        />
      </Field>
      {sending.isError && <FailedNotice error={sending.error} />}
    </Modal>
  );
}
