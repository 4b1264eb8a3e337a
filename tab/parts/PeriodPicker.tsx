import { Button, Field, Input, makeStyles, Select, tokens } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { daysOf, type PeriodName } from "../../src/calls/period.ts";
import { periodText, readPeriodText } from "../../src/calls/period-text.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { ChosenPeriod } from "./use-period.ts";

const OFFERED: readonly PeriodName[] = [
  { kind: "today" },
  { kind: "yesterday" },
  { kind: "thisWeek" },
  { kind: "lastWeek" },
  { kind: "lastDays", count: 7 },
  { kind: "lastDays", count: 28 },
  { kind: "thisMonth" },
  { kind: "lastMonth" },
  { kind: "lastDays", count: 90 },
];
const CUSTOM = "custom";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalS },
  select: { minWidth: "180px" },
  days: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalS },
});

/** Today, this week and the others, or any days; the choice is kept in the URL by `usePeriod`. */
export function PeriodPicker({ period }: { period: ChosenPeriod }): ReactNode {
  const styles = useStyles();
  const { bot, formats, shell } = useMessages();
  const [isCustom, setCustom] = useState(false);
  const isOffered = OFFERED.some((name) => periodText(name) === period.text);
  const { first, last } = daysOf(period.name, period.today);

  return (
    <div className={styles.root}>
      {isCustom && <Days key={period.text} period={period} onDone={() => setCustom(false)} />}
      <Select
        className={styles.select}
        aria-label={shell.period.label}
        value={isCustom ? CUSTOM : period.text}
        onChange={(_, { value }) => {
          setCustom(value === CUSTOM);
          const name = readPeriodText(value, period.today);
          if (name !== null) period.choose(name);
        }}
      >
        {!isOffered && <option value={period.text}>{bot.periodLabel(period.name) ?? formats.days(first, last)}</option>}
        {OFFERED.map((name) => (
          <option key={periodText(name)} value={periodText(name)}>
            {bot.periodLabel(name)}
          </option>
        ))}
        <option value={CUSTOM}>{shell.period.custom}</option>
      </Select>
    </div>
  );
}

function Days({ period, onDone }: { period: ChosenPeriod; onDone: () => void }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  const [days, setDays] = useState(daysOf(period.name, period.today));
  const chosen = readPeriodText(`${days.first}..${days.last}`, period.today);
  return (
    <form
      className={styles.days}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null) return;
        period.choose(chosen);
        onDone();
      }}
    >
      <Field label={shell.period.from} size="small">
        <Input type="date" value={days.first} onChange={(_, { value }) => setDays({ ...days, first: value })} />
      </Field>
      <Field label={shell.period.to} size="small" validationMessage={chosen === null ? shell.period.invalid : null}>
        <Input type="date" value={days.last} onChange={(_, { value }) => setDays({ ...days, last: value })} />
      </Field>
      <Button type="submit" appearance="primary" disabled={chosen === null}>
        {shell.period.apply}
      </Button>
    </form>
  );
}
