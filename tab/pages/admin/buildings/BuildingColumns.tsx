import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { BUILDING_COLUMNS } from "../../../../src/calls/building.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { DataTable } from "../../../parts/DataTable.tsx";

const useStyles = makeStyles({
  summary: { ...typographyStyles.body1Strong, cursor: "pointer", width: "fit-content" },
  table: { paddingTop: tokens.spacingVerticalM },
});

/** The file's columns in their order; closed until asked for. */
export function BuildingColumns(): ReactNode {
  const styles = useStyles();
  const words = useMessages().buildings.columns;
  return (
    <details>
      <summary className={styles.summary}>{words.title}</summary>
      <div className={styles.table}>
        <DataTable
          caption={words.title}
          columns={[
            { header: words.column },
            { header: words.holds },
            { header: words.example },
            { header: words.required },
          ]}
          rows={BUILDING_COLUMNS.map(({ name, field, example, isRequired }) => ({
            key: name,
            cells: [name, words.of[field], example, isRequired ? words.yes : words.no],
          }))}
        />
      </div>
    </details>
  );
}
