import { makeStyles, tokens } from "@fluentui/react-components";
import { CallRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { PersonPageJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { EmptyState } from "../../../parts/EmptyState.tsx";
import { Figure } from "../../../parts/Figure.tsx";
import { Figures } from "../../../parts/Figures.tsx";
import { CallGrid, type ListPlace } from "../../calls/CallGrid.tsx";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
});

/** Somebody's figures and calls. */
export function PersonCalls({
  page,
  place,
  onLeave,
  onOpen,
}: {
  page: PersonPageJson;
  place: ListPlace | null;
  onLeave: (place: ListPlace) => void;
  onOpen: (callId: string) => void;
}): ReactNode {
  const styles = useStyles();
  const { admin, bot, formats } = useMessages();
  const { summary, calls, timeZone } = page;
  const { quality, feedback } = summary;
  const { labels } = bot;
  const { title, text } = admin.people.noCalls;
  if (calls.length === 0) return <EmptyState icon={<CallRegular />} title={title} text={text} />;
  return (
    <div className={styles.root}>
      <Figures>
        <Figure label={labels.calls} value={formats.count(summary.calls)} />
        <Figure label={labels.timeInCalls} value={formats.duration(summary.durationSeconds)} />
        <Figure
          label={labels.poorCalls}
          value={formats.count(quality.poor)}
          note={bot.poorCallCount(quality.poor, quality.poor + quality.good)}
        />
        <Figure
          label={labels.averageRating}
          value={feedback.average === null ? "–" : bot.averageRating(feedback.average)}
          note={bot.ratedCount(feedback.rated, feedback.rated + feedback.notRated)}
        />
      </Figures>
      <CallGrid
        calls={calls}
        total={calls.length}
        timeZone={timeZone}
        opening={{ open: onOpen }}
        next={null}
        place={place}
        onLeave={onLeave}
      />
    </div>
  );
}
