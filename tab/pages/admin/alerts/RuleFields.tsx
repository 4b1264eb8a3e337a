import { Checkbox, Field, Input, makeStyles, Select, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { AlertRuleKind, AlertScope, CallRuleSettings, PoorCallCount } from "../../../../src/calls/alert-rule.ts";
import { CLIENT_PLATFORMS } from "../../../../src/calls/call-record.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { useSession } from "../../../shell/session.ts";
import { NumberField } from "./NumberField.tsx";

const COUNTS = ["measured", "rated", "measuredOrRated"] as const satisfies readonly PoorCallCount[];
const NUMBERS = ["windowMinutes", "minimumCalls", "minimumPeople", "minimumSample", "coolDownMinutes"] as const;
const SCOPE_TEXTS = ["subnet", "building", "device", "country"] as const;
const USUAL_QUIET = { from: "20:00", to: "07:00", isQuietAtWeekends: true };
const ANY = "";

/** Of each kind of rule, what decides nothing and so is not asked for. */
const NOT_ASKED: Partial<Record<AlertRuleKind, readonly (keyof CallRuleSettings)[]>> = {
  poorCall: ["threshold"],
  repeatedPoorCalls: ["minimumPeople"],
  // Baselines hold what was measured.
  poorShareAboveBaseline: ["counts"],
  callFailures: ["counts"],
};

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
  const words = useMessages().admin.alerts.editor;
  const isAsked = (name: keyof CallRuleSettings): boolean => !NOT_ASKED[kind]?.includes(name);
  return (
    <>
      <div className={styles.fields}>
        {isAsked("counts") && (
          <Field label={words.fields.counts}>
            <Select
              value={settings.counts}
              onChange={(_, { value }) => {
                const counts = COUNTS.find((known) => known === value);
                if (counts !== undefined) change({ counts });
              }}
            >
              {COUNTS.map((counts) => (
                <option key={counts} value={counts}>
                  {words.counts[counts]}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {isAsked("threshold") && (
          <NumberField
            label={words.fields.threshold}
            value={Math.round(settings.threshold * 1000) / 10}
            isFault={faults.includes("threshold")}
            onChange={(percent) => change({ threshold: percent / 100 })}
          />
        )}
        {NUMBERS.filter(isAsked).map((name) => (
          <NumberField
            key={name}
            label={words.fields[name]}
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
  const { bot, admin } = useMessages();
  const words = admin.alerts.editor.scope;
  const group = scope.personGroup;
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
      {group !== null && (
        <Checkbox
          checked
          label={words.group(group.name, group.personIds.length)}
          onChange={() => change({ ...scope, personGroup: null })}
        />
      )}
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
  const { admin } = useMessages();
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
            label={words.weekends}
            onChange={(_, { checked }) =>
              change({ quietHours: { ...quietHours, isQuietAtWeekends: checked === true } })
            }
          />
        </>
      )}
    </fieldset>
  );
}
