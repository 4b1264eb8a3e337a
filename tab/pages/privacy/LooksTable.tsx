import type { ReactNode } from "react";
import { describeLook, lookerName } from "../../../bot/messages/describe-look.ts";
import { lookFromJson } from "../../../src/answers/instant-json.ts";
import type { SeenLookJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";

/** Who looked at the person's calls, when, at what and why; the newest first. */
export function LooksTable({ looks, more }: { looks: readonly SeenLookJson[]; more: number }): ReactNode {
  const { privacy, bot, formats } = useMessages();
  const words = privacy.looks;
  if (looks.length === 0) return <p>{bot.privacy.nobodyLooked}</p>;
  const now = new Date();
  return (
    <>
      <DataTable
        caption={words.title}
        columns={[{ header: words.when }, { header: words.who }, { header: words.what }, { header: words.reason }]}
        rows={looks.map(({ at, viewer, look, reason }, index) => ({
          key: `${at} ${index}`,
          cells: [
            <time key="at" dateTime={at}>
              {formats.dayTime(new Date(at))}
            </time>,
            lookerName(viewer, bot) ?? words.unknownPerson,
            describeLook(lookFromJson(look), now, bot),
            reason ?? words.noReason,
          ],
        }))}
      />
      {more > 0 && <p>{bot.more(more)}</p>}
    </>
  );
}
