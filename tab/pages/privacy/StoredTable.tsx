import type { ReactNode } from "react";
import type { StoredOfPerson } from "../../../src/calls/erasure.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";

const KINDS = [
  "participations",
  "sessions",
  "phoneCalls",
  "conversations",
  "looks",
] as const satisfies readonly (keyof StoredOfPerson)[];

/** How much is stored of each kind, or that nothing is. */
export function StoredTable({
  caption,
  stored,
  nothing,
}: {
  caption: string;
  stored: StoredOfPerson;
  nothing: string;
}): ReactNode {
  const { privacy, bot, formats } = useMessages();
  if (KINDS.every((kind) => stored[kind] === 0)) return <p>{nothing}</p>;
  return (
    <DataTable
      caption={caption}
      columns={[{ header: privacy.stored.what }, { header: privacy.stored.documents, isNumber: true }]}
      rows={KINDS.map((kind) => ({
        key: kind,
        cells: [bot.privacy.forgetMe.stored[kind], formats.count(stored[kind])],
      }))}
    />
  );
}
