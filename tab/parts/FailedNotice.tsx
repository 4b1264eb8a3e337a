import { Button, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ApiError } from "../api/api-error.ts";
import type { ShellMessages } from "../messages/shell-messages.ts";
import { useMessages } from "../messages/use-messages.ts";
import { Notice } from "./Notice.tsx";

const useStyles = makeStyles({
  id: { ...typographyStyles.caption1, display: "block", color: tokens.colorNeutralForeground2 },
});

/** What could not be loaded or done, why, and what may be done about it. The request id is for whoever runs the service. */
export function FailedNotice({ error, retry }: { error: ApiError; retry?: () => void }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  return (
    <Notice kind="error" title={shell.failed.title} action={retry && <Button onClick={retry}>{shell.retry}</Button>}>
      {shell.failed[reasonOf(error)]}
      {error.requestId !== null && <span className={styles.id}>{shell.requestId(error.requestId)}</span>}
    </Notice>
  );
}

function reasonOf(error: ApiError): Exclude<keyof ShellMessages["failed"], "title"> {
  if (error.isNetwork) return "network";
  if (error.code === "anonymous_mode") return "anonymous";
  if (error.status === 403) return "forbidden";
  if (error.status === 404) return "notFound";
  if (error.status === 429) return "tooMany";
  return error.status >= 500 ? "service" : "rejected";
}
