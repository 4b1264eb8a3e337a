import { Field, makeStyles, Select, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { CallChoices } from "../../../src/calls/call-totals.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { CONDITION_NAMES } from "./call-conditions-query.ts";
import { choicesOf, conditionsInWords, labelOf, type ChoiceName } from "./condition-words.ts";
import type { ChosenConditions } from "./use-list-conditions.ts";

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(170px, 1fr))",
    gap: tokens.spacingHorizontalM,
  },
  // The longest choice, such as a device's name, does not decide how wide the list of choices is.
  select: { minWidth: 0, "& select": { minWidth: 0, width: "100%" } },
});

const CHOICES: readonly ChoiceName[] = CONDITION_NAMES.filter((name) => name !== "search");

/** A list of choices for each condition; a choice holds at once. */
export function FilterFields({
  chosen,
  choices,
}: {
  chosen: ChosenConditions;
  choices: CallChoices | null;
}): ReactNode {
  const styles = useStyles();
  const messages = useMessages();
  const inWords = new Map(
    conditionsInWords(chosen.conditions, choices, messages).map(({ name, words }) => [name, words]),
  );
  return (
    <div className={styles.root}>
      {CHOICES.map((name) => {
        const value = chosen.conditions[name] ?? "";
        const offered = choicesOf(name, choices, messages);
        // A link may ask for what no call of the period has.
        const isOffered = value === "" || offered.some((choice) => choice.value === value);
        return (
          <Field key={name} label={labelOf(name, messages)}>
            <Select
              className={styles.select}
              value={value}
              onChange={(_, { value: wanted }) => chosen.change({ [name]: wanted === "" ? null : wanted })}
            >
              <option value="">{messages.calls.any}</option>
              {!isOffered && <option value={value}>{inWords.get(name)}</option>}
              {offered.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.text}
                </option>
              ))}
            </Select>
          </Field>
        );
      })}
    </div>
  );
}
