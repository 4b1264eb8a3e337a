import type { ReactNode } from "react";
import type { ApiError } from "../api/api-error.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FailedNotice } from "./FailedNotice.tsx";
import { PageFrame } from "./PageFrame.tsx";

/** Where not even the page could be chosen. */
export function FailedPage({ error, retry }: { error: ApiError; retry: () => void }): ReactNode {
  const { shell } = useMessages();
  return (
    <PageFrame title={shell.appName}>
      <FailedNotice error={error} retry={retry} />
    </PageFrame>
  );
}
