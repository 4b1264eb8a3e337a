import type { ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { SearchCombobox } from "../parts/SearchCombobox.tsx";
import type { SimulatedChoice } from "./session.ts";

/** A list with search over everybody in the simulated tenant. */
export function PersonCombobox({ simulated }: { simulated: SimulatedChoice }): ReactNode {
  const { bot, shell } = useMessages();
  const { people, personId, choose } = simulated;
  const options = people.map(({ id, displayName, isAdmin }) => ({
    value: id,
    text: isAdmin ? bot.joins.aside(displayName, shell.person.admin) : displayName,
  }));
  return (
    <SearchCombobox
      aria-label={shell.person.label}
      options={options}
      value={personId}
      onChoose={choose}
      nothingFound={shell.person.notFound}
    />
  );
}
