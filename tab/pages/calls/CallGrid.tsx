import { mergeClasses } from "@fluentui/react-components";
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import type { CallRowJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { SkeletonBlock } from "../../parts/PageSkeleton.tsx";
import { useMediaQuery } from "../../parts/use-media-query.ts";
import { listEntries } from "./call-list-entries.ts";
import { ROW_HEIGHTS, TWO_LINES, useCallListStyles } from "./call-list-styles.ts";
import { CallRow, type RowOpening } from "./CallRow.tsx";

/** Rows that are kept beyond what is seen, so that a fast scroll finds them there. */
const OVERSCAN = 12;
/** The next calls are asked for when so few rows are left below. */
const ASK_AHEAD = 60;
const PAGE_OF_ROWS = 10;
/** The list's own head, or the page's bar on a narrow screen, covers so much of its top. */
const COVERED_TOP = 56;

/** Where somebody was in the list. */
export type ListPlace = { scrollTop: number; position: number };

/**
 * Calls, newest first, grouped by day: only those near the window are in the document. A grid of rows that arrow keys,
 * Home, End and the page keys go through; its row count says how many calls there are, loaded or not.
 */
export function CallGrid({
  calls,
  total,
  timeZone,
  opening,
  next,
  place = null,
  onLeave,
}: {
  calls: readonly CallRowJson[];
  /** How many calls there are, loaded or not; null: not known yet. */
  total: number | null;
  timeZone: string;
  opening: RowOpening;
  /** Asks for the next calls; null: there are none, or it failed and `more` says so. */
  next: { isAsking: boolean; ask: () => void; failed: ReactNode } | null;
  /** To which the list returns. */
  place?: ListPlace | null;
  /** Before a call's page is opened. */
  onLeave?: (place: ListPlace) => void;
}): ReactNode {
  const styles = useCallListStyles();
  const messages = useMessages();
  const { formats } = messages;
  const isTwoLines = useMediaQuery(TWO_LINES);
  const entries = useMemo(() => listEntries(calls, timeZone), [calls, timeZone]);
  const indexOfCall = useMemo(() => {
    const indexes: number[] = [];
    entries.forEach((entry, index) => entry.kind === "call" && indexes.push(index));
    return indexes;
  }, [entries]);
  const [current, setCurrent] = useState(place?.position ?? 0);
  const [focusAsked, setFocusAsked] = useState(place === null ? 0 : 1);
  const position = Math.min(current, Math.max(0, calls.length - 1));

  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return;
    const measure = (): void => setTop(element.getBoundingClientRect().top + window.scrollY);
    measure();
    // What stands above the list may change its height: filters, notices.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const kept = indexOfCall[position];
  const virtualizer = useWindowVirtualizer({
    count: entries.length + (next === null ? 0 : 1),
    estimateSize: (index) => heightOf(entries[index]?.kind, isTwoLines),
    getItemKey: (index) => entries[index]?.key ?? "more",
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: COVERED_TOP,
    scrollPaddingEnd: 8,
    initialOffset: place?.scrollTop ?? 0,
    // The row that has the focus stays in the document when it is scrolled away.
    rangeExtractor: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range);
        return kept === undefined || shown.includes(kept) ? shown : [...shown, kept].sort((a, b) => a - b);
      },
      [kept],
    ),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, isTwoLines]);
  useReturn(place);

  const items = virtualizer.getVirtualItems();
  const lastShown = virtualizer.range?.endIndex ?? 0;
  const isNear = next !== null && !next.isAsking && next.failed === null && lastShown > entries.length - ASK_AHEAD;
  const ask = next?.ask;
  useEffect(() => {
    if (isNear) ask?.();
  }, [isNear, ask, calls.length]);

  const onLeaveRef = useRef(onLeave);
  onLeaveRef.current = onLeave;
  const leave = useCallback((at: number) => onLeaveRef.current?.({ scrollTop: window.scrollY, position: at }), []);

  function goTo(wanted: number): void {
    const reached = Math.min(Math.max(0, wanted), calls.length - 1);
    setCurrent(reached);
    setFocusAsked((times) => times + 1);
    const index = indexOfCall[reached];
    // With its day above it, the first call of the list comes to where the page begins.
    if (reached === 0) window.scrollTo({ top: 0 });
    else if (index !== undefined) virtualizer.scrollToIndex(index, { align: "auto" });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const wanted = wantedBy(event.key, position, calls.length);
    if (wanted === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goTo(wanted);
  }

  return (
    <div
      role="grid"
      aria-label={messages.calls.list}
      aria-readonly
      aria-rowcount={(total ?? -2) + 1}
      aria-busy={next?.isAsking ?? false}
      className={styles.grid}
      onKeyDown={onKeyDown}
    >
      <Head isTwoLines={isTwoLines} />
      <div ref={body} role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const entry = entries[item.index];
          const style = { height: item.size, transform: `translateY(${item.start - top}px)` };
          if (entry === undefined) {
            return (
              <div
                key={item.key}
                role="presentation"
                className={mergeClasses(styles.placed, styles.more)}
                style={style}
              >
                {next?.failed ?? <More />}
              </div>
            );
          }
          if (entry.kind === "day") {
            return (
              // Each row says its day to a screen reader, so that rows are calls and can be counted.
              <div key={item.key} aria-hidden className={mergeClasses(styles.placed, styles.day)} style={style}>
                {formats.day(entry.date, { withYear: true })}
              </div>
            );
          }
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={entry.position + 2}
              className={mergeClasses(styles.placed, styles.row, isTwoLines ? styles.twoLines : styles.columns)}
              style={style}
            >
              <CallRow
                call={entry.call}
                date={entry.date}
                position={entry.position}
                isTwoLines={isTwoLines}
                isCurrent={entry.position === position}
                focusAsked={entry.position === position ? focusAsked : 0}
                opening={opening}
                onOpen={leave}
                onFocus={setCurrent}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Head({ isTwoLines }: { isTwoLines: boolean }): ReactNode {
  const styles = useCallListStyles();
  const { columns } = useMessages().calls;
  const names = isTwoLines
    ? [columns.company, columns.time, columns.quality, columns.media]
    : [columns.time, columns.company, columns.media, columns.duration, columns.quality, columns.rating, columns.reason];
  return (
    <div role="rowgroup" className={mergeClasses(isTwoLines ? styles.hidden : styles.head)}>
      <div role="row" aria-rowindex={1} className={styles.columns} style={{ height: "100%" }}>
        {names.map((name) => (
          <div key={name} role="columnheader" className={styles.cut}>
            {name}
          </div>
        ))}
      </div>
    </div>
  );
}

function More(): ReactNode {
  const { calls } = useMessages();
  return (
    <div role="status" aria-label={calls.moreLoading} style={{ width: "100%" }}>
      <SkeletonBlock height={40} />
    </div>
  );
}

/** Scrolls to where the list was left, before it is seen, and again after the page's heading has taken the focus. */
function useReturn(place: ListPlace | null): void {
  const [scrollTop] = useState(place?.scrollTop ?? null);
  const scroll = (): void => {
    if (scrollTop !== null) window.scrollTo({ top: scrollTop });
  };
  useLayoutEffect(scroll, [scrollTop]);
  useEffect(scroll, [scrollTop]);
}

function heightOf(kind: "day" | "call" | undefined, isTwoLines: boolean): number {
  if (kind === undefined) return ROW_HEIGHTS.more;
  if (kind === "day") return ROW_HEIGHTS.day;
  return isTwoLines ? ROW_HEIGHTS.narrow : ROW_HEIGHTS.wide;
}

function wantedBy(key: string, position: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return position + 1;
    case "ArrowUp":
      return position - 1;
    case "PageDown":
      return position + PAGE_OF_ROWS;
    case "PageUp":
      return position - PAGE_OF_ROWS;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
