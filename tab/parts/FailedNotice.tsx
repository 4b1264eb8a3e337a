import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ApiError } from "../api/api-error.ts";
import type { ShellMessages } from "../messages/shell-messages.ts";
import { useMessages } from "../messages/use-messages.ts";

const useStyles = makeStyles({
  id: { display: "block", color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** What could not be loaded or done, why, and what may be done about it. The request id is for whoever runs the service. */
export function FailedNotice({ error, retry }: { error: ApiError; retry?: () => void }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{shell.failed.title}</MessageBarTitle>
        {shell.failed[reasonOf(error)]}
        {error.requestId !== null && <span className={styles.id}>{shell.requestId(error.requestId)}</span>}
      </MessageBarBody>
      {retry !== undefined && (
        <MessageBarActions>
          <Button size="small" onClick={retry}>
            {shell.retry}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function reasonOf(error: ApiError): Exclude<keyof ShellMessages["failed"], "title"> {
  if (error.isNetwork) return "network";
  if (error.status === 403) return "forbidden";
  if (error.status === 404) return "notFound";
  if (error.status === 429) return "tooMany";
  return error.status >= 500 ? "service" : "rejected";
}
