import { Button } from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useIsOffline, type ConnectionState } from "../api/connection-state.ts";
import { useMessages } from "../messages/use-messages.ts";
import { Notice } from "./Notice.tsx";

/** While the service cannot be reached; what was loaded before stays on the page. */
export function OfflineNotice({ connection }: { connection: ConnectionState }): ReactNode {
  const { shell } = useMessages();
  const queries = useQueryClient();
  if (!useIsOffline(connection)) return null;
  const retry = (): void => void queries.refetchQueries({ type: "active" });
  return (
    <Notice kind="warning" action={<Button onClick={retry}>{shell.retry}</Button>}>
      {shell.offline.text}
    </Notice>
  );
}
