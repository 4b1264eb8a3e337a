import type { ReactNode } from "react";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Figure } from "../../parts/Figure.tsx";
import { Figures } from "../../parts/Figures.tsx";

/** How often one answered, what, and whether the measurements say the same. */
export function FeedbackFigures({ page: { feedback, agreement } }: { page: FeedbackPageJson }): ReactNode {
  const { bot, charts, formats, feedback: words } = useMessages();
  const { rated, notRated, average, poor } = feedback;
  const { ratedPoor, ratedGood } = agreement;
  const agreed = ratedPoor.poor + ratedGood.good;
  const both = agreed + ratedPoor.good + ratedGood.poor;
  const share = (part: number, whole: number): string => (whole === 0 ? "–" : formats.percentage(part / whole));
  return (
    <Figures>
      <Figure
        label={words.answered}
        value={share(rated, rated + notRated)}
        detail={bot.ratedCount(rated, rated + notRated)}
      />
      <Figure
        label={bot.labels.averageRating}
        value={average === null ? "–" : bot.averageRating(average)}
        {...(average === null && { detail: charts.noneRated })}
      />
      <Figure
        label={bot.labels.poorFeedback}
        value={share(poor, rated)}
        detail={rated === 0 ? charts.noneRated : bot.cards.part(formats.count(poor), formats.count(rated))}
      />
      <Figure
        label={words.agreed}
        value={share(agreed, both)}
        detail={both === 0 ? words.noneBothJudged : words.ofBothJudged(agreed, both)}
      />
    </Figures>
  );
}
