import type { ReactNode } from "react";
import { poorShareChange } from "../../../../src/calls/figure-change.ts";
import type { Proportion } from "../../../../src/calls/proportion.ts";
import type { OrganizationPageJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { ComparedWith } from "../../../parts/ComparedWith.tsx";
import { countChange, meaningfulChange, pointsOf } from "../../../parts/figure-change.ts";
import { Figure } from "../../../parts/Figure.tsx";
import { Figures } from "../../../parts/Figures.tsx";

type Compared = OrganizationPageJson["before"]["organization"];

/** Everyone's figures, each against the days before where those are known. */
export function OrganizationFigures({ page }: { page: OrganizationPageJson }): ReactNode {
  const { bot, charts, formats, admin } = useMessages();
  const words = admin.organization;
  const { organization, before } = page;
  const { participations, feedback, durationSeconds } = organization;
  const hasBefore = before.isWhole && before.organization.calls > 0;
  const judged = judgedOf(organization);
  const failures = failuresOf(organization);
  const meaningful = (now: Proportion, then: Proportion) =>
    meaningfulChange(poorShareChange(now, then), hasBefore, pointsOf(charts), charts);
  return (
    <div>
      <Figures inRow="three">
        <Figure
          label={bot.organization.calls}
          value={formats.count(organization.calls)}
          detail={words.participations(participations)}
          {...countChange(organization.calls - before.organization.calls, hasBefore, formats.count, charts)}
        />
        <Figure
          label={bot.organization.people}
          value={formats.count(organization.people)}
          {...countChange(organization.people - before.organization.people, hasBefore, formats.count, charts)}
        />
        <Figure
          label={bot.organization.time}
          value={formats.duration(durationSeconds)}
          detail={words.averageTime(formats.duration(durationSeconds / Math.max(1, participations)))}
        />
        <Figure
          label={words.poorShare}
          value={judged.of === 0 ? "–" : formats.percentage(judged.count / judged.of, 1)}
          detail={judged.of === 0 ? charts.noneJudged : charts.ofJudged(judged.count, judged.of)}
          {...meaningful(judged, judgedOf(before.organization))}
        />
        <Figure
          label={words.failureShare}
          value={failures.of === 0 ? "–" : formats.percentage(failures.count / failures.of, 1)}
          detail={words.ofParticipations(failures.count, failures.of)}
          {...meaningful(failures, failuresOf(before.organization))}
        />
        <Figure
          label={bot.labels.averageRating}
          value={feedback.average === null ? "–" : bot.averageRating(feedback.average)}
          detail={feedback.rated === 0 ? charts.noneRated : words.ratedPoor(feedback.poor, feedback.rated)}
        />
      </Figures>
      {hasBefore && <ComparedWith period={before.period} timeZone={page.timeZone} />}
    </div>
  );
}

function judgedOf({ quality }: Pick<Compared, "quality">): Proportion {
  return { count: quality.poor, of: quality.good + quality.poor };
}

/** Every participation has one quality. */
function failuresOf({ quality, failures }: Pick<Compared, "quality" | "failures">): Proportion {
  return { count: failures, of: quality.good + quality.poor + quality.unclassified };
}
