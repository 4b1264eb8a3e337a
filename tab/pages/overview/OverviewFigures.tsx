import type { ReactNode } from "react";
import { averageRatingChange, poorShareChange } from "../../../src/calls/figure-change.ts";
import type { Proportion } from "../../../src/calls/proportion.ts";
import type { Summary } from "../../../src/calls/summary.ts";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { ComparedWith } from "../../parts/ComparedWith.tsx";
import { countChange, meaningfulChange, pointsOf, ratingDifference } from "../../parts/figure-change.ts";
import { Figure } from "../../parts/Figure.tsx";
import { Figures } from "../../parts/Figures.tsx";

/** Four figures, each against the days before. */
export function OverviewFigures({ overview }: { overview: OverviewJson }): ReactNode {
  const { bot, charts, formats, overview: words } = useMessages();
  const { summary, before } = overview;
  const hasBefore = before.isWhole && before.summary.calls > 0;
  const judged = judgedOf(summary);
  const { rated, notRated, average } = summary.feedback;
  return (
    <div>
      <Figures>
        <Figure
          label={bot.labels.calls}
          value={formats.count(summary.calls)}
          detail={words.groupAndPairs(summary.byType.groupCall ?? 0, summary.byType.peerToPeer ?? 0)}
          {...countChange(summary.calls - before.summary.calls, hasBefore, formats.count, charts)}
        />
        <Figure
          label={bot.labels.timeInCalls}
          value={formats.duration(summary.durationSeconds)}
          detail={words.averageCall(formats.duration(summary.durationSeconds / Math.max(1, summary.calls)))}
          {...countChange(
            wholeMinutes(summary.durationSeconds) - wholeMinutes(before.summary.durationSeconds),
            hasBefore,
            formats.duration,
            charts,
          )}
        />
        <Figure
          label={words.poorShare}
          value={judged.of === 0 ? "–" : formats.percentage(judged.count / judged.of)}
          detail={judged.of === 0 ? charts.noneJudged : charts.ofJudged(judged.count, judged.of)}
          {...meaningfulChange(poorShareChange(judged, judgedOf(before.summary)), hasBefore, pointsOf(charts), charts)}
        />
        <Figure
          label={bot.labels.averageRating}
          value={average === null ? "–" : bot.averageRating(average)}
          detail={rated + notRated === 0 ? charts.noneRated : bot.ratedCount(rated, rated + notRated)}
          {...meaningfulChange(
            averageRatingChange(summary.feedback, before.summary.feedback),
            hasBefore,
            ratingDifference(formats),
            charts,
          )}
        />
      </Figures>
      {hasBefore && <ComparedWith period={before.period} timeZone={overview.timeZone} />}
    </div>
  );
}

function judgedOf({ quality }: Pick<Summary, "quality">): Proportion {
  return { count: quality.poor, of: quality.good + quality.poor };
}

/** As durations are shown: so that the difference is that of what one reads. */
function wholeMinutes(seconds: number): number {
  return Math.round(seconds / 60) * 60;
}
