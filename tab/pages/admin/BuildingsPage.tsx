import { makeStyles, tokens } from "@fluentui/react-components";
import { BuildingRegular } from "@fluentui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { BuildingsPageJson } from "../../../src/http/api-types.ts";
import { API } from "../../api/api-routes.ts";
import { apiKey, useApi } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { EmptyState } from "../../parts/EmptyState.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { BuildingsInUse } from "./buildings/BuildingsInUse.tsx";
import { BuildingUpload } from "./buildings/BuildingUpload.tsx";
import { EarlierCalls } from "./buildings/EarlierCalls.tsx";
import { RemoveDialog } from "./buildings/RemoveDialog.tsx";
import { NetworksPanel } from "./buildings/NetworksPanel.tsx";

/** While earlier calls are brought to the buildings. */
const REFRESH_MS = 2_000;

const useStyles = makeStyles({
  page: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", rowGap: tokens.spacingVerticalL },
});

/** The building data file: what it is, uploading it, what is in use, and how far earlier calls are. */
export function BuildingsPage(): ReactNode {
  const { shell } = useMessages();
  const queries = useQueryClient();
  const held = queries.getQueryData<BuildingsPageJson>(apiKey(API.buildings));
  const isBusy = held?.reapplied?.isDone === false;
  const answer = useApi(API.buildings, {}, { refetchEveryMs: isBusy ? REFRESH_MS : 0 });
  return (
    <PageFrame title={shell.pages.buildings} answer={answer}>
      {(page) => <BuildingsPanels page={page} />}
    </PageFrame>
  );
}

function BuildingsPanels({ page }: { page: BuildingsPageJson }): ReactNode {
  const styles = useStyles();
  const { buildings } = useMessages();
  const [isRemoving, setRemoving] = useState(false);
  const { upload, reapplied, rows, next, hasSample } = page;
  return (
    <div className={styles.page}>
      {upload !== null && <BuildingsInUse upload={upload} reapplied={reapplied} onRemove={() => setRemoving(true)} />}
      {upload === null && (
        <>
          <EmptyState icon={<BuildingRegular />} title={buildings.none.title} text={buildings.none.text} />
          {reapplied?.isDone === false && <EarlierCalls reapplied={reapplied} />}
        </>
      )}
      <BuildingUpload isReplacing={upload !== null} hasSample={hasSample} />
      {upload !== null && <NetworksPanel key={upload.at} rows={rows} next={next} total={upload.networks} />}
      <RemoveDialog isOpen={isRemoving} onClose={() => setRemoving(false)} />
    </div>
  );
}
