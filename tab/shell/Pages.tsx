import { Button } from "@fluentui/react-components";
import { Suspense, useState, type ReactNode } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { useMessages } from "../messages/use-messages.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { NavigatedContext, PageFrame } from "../parts/PageFrame.tsx";
import { PageSkeleton } from "../parts/PageSkeleton.tsx";
import { BrokenPage } from "./BrokenPage.tsx";
import { PAGE_ROUTES } from "./page-routes.tsx";

/** The page of the URL's path. A page begins anew on another path, and stays when only the query string changes. */
export function Pages(): ReactNode {
  const { prepare } = useMessages();
  const [path] = useLocation();
  // Together with the page's own chunk, not after it.
  if (path !== "/") prepare();
  const [firstPath] = useState(path);
  const [hasNavigated, setNavigated] = useState(false);
  if (path !== firstPath && !hasNavigated) setNavigated(true);
  return (
    <NavigatedContext value={hasNavigated}>
      <BrokenPage key={path}>
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            {PAGE_ROUTES.map(({ name, path: pattern, Page }) => (
              <Route key={name} path={pattern} component={Page} />
            ))}
            <Route>
              <UnknownPage />
            </Route>
          </Switch>
        </Suspense>
      </BrokenPage>
    </NavigatedContext>
  );
}

function UnknownPage(): ReactNode {
  const { shell } = useMessages();
  const { title, text, home } = shell.unknownPage;
  return (
    <PageFrame title={title}>
      <EmptyState
        title={text}
        action={
          <Link href="/" asChild>
            <Button as="a" appearance="primary">
              {home}
            </Button>
          </Link>
        }
      />
    </PageFrame>
  );
}
