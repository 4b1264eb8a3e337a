import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useRef, type ReactNode } from "react";
import type { CallChoices } from "../../../src/calls/call-totals.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { conditionsInWords } from "./condition-words.ts";
import type { ChosenConditions } from "./use-list-conditions.ts";

const useStyles = makeStyles({
  root: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    margin: 0,
    padding: 0,
    listStyleType: "none",
  },
  chip: { maxWidth: "100%", fontWeight: tokens.fontWeightRegular },
});

/** The conditions that hold, each to be taken away, and all of them at once. Not there while none holds. */
export function ConditionChips({
  chosen,
  choices,
  onEmptied,
}: {
  chosen: ChosenConditions;
  choices: CallChoices | null;
  /** The last one is gone, and the focus with it. */
  onEmptied: () => void;
}): ReactNode {
  const styles = useStyles();
  const messages = useMessages();
  const clear = useRef<HTMLButtonElement>(null);
  const held = conditionsInWords(chosen.conditions, choices, messages);
  if (held.length === 0) return null;
  const empty = (): void => {
    chosen.clear();
    onEmptied();
  };
  return (
    <ul className={styles.root} aria-label={messages.calls.conditions}>
      {held.map(({ name, words }) => (
        <li key={name}>
          <Button
            className={styles.chip}
            size="small"
            shape="circular"
            icon={<DismissRegular />}
            iconPosition="after"
            aria-label={messages.bot.filters.remove(words)}
            onClick={() => {
              if (held.length === 1) return empty();
              chosen.change({ [name]: null });
              clear.current?.focus();
            }}
          >
            {words}
          </Button>
        </li>
      ))}
      <li>
        <Button
          ref={(button: HTMLButtonElement | null) => void (clear.current = button)}
          size="small"
          appearance="transparent"
          onClick={empty}
        >
          {messages.calls.clearAll}
        </Button>
      </li>
    </ul>
  );
}
