import { Button } from "@fluentui/react-components";
import { Component, type ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { EmptyState } from "../parts/EmptyState.tsx";

/** In place of a page that failed while it was shown, or whose chunk is gone since the service was updated. */
export class BrokenPage extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const { shell } = useMessages();
  return (
    <EmptyState
      level="h1"
      title={shell.broken.title}
      text={shell.broken.text}
      action={
        <Button appearance="primary" onClick={() => location.reload()}>
          {shell.broken.reload}
        </Button>
      }
    />
  );
}
