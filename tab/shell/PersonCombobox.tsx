import { Combobox, makeStyles, Option } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import type { SimulatedPersonJson } from "../../src/http/api-types.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { SimulatedChoice } from "./session.ts";

const useStyles = makeStyles({
  root: { width: "100%", minWidth: "140px" },
  list: { maxHeight: "320px" },
});

/** A list with search over everybody in the simulated tenant. */
export function PersonCombobox({ simulated }: { simulated: SimulatedChoice }): ReactNode {
  const styles = useStyles();
  const { bot, formats, shell } = useMessages();
  const { people, personId, choose } = simulated;
  const nameOf = ({ displayName, isAdmin }: SimulatedPersonJson): string =>
    isAdmin ? bot.joins.aside(displayName, shell.person.admin) : displayName;
  const current = people.find(({ id }) => id === personId);
  const shown = current ? nameOf(current) : "";
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = typed?.trim().toLocaleLowerCase(formats.locale) ?? "";
  const found = people.filter((person) => nameOf(person).toLocaleLowerCase(formats.locale).includes(wanted));

  return (
    <Combobox
      className={styles.root}
      input={{ style: { minWidth: 0 } }}
      listbox={{ className: styles.list }}
      aria-label={shell.person.label}
      value={typed ?? shown}
      selectedOptions={[personId]}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
      onOpenChange={(_, { open }) => !open && setTyped(null)}
      onOptionSelect={(_, { optionValue }) => optionValue !== undefined && choose(optionValue)}
    >
      {found.map((person) => (
        <Option key={person.id} value={person.id} text={nameOf(person)}>
          {nameOf(person)}
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="" text={shell.person.notFound}>
          {shell.person.notFound}
        </Option>
      )}
    </Combobox>
  );
}
