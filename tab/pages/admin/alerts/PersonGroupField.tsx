import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useQueries } from "@tanstack/react-query";
import { use, type ReactNode } from "react";
import type { AlertScope } from "../../../../src/calls/alert-rule.ts";
import type { PeopleFoundJson } from "../../../../src/http/api-types.ts";
import { API } from "../../../api/api-routes.ts";
import { apiKey, useApiClient } from "../../../api/use-api.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { PersonSearch } from "../../../parts/PersonSearch.tsx";
import { AnonymousContext } from "../../../shell/session.ts";

type PersonGroup = NonNullable<AlertScope["personGroup"]>;

/** Each is a question for a name. */
const MOST_SHOWN = 20;

const useStyles = makeStyles({
  root: { display: "grid", rowGap: tokens.spacingVerticalS, minWidth: 0 },
  people: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    margin: 0,
    padding: 0,
    listStyle: "none",
  },
  name: { overflowWrap: "anywhere", fontWeight: tokens.fontWeightRegular, minWidth: 0 },
});

/** The people a rule is for; none of them: it is for everybody. Nobody is chosen by name in anonymous mode. */
export function PersonGroupField({
  group,
  change,
}: {
  group: PersonGroup | null;
  change: (group: PersonGroup | null) => void;
}): ReactNode {
  const styles = useStyles();
  const { admin, bot } = useMessages();
  const words = admin.alerts.editor.group;
  const { groupName, unnamedGroup } = bot.alertSetup.scope;
  const isAnonymous = use(AnonymousContext);
  const personIds = group?.personIds ?? [];
  const withPeople = (ids: string[]): PersonGroup | null =>
    ids.length === 0 ? null : { name: group?.name ?? unnamedGroup, personIds: ids };
  return (
    <div className={styles.root}>
      {!isAnonymous && (
        <PersonSearch
          label={words.add}
          isKept={false}
          onChoose={(person) => {
            if (person !== null && !personIds.includes(person.id)) change(withPeople([...personIds, person.id]));
          }}
        />
      )}
      {group !== null && (
        <>
          <People personIds={personIds} remove={(id) => change(withPeople(personIds.filter((one) => one !== id)))} />
          <Field label={groupName}>
            <Input
              value={group.name}
              maxLength={200}
              onChange={(_, { value }) => change({ ...group, name: value === "" ? unnamedGroup : value })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

function People({ personIds, remove }: { personIds: readonly string[]; remove: (id: string) => void }): ReactNode {
  const styles = useStyles();
  const { admin, bot } = useMessages();
  const words = admin.alerts.editor.group;
  const client = useApiClient();
  const shown = personIds.slice(0, MOST_SHOWN);
  const found = useQueries({
    queries: shown.map((search) => ({
      queryKey: apiKey(API.people, { search }),
      queryFn: (): Promise<PeopleFoundJson> => client.send("POST", API.people, { search }),
    })),
  });
  const more = personIds.length - shown.length;
  return (
    <ul className={styles.people}>
      {shown.map((id, place) => {
        const name = found[place]?.data?.people.find((person) => person.id === id)?.displayName;
        const known = name ?? bot.labels.unknownName;
        return (
          <li key={id}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              className={styles.name}
              aria-label={words.remove(known)}
              onClick={() => remove(id)}
            >
              {known}
            </Button>
          </li>
        );
      })}
      {more > 0 && <li>{words.more(more)}</li>}
    </ul>
  );
}
