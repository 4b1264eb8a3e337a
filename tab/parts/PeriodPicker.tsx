import { makeStyles, Select, tokens } from "@fluentui/react-components";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { daysOf, type PeriodName } from "../../src/calls/period.ts";
import { periodText, readPeriodText } from "../../src/calls/period-text.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { ChosenPeriod } from "./use-period.ts";

/** Most people never ask for days of their own. */
const PeriodDays = lazy(async () => ({ default: (await import("./PeriodDays.tsx")).PeriodDays }));

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
      {isCustom && (
        <Suspense>
          <PeriodDays key={period.text} period={period} onDone={() => setCustom(false)} />
        </Suspense>
      )}
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
