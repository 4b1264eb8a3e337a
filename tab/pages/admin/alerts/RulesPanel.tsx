import { Button, Switch, useRestoreFocusTarget } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import type { AlertRuleJson } from "../../../../src/http/api-types.ts";
import { API } from "../../../api/api-routes.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { useRowStyles } from "../../../parts/use-row-styles.ts";
import { RuleEditor } from "./RuleEditor.tsx";
import { useAlertChange } from "./use-alert-change.ts";

/** The rules, each with its switch; those about calls can be changed. */
export function RulesPanel({ rules }: { rules: readonly AlertRuleJson[] }): ReactNode {
  const styles = useRowStyles();
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
            <li key={rule.id} className={styles.row}>
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
