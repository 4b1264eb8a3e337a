import { useSearchParams } from "wouter";
import { createLocalTime } from "../../src/calls/local-time.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import { periodText, readPeriodText } from "../../src/calls/period-text.ts";
import { useSession } from "../shell/session.ts";

export type ChosenPeriod = {
  /** As the API's `period=` takes it. */
  text: string;
  name: PeriodName;
  /** The local date now, "YYYY-MM-DD". */
  today: string;
  choose: (name: PeriodName) => void;
};

/** The period that stands in the URL as `?period=`, so that a link and the way back keep it. */
export function usePeriod(usual: PeriodName): ChosenPeriod {
  const [params, setParams] = useSearchParams();
  const { timeZone } = useSession();
  const today = createLocalTime(timeZone).dateOf(new Date());
  const name = readPeriodText(params.get("period") ?? "", today) ?? usual;
  return {
    text: periodText(name),
    name,
    today,
    choose: (chosen) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        after.set("period", periodText(chosen));
        return after;
      }),
  };
}
