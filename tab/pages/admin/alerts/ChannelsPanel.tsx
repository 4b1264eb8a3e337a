import { Checkbox, Field, makeStyles, Select, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { AlertChannelJson, AlertRuleJson } from "../../../../src/http/api-types.ts";
import { API } from "../../../api/api-routes.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { useAlertChange } from "./use-alert-change.ts";

type Wanted = Pick<AlertChannelJson, "id"> & Partial<Pick<AlertChannelJson, "rulesOff" | "delivery">>;

const DELIVERIES = ["atOnce", "daily"] as const;

const useStyles = makeStyles({
  channel: {
    display: "grid",
    rowGap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  delivery: { maxWidth: "260px" },
  rules: { margin: 0, padding: 0, border: "none", minWidth: 0 },
  boxes: { display: "flex", flexWrap: "wrap", columnGap: tokens.spacingHorizontalM },
});

/** Each channel that is told: of which rules, and when. */
export function ChannelsPanel({
  channels,
  rules,
}: {
  channels: readonly AlertChannelJson[];
  rules: readonly AlertRuleJson[];
}): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const words = admin.alerts.channels;
  const change = useAlertChange<AlertChannelJson, Wanted>(
    "PATCH",
    ({ id }) => API.alertChannel(id),
    ({ rulesOff, delivery }) => ({ rulesOff, delivery }),
  );
  const shown = channels.map((channel) =>
    change.isPending && change.variables.id === channel.id ? { ...channel, ...change.variables } : channel,
  );
  return (
    <Panel title={words.title}>
      {change.isError && <FailedNotice error={change.error} />}
      {shown.length === 0 && <p className={styles.text}>{words.nothing}</p>}
      {shown.map(({ id, kind, since, setBy, delivery, rulesOff }) => (
        <div key={id} className={styles.channel}>
          <div>
            <p className={styles.name}>{words[kind]}</p>
            <p className={styles.text}>
              {words.since(formats.dayTime(new Date(since)), setBy && (setBy.displayName ?? bot.incidents.anAdmin))}
            </p>
          </div>
          <Field label={words.delivery} className={styles.delivery}>
            <Select
              value={delivery}
              onChange={(_, { value }) => {
                const wanted = DELIVERIES.find((known) => known === value);
                if (wanted !== undefined) change.mutate({ id, delivery: wanted });
              }}
            >
              {DELIVERIES.map((known) => (
                <option key={known} value={known}>
                  {words[known]}
                </option>
              ))}
            </Select>
          </Field>
          <fieldset className={styles.rules}>
            <legend>{words.rules}</legend>
            <div className={styles.boxes}>
              {rules.map((rule) => (
                <Checkbox
                  key={rule.id}
                  label={bot.admin.alerts.rules[rule.kind].name}
                  checked={!rulesOff.includes(rule.id)}
                  onChange={(_, { checked }) =>
                    change.mutate({
                      id,
                      rulesOff: checked === true ? rulesOff.filter((off) => off !== rule.id) : [...rulesOff, rule.id],
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
        </div>
      ))}
    </Panel>
  );
}
