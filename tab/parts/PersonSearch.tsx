import { Combobox, Field, Option } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import type { PeopleFoundJson } from "../../src/http/api-types.ts";
import type { ApiError } from "../api/api-error.ts";
import { API } from "../api/api-routes.ts";
import { apiKey, useApiClient } from "../api/use-api.ts";
import { useMessages } from "../messages/use-messages.ts";
import { FailedNotice } from "./FailedNotice.tsx";

export type FoundPerson = PeopleFoundJson["people"][number];

const PAUSE_MS = 300;
const LONGEST = 100;

/** Finds people by the beginnings of their names while somebody types. Nothing of anybody's calls is read for it. */
export function PersonSearch({
  label,
  onChoose,
  isKept = true,
}: {
  label: string;
  onChoose: (person: FoundPerson | null) => void;
  /** Whether who was chosen stays in the field; else it is empty for the next one. */
  isKept?: boolean;
}): ReactNode {
  const { admin, bot } = useMessages();
  const { people: words } = admin;
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setWanted(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const client = useApiClient();
  const answer = useQuery<PeopleFoundJson, ApiError>({
    queryKey: apiKey(API.people, { search: wanted }),
    queryFn: () => client.send("POST", API.people, { search: wanted }),
    placeholderData: keepPreviousData,
    enabled: wanted !== "",
  });
  const isSettled = wanted === typed.trim() && !answer.isFetching;
  const found = wanted === "" ? [] : (answer.data?.people ?? []);
  const nameOf = ({ displayName }: FoundPerson): string => displayName ?? bot.labels.unknownName;

  if (answer.isError) return <FailedNotice error={answer.error} retry={() => void answer.refetch()} />;
  return (
    <Field label={label}>
      <Combobox
        freeform
        inlinePopup
        placeholder={words.personHint}
        maxLength={LONGEST}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChoose(null);
        }}
        onOptionSelect={(_, { optionValue }) => {
          const person = found.find(({ id }) => id === optionValue);
          if (person === undefined) return;
          setTyped(isKept ? nameOf(person) : "");
          onChoose(person);
        }}
      >
        {found.map((person) => (
          <Option key={person.id} value={person.id} text={nameOf(person)}>
            {nameOf(person)}
          </Option>
        ))}
        {found.length === 0 && (
          <Option disabled value="" text={words.nobody}>
            {wanted === "" ? words.personHint : isSettled ? words.nobody : words.searching}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
