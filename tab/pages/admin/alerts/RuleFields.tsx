import { Checkbox, Field, Input, makeStyles, Select, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import {
  POOR_CALL_COUNTS,
  type AlertRuleKind,
  type AlertScope,
  type CallRuleSettings,
} from "../../../../src/calls/alert-rule.ts";
import { CLIENT_PLATFORMS } from "../../../../src/calls/call-record.ts";
import { isAsked, RULE_NUMBERS, SCOPE_TEXTS } from "../../../../src/calls/rule-change.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { useSession } from "../../../shell/session.ts";
import { NumberField } from "./NumberField.tsx";
import { PersonGroupField } from "./PersonGroupField.tsx";

const USUAL_QUIET = { from: "20:00", to: "07:00", isQuietAtWeekends: true };
const ANY = "";

const useStyles = makeStyles({
  group: { display: "grid", rowGap: tokens.spacingVerticalM, margin: 0, padding: 0, border: "none", minWidth: 0 },
  legend: { ...typographyStyles.body1Strong, padding: 0, marginBottom: tokens.spacingVerticalS },
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(220px, 100%), 1fr))",
    gap: tokens.spacingHorizontalM,
    alignItems: "end",
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Everything about a rule on calls that can be set; `faults` names what cannot be. */
export function RuleFields({
  kind,
  settings,
  faults,
  change,
}: {
  kind: AlertRuleKind;
  settings: CallRuleSettings;
  faults: readonly string[];
  change: (part: Partial<CallRuleSettings>) => void;
}): ReactNode {
  const styles = useStyles();
  const words = useMessages().bot.alertSetup;
  return (
    <>
      <div className={styles.fields}>
        {isAsked(kind, "counts") && (
          <Field label={words.counted}>
            <Select
              value={settings.counts}
              onChange={(_, { value }) => {
                const counts = POOR_CALL_COUNTS.find((known) => known === value);
                if (counts !== undefined) change({ counts });
              }}
            >
              {POOR_CALL_COUNTS.map((counts) => (
                <option key={counts} value={counts}>
                  {words.counts[counts]}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {isAsked(kind, "threshold") && (
          <NumberField
            label={kind === "poorShareAboveBaseline" ? words.thresholdAboveBaseline : words.threshold}
            value={Math.round(settings.threshold * 1000) / 10}
            isFault={faults.includes("threshold")}
            onChange={(percent) => change({ threshold: percent / 100 })}
          />
        )}
        {RULE_NUMBERS.filter((name) => isAsked(kind, name)).map((name) => (
          <NumberField
            key={name}
            label={words.numbers[name]}
            value={settings[name]}
            isFault={faults.includes(name)}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <ScopeFields scope={settings.scope} change={(scope) => change({ scope })} />
      <QuietHoursFields settings={settings} isFault={faults.includes("quietHours")} change={change} />
    </>
  );
}

function ScopeFields({ scope, change }: { scope: AlertScope; change: (scope: AlertScope) => void }): ReactNode {
  const styles = useStyles();
  const { bot } = useMessages();
  const words = bot.alertSetup.scope;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{words.title}</legend>
      <p className={styles.hint}>{words.hint}</p>
      <div className={styles.fields}>
        {SCOPE_TEXTS.map((name) => (
          <Field key={name} label={words[name]}>
            <Input
              value={scope[name] ?? ""}
              maxLength={200}
              onChange={(_, { value }) => change({ ...scope, [name]: value.trim() === "" ? null : value })}
            />
          </Field>
        ))}
        <Field label={words.platform}>
          <Select
            value={scope.platform ?? ANY}
            onChange={(_, { value }) =>
              change({ ...scope, platform: CLIENT_PLATFORMS.find((known) => known === value) ?? null })
            }
          >
            <option value={ANY}>{words.anyPlatform}</option>
            {CLIENT_PLATFORMS.map((platform) => (
              <option key={platform} value={platform}>
                {bot.words.platform[platform]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <PersonGroupField group={scope.personGroup} change={(personGroup) => change({ ...scope, personGroup })} />
    </fieldset>
  );
}

function QuietHoursFields({
  settings: { quietHours },
  isFault,
  change,
}: {
  settings: CallRuleSettings;
  isFault: boolean;
  change: (part: Partial<CallRuleSettings>) => void;
}): ReactNode {
  const styles = useStyles();
  const { admin, bot } = useMessages();
  const { timeZone } = useSession();
  const words = admin.alerts.editor.quiet;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{words.title}</legend>
      <Checkbox
        checked={quietHours !== null}
        label={words.isOn}
        onChange={(_, { checked }) => change({ quietHours: checked === true ? { ...USUAL_QUIET, timeZone } : null })}
      />
      {quietHours !== null && (
        <>
          <div className={styles.fields}>
            {(["from", "to"] as const).map((end) => (
              <Field key={end} label={words[end]} {...(isFault && { validationState: "error" })}>
                <Input
                  type="time"
                  value={quietHours[end]}
                  onChange={(_, { value }) => change({ quietHours: { ...quietHours, [end]: value } })}
                />
              </Field>
            ))}
            <Field label={words.timeZone}>
              <Input
                value={quietHours.timeZone}
                onChange={(_, { value }) => change({ quietHours: { ...quietHours, timeZone: value } })}
              />
            </Field>
          </div>
          <Checkbox
            checked={quietHours.isQuietAtWeekends}
            label={bot.alertSetup.quietWeekends}
            onChange={(_, { checked }) =>
              change({ quietHours: { ...quietHours, isQuietAtWeekends: checked === true } })
            }
          />
        </>
      )}
    </fieldset>
  );
}
