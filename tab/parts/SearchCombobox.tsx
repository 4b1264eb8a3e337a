import { Combobox, makeStyles, Option, type ComboboxProps } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";

const useStyles = makeStyles({
  root: { width: "100%", minWidth: "140px" },
  list: { maxHeight: "320px" },
});

/** More than these are found by typing on. */
const MOST_SHOWN = 200;

export type SearchOption = { value: string; text: string };

/** A list with search: what is typed narrows it, and one of it is always chosen. */
export function SearchCombobox({
  options,
  value,
  onChoose,
  nothingFound,
  ...rest
}: {
  options: readonly SearchOption[];
  value: string;
  onChoose: (value: string) => void;
  nothingFound: string;
} & Pick<ComboboxProps, "id" | "aria-label" | "aria-describedby" | "disabled">): ReactNode {
  const styles = useStyles();
  const { formats } = useMessages();
  const [typed, setTyped] = useState<string | null>(null);
  const plain = (text: string): string => text.toLocaleLowerCase(formats.locale);
  const wanted = plain(typed?.trim() ?? "");
  const found = options.filter(({ text }) => plain(text).includes(wanted));
  const current = options.find((option) => option.value === value);

  return (
    <Combobox
      {...rest}
      className={styles.root}
      input={{ style: { minWidth: 0 } }}
      listbox={{ className: styles.list }}
      value={typed ?? current?.text ?? ""}
      selectedOptions={[value]}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
      onOpenChange={(_, { open }) => !open && setTyped(null)}
      onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onChoose(optionValue)}
    >
      {found.slice(0, MOST_SHOWN).map((option) => (
        <Option key={option.value} value={option.value} text={option.text}>
          {option.text}
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="" text={nothingFound}>
          {nothingFound}
        </Option>
      )}
    </Combobox>
  );
}
