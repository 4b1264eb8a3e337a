import type { ReactNode } from "react";
import { useParams } from "wouter";
import { API } from "../../api/api-routes.ts";
import { useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { PageFrame } from "../../parts/PageFrame.tsx";

export function CallPage(): ReactNode {
  const { shell } = useMessages();
  const { callId = "last" } = useParams();
  const answer = useApi(API.call(callId));
  return (
    <PageFrame title={shell.pages.call} answer={answer}>
      {() => null}
    </PageFrame>
  );
}
