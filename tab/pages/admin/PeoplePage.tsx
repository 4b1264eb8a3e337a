import { Button, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import { use, useEffect, useRef, useState, type ReactNode } from "react";
import type { PersonCallJson, PersonPageJson, SentCallJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API } from "../../api/api-routes.ts";
import { useApi, useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FailedNotice } from "../../parts/FailedNotice.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { PageSkeleton } from "../../parts/PageSkeleton.tsx";
import { PeriodPicker } from "../../parts/PeriodPicker.tsx";
import { usePeriod } from "../../parts/use-period.ts";
import { AnonymousContext, useSession } from "../../shell/session.ts";
import { CallContent, useCallTitle } from "../call/CallContent.tsx";
import type { ListPlace } from "../calls/CallGrid.tsx";
import { LookForm, type Look } from "./people/LookForm.tsx";
import { SentCalls } from "./people/SentCalls.tsx";
import { PersonCalls } from "./people/PersonCalls.tsx";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalM },
  title: { ...typographyStyles.subtitle1, margin: 0, outlineStyle: "none", overflowWrap: "anywhere" },
  note: { margin: 0, paddingInlineStart: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground2 },
  end: { marginInlineStart: "auto" },
});

/**
 * One person's calls before an admin. Whom they look at and why stand neither in the URL nor in a cache: each look is a
 * request of its own, which is logged.
 */
export function PeoplePage(): ReactNode {
  const { shell } = useMessages();
  if (!use(AnonymousContext)) return <Looking />;
  return (
    <PageFrame title={shell.pages.people}>
      <Notice kind="info">{shell.failed.anonymous}</Notice>
    </PageFrame>
  );
}

function Looking(): ReactNode {
  const styles = useStyles();
  const { shell, admin } = useMessages();
  const { people } = admin;
  const { timeZone } = useSession();
  const client = useApiClient();
  const period = usePeriod({ kind: "lastDays", count: 28 });
  const [look, setLook] = useState<Look | null>(null);
  const [place, setPlace] = useState<ListPlace | null>(null);
  const calls = useMutation<PersonPageJson, ApiError, Look>({
    mutationFn: ({ person, reason }) =>
      client.send("POST", API.personCalls(person.id), { reason, period: period.text, timeZone }),
  });
  const call = useMutation<PersonCallJson, ApiError, Look & { callId: string }>({
    mutationFn: ({ person, reason, callId }) => client.send("POST", API.personCall(person.id, callId), { reason }),
  });
  const sentCalls = useApi(API.sentCalls);
  const sent = useMutation<SentCallJson, ApiError, string>({
    mutationFn: (requestId) => client.send("POST", API.sentCall(requestId)),
  });
  const begin = (wanted: Look): void => {
    setLook(wanted);
    setPlace(null);
    call.reset();
    calls.mutate(wanted);
  };
  const end = (): void => {
    setLook(null);
    calls.reset();
    call.reset();
  };
  const open = (callId: string): void => {
    if (look !== null) call.mutate({ ...look, callId });
  };

  const isReading = look !== null || !sent.isIdle;
  return (
    <PageFrame
      title={shell.pages.people}
      actions={call.isIdle && sent.isIdle && <PeriodPicker period={period} />}
      answer={sentCalls}
    >
      {(sentNow) => (
        <div className={styles.root}>
          {!isReading && (
            <>
              <LookForm onLook={begin} isLooking={calls.isPending} />
              <SentCalls sent={sentNow} onOpen={sent.mutate} />
            </>
          )}
          {look !== null && calls.isError && <FailedNotice error={calls.error} retry={() => begin(look)} />}
          {look !== null && calls.data !== undefined && call.isIdle && (
            <>
              <PersonHead page={calls.data} onAgain={() => begin(look)} wanted={period.text} onEnd={end} />
              <PersonCalls page={calls.data} place={place} onLeave={setPlace} onOpen={open} />
            </>
          )}
          {((look !== null && calls.isPending) || call.isPending || sent.isPending) && <PageSkeleton />}
          {call.isError && <FailedNotice error={call.error} retry={() => call.mutate(call.variables)} />}
          {call.data !== undefined && <OpenedCall opened={call.data} back={people.backToCalls} onBack={call.reset} />}
          {sent.isError && <FailedNotice error={sent.error} retry={() => sent.mutate(sent.variables)} />}
          {sent.data !== undefined && (
            <OpenedCall opened={sent.data} note={sent.data.note} back={people.sent.back} onBack={sent.reset} />
          )}
        </div>
      )}
    </PageFrame>
  );
}

function PersonHead({
  page,
  wanted,
  onAgain,
  onEnd,
}: {
  page: PersonPageJson;
  /** The period that is chosen by now. */
  wanted: string;
  onAgain: () => void;
  onEnd: () => void;
}): ReactNode {
  const styles = useStyles();
  const { admin, bot } = useMessages();
  const { people: words } = admin;
  const name = page.person.displayName ?? bot.labels.unknownName;
  return (
    <>
      <div className={styles.head}>
        <FocusedHeading>{words.callsOf(name)}</FocusedHeading>
        <Button className={styles.end} onClick={onEnd}>
          {words.another}
        </Button>
      </div>
      <Notice kind="warning">{words.seenBy(name)}</Notice>
      {wanted !== page.period.name && (
        <div>
          <Button appearance="primary" onClick={onAgain}>
            {words.look}
          </Button>
        </div>
      )}
    </>
  );
}

function OpenedCall({
  opened: { person, call },
  note = null,
  back,
  onBack,
}: {
  opened: Pick<PersonCallJson, "person" | "call">;
  /** What the person wrote who sent it. */
  note?: string | null;
  back: string;
  onBack: () => void;
}): ReactNode {
  const styles = useStyles();
  const { admin, bot } = useMessages();
  const { people: words } = admin;
  const title = useCallTitle(call);
  return (
    <>
      <div className={styles.head}>
        <FocusedHeading>{title}</FocusedHeading>
        <Button className={styles.end} icon={<ArrowLeftRegular />} onClick={onBack}>
          {back}
        </Button>
      </div>
      <Notice kind="warning">{words.spokenTo(person.displayName ?? bot.labels.unknownName)}</Notice>
      {note !== null && <blockquote className={styles.note}>{bot.joins.quoted(note)}</blockquote>}
      <CallContent call={call} />
    </>
  );
}

/** What it heads came in place of something else, and a screen reader is told. */
function FocusedHeading({ children }: { children: string }): ReactNode {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className={styles.title}>
      {children}
    </h2>
  );
}
