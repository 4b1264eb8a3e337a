import { mergeClasses } from "@fluentui/react-components";
import { StarRegular } from "@fluentui/react-icons";
import { memo, useEffect, useId, useRef, type ReactNode } from "react";
import { Link } from "wouter";
import type { CallRowJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { CallIcons } from "../../parts/CallIcons.tsx";
import { companyOf, presenceOf, ratingWords } from "../../parts/call-words.ts";
import { QualityBadge } from "../../parts/QualityBadge.tsx";
import { useCallListStyles } from "./call-list-styles.ts";

/** How a row is opened: as a page of its own where it has one, else by what a button does. */
export type RowOpening = { href: (callId: string) => string; state: unknown } | { open: (callId: string) => void };

type Row = {
  call: CallRowJson;
  /** Local, "YYYY-MM-DD". */
  date: string;
  position: number;
  isTwoLines: boolean;
  /** The one row of the list that Tab comes to. */
  isCurrent: boolean;
  /** Counts up each time that the current row is to take the focus; 0: not yet. */
  focusAsked: number;
  opening: RowOpening;
  onOpen: (position: number) => void;
  onFocus: (position: number) => void;
};

/** One call of the list, a row of its grid. */
export const CallRow = memo(function CallRow(row: Row): ReactNode {
  const styles = useCallListStyles();
  const { bot, formats } = useMessages();
  const id = useId();
  const { call, date, isTwoLines } = row;
  const cells = {
    time: (
      <span id={`${id}time`} className={mergeClasses(styles.number, isTwoLines && styles.subtle)}>
        <span className={styles.hidden}>{formats.day(date)} </span>
        {formats.time(new Date(call.start))}
      </span>
    ),
    open: <Opener row={row} id={`${id}with`} describedBy={`${id}time ${id}with ${id}duration ${id}quality ${id}why`} />,
    icons: <CallIcons type={call.type} modalities={call.modalities} isLikelyMissed={call.isLikelyMissed} />,
    duration: (
      <span id={`${id}duration`} className={mergeClasses(styles.cut, styles.number, isTwoLines && styles.subtle)}>
        {presenceOf(call, bot)}
      </span>
    ),
    quality: (
      <span id={`${id}quality`}>
        <QualityBadge quality={call.quality} />
      </span>
    ),
    rating: <Rating call={call} isShort={isTwoLines} />,
    reason: <Reason id={`${id}why`} call={call} />,
  };
  if (isTwoLines) {
    return (
      <>
        <div role="gridcell" className={styles.cut}>
          {cells.open}
        </div>
        <div role="gridcell" className={styles.end}>
          {cells.time}
        </div>
        <div role="gridcell" className={styles.secondLine}>
          {cells.quality}
          {cells.duration}
          {cells.rating}
          <span className={styles.hidden}>{cells.reason}</span>
        </div>
        <div role="gridcell" className={styles.end}>
          {cells.icons}
        </div>
      </>
    );
  }
  return (
    <>
      <div role="gridcell">{cells.time}</div>
      <div role="gridcell" className={styles.cut}>
        {cells.open}
      </div>
      <div role="gridcell">{cells.icons}</div>
      <div role="gridcell" className={styles.cut}>
        {cells.duration}
      </div>
      <div role="gridcell">{cells.quality}</div>
      <div role="gridcell" className={styles.cell}>
        {cells.rating}
      </div>
      <div role="gridcell" className={styles.cut}>
        {cells.reason}
      </div>
    </>
  );
});

/** The call's name, which opens it; a screen reader says the whole row with it. */
function Opener({ row, id, describedBy }: { row: Row; id: string; describedBy: string }): ReactNode {
  const styles = useCallListStyles();
  const { bot } = useMessages();
  const { call, position, isCurrent, focusAsked, opening, onOpen, onFocus } = row;
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent && focusAsked > 0) ref.current?.focus({ preventScroll: true });
  }, [isCurrent, focusAsked]);
  const shared = {
    className: mergeClasses(styles.open, styles.cut),
    tabIndex: isCurrent ? 0 : -1,
    "aria-labelledby": describedBy,
    onFocus: () => onFocus(position),
  };
  const name = (
    <bdi id={id} title={companyOf(call, bot)}>
      {companyOf(call, bot)}
    </bdi>
  );
  if ("open" in opening) {
    const open = (): void => {
      onOpen(position);
      opening.open(call.callId);
    };
    return (
      <button type="button" ref={(button) => void (ref.current = button)} onClick={open} {...shared}>
        {name}
      </button>
    );
  }
  return (
    <Link
      href={opening.href(call.callId)}
      state={opening.state}
      ref={(link) => void (ref.current = link)}
      onClick={() => onOpen(position)}
      {...shared}
    >
      {name}
    </Link>
  );
}

function Rating({ call: { feedback }, isShort }: { call: CallRowJson; isShort: boolean }): ReactNode {
  const styles = useCallListStyles();
  const { bot } = useMessages();
  if (feedback === null || (isShort && feedback.value === null)) return null;
  const words = ratingWords(feedback, bot);
  const isPoor = feedback.value !== null && feedback.value <= 2;
  return (
    <span className={mergeClasses(styles.rating, isPoor ? styles.poorRating : styles.subtle)} title={words}>
      {feedback.value !== null && <StarRegular aria-hidden />}
      <span className={styles.cut}>{isShort ? bot.formats.count(feedback.value ?? 0) : words}</span>
    </span>
  );
}

/** The worst measurement of a poor call; of another one what was wrong by the person's own words. */
function Reason({ id, call: { reasons, feedback } }: { id: string; call: CallRowJson }): ReactNode {
  const styles = useCallListStyles();
  const { bot } = useMessages();
  const [reason] = reasons;
  const tokens = (feedback?.tokens ?? []).map(bot.quality.token);
  const words = reason ? bot.quality.reason(reason) : bot.joins.list(tokens);
  return (
    <span id={id} className={styles.subtle} title={words}>
      {words}
    </span>
  );
}
