import { Field, Input } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { useMessages } from "../../../messages/use-messages.ts";

/** A number as it is typed: what is none is marked, and stays until it is one. */
export function NumberField({
  label,
  value,
  isFault,
  onChange,
}: {
  label: string;
  value: number;
  isFault: boolean;
  /** NaN for what is no number. */
  onChange: (value: number) => void;
}): ReactNode {
  const { admin } = useMessages();
  const [typed, setTyped] = useState(String(value));
  return (
    <Field
      label={label}
      {...(isFault && {
        validationState: "error" as const,
        validationMessage: admin.alerts.editor.invalidNumber,
      })}
    >
      <Input
        inputMode="decimal"
        value={typed}
        onChange={(_, { value: text }) => {
          setTyped(text);
          onChange(text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));
        }}
      />
    </Field>
  );
}
