import { Combobox, makeStyles, Option } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { personName } from "./person-name.ts";
import type { SimulatedChoice } from "./session.ts";

const useStyles = makeStyles({
  root: { width: "100%", minWidth: "140px" },
  list: { maxHeight: "320px" },
});

/** An open list with search over everybody in the simulated tenant. */
export function PersonCombobox({ simulated, onClose }: { simulated: SimulatedChoice; onClose: () => void }): ReactNode {
  const styles = useStyles();
  const messages = useMessages();
  const { formats, shell } = messages;
  const { people, personId, choose } = simulated;
  const [wanted, setWanted] = useState("");
  const inLetters = (text: string): string => text.trim().toLocaleLowerCase(formats.locale);
  const found = people
    .map((person) => ({ id: person.id, name: personName(person, messages) }))
    .filter(({ name }) => inLetters(name).includes(inLetters(wanted)));

  return (
    <Combobox
      autoFocus
      defaultOpen
      className={styles.root}
      input={{ style: { minWidth: 0 } }}
      listbox={{ className: styles.list }}
      aria-label={shell.person.label}
      value={wanted}
      selectedOptions={[personId]}
      onChange={(event) => setWanted(event.target.value)}
      onOpenChange={(_, { open }) => !open && onClose()}
      onOptionSelect={(_, { optionValue }) => optionValue !== undefined && choose(optionValue)}
    >
      {found.map(({ id, name }) => (
        <Option key={id} value={id}>
          {name}
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
