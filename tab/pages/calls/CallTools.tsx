import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowDownloadRegular, FilterRegular } from "@fluentui/react-icons";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import type { CallTotalsJson } from "../../../src/http/api-types.ts";
import type { ApiError } from "../../api/api-error.ts";
import { API, type ApiParams } from "../../api/api-routes.ts";
import { saveFile } from "../../api/save-file.ts";
import { useApiClient } from "../../api/use-api.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { FailedNotice } from "../../parts/FailedNotice.tsx";
import { useMediaQuery } from "../../parts/use-media-query.ts";
import { ConditionChips } from "./ConditionChips.tsx";
import { FilterFields } from "./FilterFields.tsx";
import { SearchField } from "./SearchField.tsx";
import type { ChosenConditions } from "./use-list-conditions.ts";

const FilterDrawer = lazy(async () => ({ default: (await import("./FilterDrawer.tsx")).FilterDrawer }));

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalM },
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
  search: { flex: "1 1 220px", maxWidth: "360px" },
  totals: {
    margin: 0,
    marginInlineStart: "auto",
    color: tokens.colorNeutralForeground2,
    minHeight: "20px",
    "@media (max-width: 639px)": { flexBasis: "100%", marginInlineStart: 0 },
  },
  panel: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Search, filters, totals and the file, above the list. */
export function CallTools({
  chosen,
  params,
  totals,
}: {
  chosen: ChosenConditions;
  /** Of the list: the file has the same calls. */
  params: ApiParams;
  totals: CallTotalsJson | undefined;
}): ReactNode {
  const styles = useStyles();
  const { bot, calls, formats } = useMessages();
  const isNarrow = useMediaQuery("(max-width: 639px)");
  const [isOpen, setOpen] = useState(false);
  // It stays once it was there: it takes the page back from behind itself while it closes.
  const [hasDrawer, setDrawer] = useState(false);
  if (isOpen && isNarrow && !hasDrawer) setDrawer(true);
  const filters = useRef<HTMLButtonElement>(null);
  const client = useApiClient();
  const file = useMutation<void, ApiError>({
    mutationFn: async () => saveFile(await client.file(API.callsFile, params)),
  });
  const choices = totals?.choices ?? null;
  const fields = <FilterFields chosen={chosen} choices={choices} />;
  const facts = totals && [
    bot.callCount(totals.calls),
    formats.duration(totals.durationSeconds),
    bot.poorPart(totals.poor),
  ];

  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <SearchField
          className={styles.search}
          value={chosen.conditions.search ?? ""}
          onSearch={(search) => chosen.change({ search }, { isPassing: true })}
        />
        <Button
          ref={(button: HTMLButtonElement | null) => void (filters.current = button)}
          icon={<FilterRegular />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {chosen.count === 0 ? calls.filters : calls.filtersOn(chosen.count)}
        </Button>
        <Button
          icon={<ArrowDownloadRegular />}
          disabled={totals?.calls === 0}
          disabledFocusable={file.isPending}
          onClick={() => file.mutate()}
        >
          {file.isPending ? calls.exporting : calls.exportFile}
        </Button>
        <p role="status" className={styles.totals}>
          {facts && bot.joins.facts(facts)}
        </p>
      </div>
      {file.isError && <FailedNotice error={file.error} retry={() => file.mutate()} />}
      {isOpen && !isNarrow && <div className={styles.panel}>{fields}</div>}
      {hasDrawer && (
        <Suspense>
          <FilterDrawer isOpen={isOpen && isNarrow} onClose={() => setOpen(false)}>
            {fields}
          </FilterDrawer>
        </Suspense>
      )}
      <ConditionChips chosen={chosen} choices={choices} onEmptied={() => filters.current?.focus()} />
    </div>
  );
}
