import { SearchBox } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { LONGEST_SEARCH } from "./call-conditions-query.ts";

const PAUSE_MS = 300;

/** What is typed is searched for when somebody pauses; what the URL says later on, by the way back, is shown again. */
export function SearchField({
  value,
  onSearch,
  className,
}: {
  value: string;
  onSearch: (text: string | null) => void;
  className?: string;
}): ReactNode {
  const { calls } = useMessages();
  const [typed, setTyped] = useState(value);
  const searched = useRef(value);
  const search = useRef(onSearch);
  search.current = onSearch;

  useEffect(() => {
    if (value === searched.current) return;
    searched.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === searched.current) return;
    const timer = setTimeout(() => {
      searched.current = wanted;
      search.current(wanted === "" ? null : wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <SearchBox
      {...(className !== undefined && { className })}
      aria-label={calls.search}
      placeholder={calls.searchHint}
      maxLength={LONGEST_SEARCH}
      value={typed}
      onChange={(_, { value: text }) => setTyped(text)}
    />
  );
}
