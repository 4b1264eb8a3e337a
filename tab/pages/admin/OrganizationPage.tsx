import type { ReactNode } from "react";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";

export function OrganizationPage(): ReactNode {
  const { shell } = useMessages();
  const answer = useApi(API.organization);
  return (
    <PageFrame title={shell.pages.organization} answer={answer}>
      {() => null}
    </PageFrame>
  );
}
