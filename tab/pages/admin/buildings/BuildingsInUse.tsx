import { Button, useRestoreFocusTarget } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { BuildingsPageJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { FactList } from "../../../parts/FactList.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { EarlierCalls } from "./EarlierCalls.tsx";
import { SaveBuildings } from "./SaveBuildings.tsx";
import { API } from "../../../api/api-routes.ts";

/** What is used now, who brought it and when, with what may be done with it. */
export function BuildingsInUse({
  upload,
  reapplied,
  onRemove,
}: {
  upload: NonNullable<BuildingsPageJson["upload"]>;
  reapplied: BuildingsPageJson["reapplied"];
  onRemove: () => void;
}): ReactNode {
  const { buildings, formats } = useMessages();
  const words = buildings.inUse;
  const restoreFocus = useRestoreFocusTarget();
  return (
    <Panel title={words.title}>
      <FactList
        facts={[
          [words.buildings, formats.count(upload.buildings)],
          [words.networks, formats.count(upload.networks)],
          [words.at, formats.dayTime(new Date(upload.at))],
          [words.by, upload.by.displayName ?? words.unknownPerson],
          [words.earlierCalls, reapplied && <EarlierCalls reapplied={reapplied} />],
        ]}
      />
      <div>
        <SaveBuildings file={API.buildingsFile}>{buildings.download}</SaveBuildings>{" "}
        <Button icon={<DeleteRegular />} onClick={onRemove} {...restoreFocus}>
          {buildings.remove.button}
        </Button>
      </div>
    </Panel>
  );
}
