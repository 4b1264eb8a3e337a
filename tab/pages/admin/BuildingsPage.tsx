import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";

export function BuildingsPage(): ReactNode {
  const { shell } = useMessages();
  return <PageFrame title={shell.pages.buildings}>{null}</PageFrame>;
}
