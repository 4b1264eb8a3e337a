import { Button, makeStyles, tokens, useRestoreFocusTarget } from "@fluentui/react-components";
import { PersonSupportRegular } from "@fluentui/react-icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { HelpRequestJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { apiKey, useApi, useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FailedNotice } from "../../parts/FailedNotice.tsx";
import { Panel } from "../../parts/Panel.tsx";

const HelpDialog = lazy(async () => ({ default: (await import("./HelpDialog.tsx")).HelpDialog }));

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  note: { margin: 0, paddingInlineStart: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground2 },
});

/** Sends this one call to the helpdesk, says until when it can be read there, and takes it back. */
export function HelpPanel({ callId }: { callId: string }): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const { sentCalls: words } = bot;
  const restoreFocus = useRestoreFocusTarget();
  const client = useApiClient();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  // It stays once it was there: it takes the page back from behind itself while it closes.
  const [hasDialog, setDialog] = useState(false);
  if (isOpen && !hasDialog) setDialog(true);
  const sent = useApi(API.help);
  const settled = (): Promise<void> => queries.invalidateQueries({ queryKey: apiKey(API.help) });
  const revoking = useMutation<HelpRequestJson, ApiError>({
    mutationFn: () => client.send("DELETE", API.callHelp(callId)),
    onSuccess: settled,
  });
  if (sent.data === undefined)
    return sent.error && <FailedNotice error={sent.error} retry={() => void sent.refetch()} />;
  const request = sent.data.requests.find((one) => one.callId === callId) ?? null;
  const isReadable = request !== null && request.endedAt === null && Date.parse(request.until) > Date.now();
  const at = (instant: string): string => formats.dayTime(new Date(instant));
  return (
    <Panel
      title={isReadable ? words.sent : words.send}
      actions={
        isReadable ? (
          <Button disabledFocusable={revoking.isPending} onClick={() => revoking.mutate()}>
            {words.revoke}
          </Button>
        ) : (
          <Button icon={<PersonSupportRegular />} onClick={() => setOpen(true)} {...restoreFocus}>
            {words.send}
          </Button>
        )
      }
    >
      <p className={styles.text} role="status">
        {isReadable
          ? words.readableUntil(at(request.until))
          : request && words.ended(at(request.endedAt ?? request.until))}
      </p>
      {isReadable && request.note !== null && <blockquote className={styles.note}>{request.note}</blockquote>}
      {!isReadable && request === null && <p className={styles.text}>{words.explanation}</p>}
      {revoking.isError && <FailedNotice error={revoking.error} />}
      {hasDialog && (
        <Suspense>
          <HelpDialog isOpen={isOpen} callId={callId} onSent={settled} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
