import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useIsOffline, type ConnectionState } from "../api/connection-state.ts";
import { useMessages } from "../messages/use-messages.ts";

/** While the service cannot be reached; what was loaded before stays on the page. */
export function OfflineNotice({ connection }: { connection: ConnectionState }): ReactNode {
  const { shell } = useMessages();
  const queries = useQueryClient();
  if (!useIsOffline(connection)) return null;
  return (
    <MessageBar intent="warning" politeness="polite">
      <MessageBarBody>{shell.offline.text}</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => void queries.refetchQueries({ type: "active" })}>
          {shell.retry}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
