import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowLeftRegular, CallRegular, ChevronLeftRegular, ChevronRightRegular } from "@fluentui/react-icons";
import type { MouseEvent, ReactElement, ReactNode } from "react";
import { Link, useParams } from "wouter";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { listQueryInHistory } from "../calls/list-history.ts";
import { CallContent, useCallTitle } from "./CallContent.tsx";
import { HelpPanel } from "./HelpPanel.tsx";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalS },
  back: { alignSelf: "start", marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

/** One of one's own calls; "last" is the newest. */
export function CallPage(): ReactNode {
  const styles = useStyles();
  const { call: words, shell } = useMessages();
  const { callId = "last" } = useParams();
  const answer = useApi(API.call(callId));
  const title = useCallTitle(answer.data?.call);
  const status = answer.error?.status;
  // An id that cannot be one is no other answer to a person than one that is nobody's or somebody else's.
  if (answer.data === undefined && (status === 404 || status === 400)) {
    return (
      <PageFrame title={shell.pages.call}>
        <UnknownCall />
      </PageFrame>
    );
  }
  return (
    <div className={styles.page}>
      <BackToCalls className={styles.back} />
      <PageFrame
        title={title}
        actions={
          <>
            <Neighbor callId={answer.data?.newer} icon={<ChevronLeftRegular />}>
              {words.newer}
            </Neighbor>
            <Neighbor callId={answer.data?.older} icon={<ChevronRightRegular />}>
              {words.older}
            </Neighbor>
          </>
        }
        answer={answer}
      >
        {({ call }) => <CallContent call={call} help={<HelpPanel callId={call.callId} />} />}
      </PageFrame>
    </div>
  );
}

/** To the list with its filters; where it was left when the call was opened from it. */
function BackToCalls({ className }: { className: string }): ReactNode {
  const { call: words } = useMessages();
  const query = listQueryInHistory();
  const back = (event: MouseEvent): void => {
    if (query === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.back();
  };
  return (
    <Link href={query ? `/calls?${query}` : "/calls"} asChild onClick={back}>
      <Button as="a" className={className} appearance="transparent" icon={<ArrowLeftRegular />}>
        {words.backToCalls}
      </Button>
    </Link>
  );
}

/** Takes the place of this call in the browser's history, so that one step back leads to the list. */
function Neighbor({
  callId,
  icon,
  children,
}: {
  callId: string | null | undefined;
  icon: ReactElement;
  children: string;
}): ReactNode {
  if (!callId) {
    return (
      <Button icon={icon} disabled>
        {children}
      </Button>
    );
  }
  return (
    <Link href={`/calls/${encodeURIComponent(callId)}`} asChild replace state={history.state as unknown}>
      <Button as="a" icon={icon}>
        {children}
      </Button>
    </Link>
  );
}

function UnknownCall(): ReactNode {
  const { call: words } = useMessages();
  const { title, text, all } = words.unknown;
  return (
    <EmptyState
      icon={<CallRegular />}
      title={title}
      text={text}
      action={
        <Link href="/calls" asChild>
          <Button as="a" appearance="primary">
            {all}
          </Button>
        </Link>
      }
    />
  );
}
