import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { useMessages } from "../../../messages/use-messages.ts";
import { Notice } from "../../../parts/Notice.tsx";
import { Panel } from "../../../parts/Panel.tsx";
import { PersonSearch, type FoundPerson } from "../../../parts/PersonSearch.tsx";

/** The API asks for as much. */
const SHORTEST_REASON = 3;
const LONGEST_REASON = 200;

export type Look = { person: FoundPerson; reason: string };

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalM, maxWidth: "520px" },
  button: { alignSelf: "start" },
});

/** Whose calls, and why: nothing is shown before both are said. */
export function LookForm({ onLook, isLooking }: { onLook: (look: Look) => void; isLooking: boolean }): ReactNode {
  const styles = useStyles();
  const { admin } = useMessages();
  const { people: words } = admin;
  const [person, setPerson] = useState<FoundPerson | null>(null);
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const given = reason.trim();
  const isReasoned = given.length >= SHORTEST_REASON;
  return (
    <Panel title={words.title}>
      <Notice kind="info">{words.notice}</Notice>
      <form
        className={styles.form}
        // What is missing is said beside the field, in the person's language.
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (person !== null && isReasoned) onLook({ person, reason: given });
        }}
      >
        <PersonSearch label={words.person} onChoose={setPerson} />
        <Field
          label={words.reason}
          required
          hint={words.reasonHint}
          {...(isTried && !isReasoned && { validationMessage: words.reasonMissing })}
        >
          <Input value={reason} maxLength={LONGEST_REASON} onChange={(_, { value }) => setReason(value)} />
        </Field>
        <Button
          className={styles.button}
          type="submit"
          appearance="primary"
          disabled={person === null}
          disabledFocusable={isLooking}
        >
          {words.look}
        </Button>
      </form>
    </Panel>
  );
}
