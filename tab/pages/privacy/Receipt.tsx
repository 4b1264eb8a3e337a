import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useEffect, useRef, type ReactNode } from "react";
import type { ErasedJson } from "../../../src/http/api-types.ts";
import { saveFile } from "../../api/save-file.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FactList } from "../../parts/FactList.tsx";
import { Notice } from "../../parts/Notice.tsx";
import { StoredTable } from "./StoredTable.tsx";

const useStyles = makeStyles({
  root: { display: "grid", justifyItems: "start", rowGap: tokens.spacingVerticalM, outlineStyle: "none" },
});

/** What proves an erasure; it names nobody, so that it cannot be found again later. */
export function Receipt({ erased }: { erased: ErasedJson }): ReactNode {
  const styles = useStyles();
  const { privacy, bot, formats } = useMessages();
  const words = bot.privacy.forgetMe;
  const top = useRef<HTMLDivElement>(null);
  // The dialog that had the focus is gone.
  useEffect(() => top.current?.focus(), []);
  const save = (): void =>
    saveFile({
      name: `callwise-erasure-${erased.receiptId}.json`,
      content: new Blob([JSON.stringify(erased, null, 2)], { type: "application/json" }),
    });
  return (
    <div ref={top} tabIndex={-1} className={styles.root}>
      <Notice kind="info" title={privacy.erase.done}>
        {words.receiptNote}
      </Notice>
      <FactList
        facts={[
          [words.receipt, erased.receiptId],
          [words.erasedAt, formats.dayTime(new Date(erased.at))],
        ]}
      />
      <StoredTable caption={words.erased} stored={erased.erased} nothing={words.nothingStored} />
      <Button icon={<ArrowDownloadRegular />} onClick={save}>
        {privacy.erase.saveReceipt}
      </Button>
    </div>
  );
}
