import type { ReactNode } from "react";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { PanelGrid } from "../../charts/PanelGrid.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { CallsPanel } from "./CallsPanel.tsx";
import { ComparisonPanel } from "./ComparisonPanel.tsx";
import { HeatMapPanel } from "./HeatMapPanel.tsx";
import { PeoplePanel } from "./PeoplePanel.tsx";
import { PoorCallsPanel } from "./PoorCallsPanel.tsx";
import { PoorSharePanel } from "./PoorSharePanel.tsx";
import { RatingsPanel } from "./RatingsPanel.tsx";
import { TimePanel } from "./TimePanel.tsx";

/** What stands under the overview's figures: charts, and lists that lead on. */
export function OverviewPanels({ overview }: { overview: OverviewJson }): ReactNode {
  const { overview: words } = useMessages();
  return (
    <>
      <CallsPanel overview={overview} />
      <PanelGrid inRow="three">
        <TimePanel days={overview.summary.byDay} />
        <PoorSharePanel days={overview.qualityByDay} />
        <RatingsPanel days={overview.feedbackByDay} />
      </PanelGrid>
      <HeatMapPanel cells={overview.heatMap} />
      <PanelGrid inRow="two">
        <PoorCallsPanel overview={overview} />
        <PeoplePanel overview={overview} />
        <ComparisonPanel title={words.devices} comparison={overview.devices} />
        <ComparisonPanel title={words.networks} comparison={overview.networks} />
      </PanelGrid>
    </>
  );
}
