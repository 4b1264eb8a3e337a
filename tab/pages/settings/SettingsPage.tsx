import { Field, makeStyles, Select, Switch, tokens, typographyStyles } from "@fluentui/react-components";
import { useMemo, type ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { FactList } from "../../parts/FactList.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { PageFrame } from "../../parts/PageFrame.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { SearchCombobox } from "../../parts/SearchCombobox.tsx";
import { useSession } from "../../shell/session.ts";
import { usePreferences } from "./use-preferences.ts";

/** Stands for no choice of one's own. */
const AUTOMATIC = "";

const useStyles = makeStyles({
  panels: { display: "grid", rowGap: tokens.spacingVerticalL, maxWidth: "720px" },
  control: { maxWidth: "400px" },
  hint: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground3 },
  state: { ...typographyStyles.caption1, margin: 0, minHeight: "16px", color: tokens.colorNeutralForeground3 },
});

/** Language, time zone and digest; a choice holds at once. */
export function SettingsPage(): ReactNode {
  const styles = useStyles();
  const { shell, settings, bot, formats } = useMessages();
  const { me } = useSession();
  const change = usePreferences();
  const { language, timeZone, digest } = me.preferences;
  const zones = useMemo(() => timeZoneOptions(timeZone), [timeZone]);
  const state = change.isPending ? settings.saving : change.isSuccess ? settings.saved : "";

  return (
    <PageFrame title={shell.pages.settings}>
      <div className={styles.panels}>
        {change.isError && <Notice kind="error">{settings.notSaved}</Notice>}
        <Panel title={settings.language.title}>
          <Field className={styles.control} label={settings.language.label} hint={settings.language.hint}>
            <Select
              value={language ?? AUTOMATIC}
              onChange={(_, { value }) => change.mutate({ language: value === AUTOMATIC ? null : value })}
            >
              <option value={AUTOMATIC}>{settings.language.automatic}</option>
              {me.languages.map(({ tag, ownName }) => (
                <option key={tag} value={tag} lang={tag}>
                  {ownName}
                </option>
              ))}
            </Select>
          </Field>
        </Panel>
        <Panel title={settings.timeZone.title}>
          <Field className={styles.control} label={settings.timeZone.label} hint={settings.timeZone.hint}>
            <SearchCombobox
              options={[{ value: AUTOMATIC, text: settings.timeZone.automatic(ownTimeZone()) }, ...zones]}
              value={timeZone ?? AUTOMATIC}
              onChoose={(value) => change.mutate({ timeZone: value === AUTOMATIC ? null : value })}
              nothingFound={settings.timeZone.notFound}
            />
          </Field>
        </Panel>
        <Panel title={settings.digest.title}>
          <p className={styles.hint}>{bot.settings.digest.explanation}</p>
          <Switch
            checked={digest}
            label={settings.digest.label}
            onChange={(_, { checked }) => change.mutate({ digest: checked })}
          />
        </Panel>
        <p className={styles.state} role="status">
          {state}
        </p>
        <Panel title={settings.account.title}>
          <FactList
            facts={[
              [settings.account.name, me.person.displayName],
              [settings.account.role, me.isAdmin ? settings.account.admin : settings.account.person],
              [settings.account.id, me.person.id],
              [settings.timeZone.title, formats.timeZone],
            ]}
          />
        </Panel>
      </div>
    </PageFrame>
  );
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Also a zone that this browser does not list, when it is the chosen one. */
function timeZoneOptions(chosen: string | null): { value: string; text: string }[] {
  const zones = new Set(Intl.supportedValuesOf("timeZone"));
  zones.add("UTC");
  if (chosen !== null) zones.add(chosen);
  return [...zones].sort().map((zone) => ({ value: zone, text: zone.replaceAll("_", " ") }));
}
