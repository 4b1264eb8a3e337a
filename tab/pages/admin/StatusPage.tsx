import type { ReactNode } from "react";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";

export function StatusPage(): ReactNode {
  const { shell } = useMessages();
  const answer = useApi(API.status);
  return (
    <PageFrame title={shell.pages.status} answer={answer}>
      {() => null}
    </PageFrame>
  );
}
