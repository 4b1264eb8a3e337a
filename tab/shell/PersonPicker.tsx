import { Button, makeStyles } from "@fluentui/react-components";
import { ChevronDownRegular } from "@fluentui/react-icons";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { personName } from "./person-name.ts";
import type { SimulatedChoice } from "./session.ts";

const load = () => import("./PersonCombobox.tsx");
const PersonCombobox = lazy(async () => ({ default: (await load()).PersonCombobox }));

const useStyles = makeStyles({
  root: { width: "100%", minWidth: "140px", justifyContent: "space-between", fontWeight: "normal" },
});

/** Whom one is in the simulated tenant. The list with its search is loaded when somebody wants it. */
export function PersonPicker({ simulated }: { simulated: SimulatedChoice }): ReactNode {
  const styles = useStyles();
  const messages = useMessages();
  const [isOpen, setOpen] = useState(false);
  const current = simulated.people.find(({ id }) => id === simulated.personId);
  const name = current ? personName(current, messages) : "";
  const button = (
    <Button
      className={styles.root}
      icon={<ChevronDownRegular />}
      iconPosition="after"
      aria-haspopup="listbox"
      aria-label={messages.bot.joins.labeled(messages.shell.person.label, name)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setOpen(true)}
    >
      {name}
    </Button>
  );
  if (!isOpen) return button;
  return (
    <Suspense fallback={button}>
      <PersonCombobox simulated={simulated} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
