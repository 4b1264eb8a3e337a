import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { UseQueryResult } from "@tanstack/react-query";
import { createContext, use, useEffect, useRef, type ReactNode } from "react";
import type { ApiError } from "../api/api-error.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FailedNotice } from "./FailedNotice.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: tokens.spacingHorizontalM,
    minHeight: "40px",
  },
  title: { ...typographyStyles.title3, margin: 0, outlineStyle: "none", overflowWrap: "anywhere" },
  actions: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalS },
  old: { opacity: 0.6 },
});

/** Whether somebody has come to this page from another one of the tab; not on the first one, where a host has the focus. */
export const NavigatedContext = createContext(false);

type Frame = {
  title: string;
  /** Beside the title: a period picker, buttons. */
  actions?: ReactNode;
};

/** A page whose content needs one answer of the API: skeleton, error with retry, and content are told apart here. */
export function PageFrame<Answer>(
  props: Frame & {
    answer: UseQueryResult<Answer, ApiError>;
    /** In the size of the content. */
    skeleton?: ReactNode;
    children: (answer: Answer) => ReactNode;
  },
): ReactNode;
/** A page that shows its parts' states itself. */
export function PageFrame(props: Frame & { children: ReactNode }): ReactNode;
export function PageFrame<Answer>({
  title,
  actions,
  answer,
  skeleton,
  children,
}: Frame & {
  answer?: UseQueryResult<Answer, ApiError>;
  skeleton?: ReactNode;
  children: ReactNode | ((answer: Answer) => ReactNode);
}): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageTitle title={title} />
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {answer === undefined || typeof children !== "function" ? (
        (children as ReactNode)
      ) : (
        <Answered answer={answer} skeleton={skeleton}>
          {children}
        </Answered>
      )}
    </div>
  );
}

/** A part of a page that needs an answer of its own. */
export function Answered<Answer>({
  answer,
  skeleton,
  children,
}: {
  answer: UseQueryResult<Answer, ApiError>;
  skeleton?: ReactNode;
  children: (answer: Answer) => ReactNode;
}): ReactNode {
  const styles = useStyles();
  if (answer.data !== undefined) {
    return (
      <div className={answer.isPlaceholderData ? styles.old : undefined} aria-busy={answer.isPlaceholderData}>
        {children(answer.data)}
      </div>
    );
  }
  if (answer.error !== null) return <FailedNotice error={answer.error} retry={() => void answer.refetch()} />;
  return skeleton ?? <PageSkeleton />;
}

/** Takes the focus when somebody came here from another page, so that a screen reader says where they are. */
function PageTitle({ title }: { title: string }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  const hasNavigated = use(NavigatedContext);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasNavigated) heading.current?.focus();
  }, [hasNavigated]);
  useEffect(() => {
    document.title = shell.documentTitle(title);
  }, [shell, title]);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title}>
      {title}
    </h1>
  );
}
