import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { CallRuleSettings } from "../../../../src/calls/alert-rule.ts";
import { faultsOf, isCallRuleKind } from "../../../../src/calls/rule-change.ts";
import type { AlertRuleJson, AlertRuleTrialJson } from "../../../../src/http/api-types.ts";
import type { ApiError } from "../../../api/api-error.ts";
import { API } from "../../../api/api-routes.ts";
import { useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { FailedNotice } from "../../../parts/FailedNotice.tsx";
import { Modal } from "../../../parts/Modal.tsx";
import { Notice } from "../../../parts/Notice.tsx";
import { RuleFields } from "./RuleFields.tsx";
import { RuleTrial } from "./RuleTrial.tsx";
import { useAlertChange } from "./use-alert-change.ts";

/** Changes a rule about calls, after it was tried on the last days if somebody likes to. */
export function RuleEditor({
  rule,
  settings: present,
  isOpen,
  close,
}: {
  rule: AlertRuleJson;
  settings: CallRuleSettings;
  isOpen: boolean;
  close: () => void;
}): ReactNode {
  const { bot, admin } = useMessages();
  const words = admin.alerts.editor;
  const client = useApiClient();
  const [settings, setSettings] = useState(present);
  const faults = isCallRuleKind(rule.kind) ? faultsOf(rule.kind, settings) : [];
  const save = useAlertChange<AlertRuleJson, CallRuleSettings>(
    "PATCH",
    () => API.alertRule(rule.id),
    (wanted) => ({ settings: wanted }),
  );
  const trial = useMutation<AlertRuleTrialJson, ApiError, CallRuleSettings>({
    mutationFn: (wanted) => client.send("POST", API.alertRuleTrial(rule.id), { settings: wanted }),
  });
  const change = (part: Partial<CallRuleSettings>): void => {
    setSettings({ ...settings, ...part });
    // What was tried is not what stands there now.
    trial.reset();
    save.reset();
  };

  return (
    <Modal
      isOpen={isOpen}
      title={words.title(bot.admin.alerts.rules[rule.kind].name)}
      confirm={{
        text: words.save,
        isOff: faults.length > 0 || save.isPending,
        act: () => save.mutate(settings, { onSuccess: close }),
        others: (
          <Button disabledFocusable={faults.length > 0 || trial.isPending} onClick={() => trial.mutate(settings)}>
            {words.tryIt}
          </Button>
        ),
      }}
      cancel={words.cancel}
      onClose={close}
    >
      <RuleFields kind={rule.kind} settings={settings} faults={faults} change={change} />
      {trial.isError &&
        (trial.error.code === "alert_rule_trial_too_large" ? (
          <Notice kind="error">{bot.alertSetup.tooManyToTry}</Notice>
        ) : (
          <FailedNotice error={trial.error} />
        ))}
      {trial.isPending && <Notice kind="info">{words.trying}</Notice>}
      {trial.data && <RuleTrial trial={trial.data} />}
      {save.error !== null && (
        <Notice kind="error">{save.error.status === 409 ? words.changedMeanwhile : words.refused}</Notice>
      )}
    </Modal>
  );
}
