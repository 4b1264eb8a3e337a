import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import {
  evidenceLines,
  factorText,
  incidentHeadline,
  incidentProblems,
} from "../../../../bot/messages/describe-incident.ts";
import { incidentContentFromJson } from "../../../../src/answers/incident-json.ts";
import type { IncidentContent } from "../../../../src/calls/incident.ts";
import type { AdminIncidentJson, AlertsPageJson } from "../../../../src/http/api-types.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { FactList } from "../../../parts/FactList.tsx";
import { IncidentActions } from "./IncidentActions.tsx";
import { SeriesBars } from "./SeriesBars.tsx";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusDangerBorder1}`,
  },
  head: { display: "grid", rowGap: tokens.spacingVerticalXXS },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: "anywhere" },
  rule: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  text: { margin: 0, overflowWrap: "anywhere" },
  todo: { ...typographyStyles.body1Strong, margin: 0 },
  evidence: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
});

/** An incident that is open: what is wrong, where to look, how sure that is, and what people do about it. */
export function OpenIncident({
  incident,
  admins,
}: {
  incident: AdminIncidentJson;
  admins: AlertsPageJson["admins"];
}): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const { incidents, admin, joins } = bot;
  const content = incidentContentFromJson(incident.content);
  const { acknowledged, assigned, muted } = incident.handling;
  const moment = (instant: string): string => formats.dayTime(new Date(instant));
  const named = (displayName: string | null): string => displayName ?? incidents.anAdmin;
  const lines = "series" in content ? evidenceLines(content, bot) : incidentProblems(content, bot);
  return (
    <article className={styles.root} aria-label={incidentHeadline(content, bot)}>
      <div className={styles.head}>
        <h3 className={styles.title}>{incidentHeadline(content, bot)}</h3>
        <p className={styles.rule}>{admin.alerts.rules[content.kind].name}</p>
      </div>
      <WhereToLook content={content} />
      {lines.length > 0 && (
        <ul className={styles.evidence}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {"series" in content && <SeriesBars content={content} />}
      <FactList
        facts={[
          [incidents.callsAffected, "calls" in content ? formats.count(content.calls) : null],
          [incidents.peopleAffected, incident.peopleAffected > 0 ? formats.count(incident.peopleAffected) : null],
          [incidents.since, moment(incident.since)],
          [incidents.changed, incident.revisedAt > incident.since ? moment(incident.revisedAt) : null],
          [incidents.reopened, incident.reopened > 0 ? incidents.times(incident.reopened) : null],
          [
            incidents.state,
            joins.items([
              acknowledged
                ? incidents.acknowledged(named(acknowledged.by.displayName), moment(acknowledged.at))
                : incidents.open,
              ...(assigned ? [incidents.assigned(named(assigned.to.displayName))] : []),
              ...(muted ? [incidents.muted(named(muted.by.displayName), moment(muted.until))] : []),
            ]),
          ],
        ]}
      />
      <IncidentActions incident={incident} admins={admins} />
    </article>
  );
}

/** The likely cause and what to do, where the rule tells them. */
function WhereToLook({ content }: { content: IncidentContent }): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  const { incidents, joins, status } = bot;
  if (content.kind === "ingestionHealth") {
    return content.findings.map((finding, index) => (
      <p key={`${finding.code} ${index}`} className={styles.todo}>
        {joins.labeled(status.whatToDo, status.finding(finding).remedy)}
      </p>
    ));
  }
  if (content.kind !== "poorShareAboveBaseline") return null;
  const { label, problem } = incidents.likelyCause;
  return (
    <>
      <p className={styles.text}>{joins.labeled(label, problem(factorText(content.factor, bot)))}</p>
      <p className={styles.todo}>{joins.labeled(status.whatToDo, incidents.lookAt[content.cause])}</p>
    </>
  );
}
