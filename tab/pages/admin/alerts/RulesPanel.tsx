import {
  Button,
  makeStyles,
  Switch,
  tokens,
  typographyStyles,
  useRestoreFocusTarget,
} from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import type { AlertRuleJson } from "../../../../src/http/api-types.ts";
import { API } from "../../../api/api-routes.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { RuleEditor } from "./RuleEditor.tsx";
import { useAlertChange } from "./use-alert-change.ts";

const useStyles = makeStyles({
  list: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", margin: 0, padding: 0, listStyleType: "none" },
  rule: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ":last-child": { borderBottomStyle: "none" },
  },
  words: { flex: "1 1 260px", minWidth: 0 },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  state: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** The rules, each with its switch; those about calls can be changed. */
export function RulesPanel({ rules }: { rules: readonly AlertRuleJson[] }): ReactNode {
  const styles = useStyles();
  const { bot, formats, admin } = useMessages();
  const words = admin.alerts.rules;
  const restoreFocus = useRestoreFocusTarget();
  const [edited, setEdited] = useState<AlertRuleJson | null>(null);
  const [isEditing, setEditing] = useState(false);
  const [times, setTimes] = useState(0);
  const edit = (rule: AlertRuleJson): void => {
    setEdited(rule);
    setTimes(times + 1);
    setEditing(true);
  };
  const toggle = useAlertChange<AlertRuleJson, { id: string; isOn: boolean }>(
    "PATCH",
    ({ id }) => API.alertRule(id),
    ({ isOn }) => ({ isOn }),
  );
  // The last choice shows at once, until the service has said how it is.
  const isOn = (rule: AlertRuleJson): boolean =>
    toggle.isPending && toggle.variables.id === rule.id ? toggle.variables.isOn : rule.isOn;

  return (
    <Panel title={words.title}>
      {toggle.isError && <FailedNotice error={toggle.error} />}
      <ul className={styles.list}>
        {rules.map((rule) => {
          const { name, description } = bot.admin.alerts.rules[rule.kind];
          const { openSince, updatedAt } = rule;
          const state = [
            ...(rule.isOn && openSince !== null
              ? [bot.admin.alerts.ruleOpen(formats.dayTime(new Date(openSince)))]
              : []),
            ...(updatedAt === null ? [] : [words.changed(formats.dayTime(new Date(updatedAt)))]),
          ];
          return (
            <li key={rule.id} className={styles.rule}>
              <Switch
                checked={isOn(rule)}
                aria-label={words.switch(name)}
                onChange={(_, { checked }) => toggle.mutate({ id: rule.id, isOn: checked })}
              />
              <div className={styles.words}>
                <p className={styles.name}>{name}</p>
                <p className={styles.text}>{description}</p>
                {state.length > 0 && <p className={styles.state}>{bot.joins.facts(state)}</p>}
              </div>
              {rule.settings !== null && (
                <Button aria-label={admin.alerts.editor.title(name)} onClick={() => edit(rule)} {...restoreFocus}>
                  {words.edit}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {edited?.settings && (
        <RuleEditor
          key={times}
          rule={edited}
          settings={edited.settings}
          isOpen={isEditing}
          close={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}
