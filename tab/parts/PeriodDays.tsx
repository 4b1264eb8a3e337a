import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { daysOf } from "../../src/calls/period.ts";
import { readPeriodText } from "../../src/calls/period-text.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { ChosenPeriod } from "./use-period.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", alignItems: "end", gap: tokens.spacingHorizontalS },
});

/** A first and a last day. */
export function PeriodDays({ period, onDone }: { period: ChosenPeriod; onDone: () => void }): ReactNode {
  const styles = useStyles();
  const { shell } = useMessages();
  const [days, setDays] = useState(daysOf(period.name, period.today));
  const chosen = readPeriodText(`${days.first}..${days.last}`, period.today);
  return (
    <form
      className={styles.root}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null) return;
        period.choose(chosen);
        onDone();
      }}
    >
      <Field label={shell.period.from}>
        <Input type="date" value={days.first} onChange={(_, { value }) => setDays({ ...days, first: value })} />
      </Field>
      <Field label={shell.period.to} validationMessage={chosen === null ? shell.period.invalid : null}>
        <Input type="date" value={days.last} onChange={(_, { value }) => setDays({ ...days, last: value })} />
      </Field>
      <Button type="submit" appearance="primary" disabled={chosen === null}>
        {shell.period.apply}
      </Button>
    </form>
  );
}
