import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";

export function PeoplePage(): ReactNode {
  const { shell } = useMessages();
  return <PageFrame title={shell.pages.people}>{null}</PageFrame>;
}
