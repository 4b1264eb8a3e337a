import { Button } from "@fluentui/react-components";
import { PersonProhibitedRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Problem } from "../messages/shell-messages.ts";
import { useMessages } from "../messages/use-messages.ts";
import { EmptyState } from "../parts/EmptyState.tsx";

/** What only somebody else can mend, or a second try. */
export function SignInProblem({ problem, retry }: { problem: Problem; retry?: () => void }): ReactNode {
  const { shell } = useMessages();
  return (
    <EmptyState
      level="h1"
      icon={<PersonProhibitedRegular />}
      title={problem.title}
      text={problem.text}
      action={
        retry && (
          <Button appearance="primary" onClick={retry}>
            {shell.retry}
          </Button>
        )
      }
    />
  );
}
