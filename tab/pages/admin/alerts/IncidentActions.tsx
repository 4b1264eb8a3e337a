import { Button, Field, makeStyles, Select, tokens } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { use, type ReactNode } from "react";
import { MUTE_MINUTES } from "../../../../src/calls/incident-handling.ts";
import type { AdminIncidentJson, AlertsPageJson, RevealedPeopleJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { Notice } from "../../../parts/Notice.tsx";
import { AnonymousContext } from "../../../shell/session.ts";
import { useAlertChange } from "./use-alert-change.ts";

const NOBODY = "";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalM },
  select: { minWidth: "180px" },
  people: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

type Change =
  | { action: "acknowledge" | "unmute"; body?: undefined }
  | { action: "mute"; body: { minutes: number } }
  | { action: "assign"; body: { to: string | null } };

/** What an admin can do about an open incident; everybody in the channels sees it on the cards. */
export function IncidentActions({
  incident,
  admins,
}: {
  incident: AdminIncidentJson;
  admins: AlertsPageJson["admins"];
}): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const isAnonymous = use(AnonymousContext);
  const words = admin.alerts.actions;
  const { buttons, anAdmin, muteFor } = bot.incidents;
  const { acknowledged, assigned, muted } = incident.handling;
  const client = useApiClient();
  const change = useAlertChange<AdminIncidentJson, Change>(
    "POST",
    ({ action }) => API.incident(incident.id, action),
    ({ body }) => body,
  );
  const reveal = useMutation<RevealedPeopleJson, ApiError>({
    mutationFn: () => client.send("POST", API.revealedPeople(incident.id)),
  });
  const assignees = new Map(admins.map(({ id, displayName }) => [id, displayName ?? id]));
  // Somebody may be an admin no more.
  if (assigned) assignees.set(assigned.to.id, assigned.to.displayName ?? anAdmin);

  return (
    <>
      {(change.isError || reveal.isError) && <Notice kind="error">{words.failed}</Notice>}
      <div className={styles.root}>
        {acknowledged === null && (
          <Button appearance="primary" onClick={() => change.mutate({ action: "acknowledge" })}>
            {buttons.acknowledge}
          </Button>
        )}
        <Field label={words.assignLabel} className={styles.select}>
          <Select
            value={assigned?.to.id ?? NOBODY}
            onChange={(_, { value }) =>
              change.mutate({ action: "assign", body: { to: value === NOBODY ? null : value } })
            }
          >
            <option value={NOBODY}>{words.nobody}</option>
            {[...assignees].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {muted === null ? (
          <Field label={words.muteLabel} className={styles.select}>
            <Select
              value=""
              onChange={(_, { value }) =>
                value !== "" && change.mutate({ action: "mute", body: { minutes: Number(value) } })
              }
            >
              <option value="">{words.notMuted}</option>
              {MUTE_MINUTES.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {muteFor(formats.duration(minutes * 60))}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <Button onClick={() => change.mutate({ action: "unmute" })}>{buttons.unmute}</Button>
        )}
        {incident.peopleAffected > 0 && reveal.data === undefined && !isAnonymous && (
          <Button onClick={() => reveal.mutate()}>{buttons.reveal}</Button>
        )}
      </div>
      {reveal.data && <RevealedPeople revealed={reveal.data} />}
    </>
  );
}

function RevealedPeople({ revealed }: { revealed: RevealedPeopleJson }): ReactNode {
  const styles = useStyles();
  const { bot, admin } = useMessages();
  return (
    <div role="status">
      <ul className={styles.people}>
        {revealed.people.map((name, index) => (
          <li key={`${name} ${index}`}>{name ?? bot.labels.unknownName}</li>
        ))}
      </ul>
      {revealed.more > 0 && <p>{bot.more(revealed.more)}</p>}
      <Notice kind="info">{admin.alerts.actions.revealWarning}</Notice>
    </div>
  );
}
