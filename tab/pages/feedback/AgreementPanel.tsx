import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Opinion } from "../../../src/calls/feedback-agreement.ts";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";
import { Panel } from "../../parts/Panel.tsx";

const OPINIONS: readonly Opinion[] = ["ratedPoor", "notClear", "ratedGood"];
const QUALITIES: readonly Quality[] = ["poor", "good", "unclassified"];

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, margin: 0 },
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  cell: { display: "inline-flex", alignItems: "center", columnGap: tokens.spacingHorizontalXS },
  disagree: { color: tokens.colorStatusDangerForeground3, fontWeight: tokens.fontWeightSemibold },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
});

/** Rated calls by what was measured in them, in words and as a small table; where they disagree is marked. */
export function AgreementPanel({ agreement }: { agreement: FeedbackPageJson["agreement"] }): ReactNode {
  const styles = useStyles();
  const { feedback, formats } = useMessages();
  const { agreement: words } = feedback;
  const { ratedPoor, ratedGood } = agreement;
  const ratedPoorTotal = totalOf(ratedPoor);
  const ratedGoodTotal = totalOf(ratedGood);
  return (
    <Panel title={words.title}>
      {ratedPoorTotal > 0 && (
        <p className={styles.text}>{words.ratedPoor(ratedPoorTotal, ratedPoor.poor, ratedPoor.good)}</p>
      )}
      {ratedGoodTotal > 0 && (
        <p className={styles.text}>{words.ratedGood(ratedGoodTotal, ratedGood.good, ratedGood.poor)}</p>
      )}
      <DataTable
        caption={words.title}
        columns={[
          { header: words.rated },
          ...QUALITIES.map((quality) => ({ header: feedback.measured[quality], isNumber: true, wraps: true })),
        ]}
        rows={OPINIONS.map((opinion) => ({
          key: opinion,
          cells: [
            feedback.opinion[opinion],
            ...QUALITIES.map((quality) => {
              const calls = agreement[opinion][quality];
              const isDisagreement = calls > 0 && contradicts(opinion, quality);
              return (
                <span key={quality} className={mergeClasses(styles.cell, isDisagreement && styles.disagree)}>
                  {isDisagreement && <WarningRegular aria-hidden />}
                  {formats.count(calls)}
                  {isDisagreement && <span className={styles.unseen}>{words.disagree}</span>}
                </span>
              );
            }),
          ],
        }))}
      />
      <p className={styles.note}>{words.explanation}</p>
    </Panel>
  );
}

function contradicts(opinion: Opinion, quality: Quality): boolean {
  return (opinion === "ratedPoor" && quality === "good") || (opinion === "ratedGood" && quality === "poor");
}

function totalOf(counts: Record<Quality, number>): number {
  return counts.poor + counts.good + counts.unclassified;
}
