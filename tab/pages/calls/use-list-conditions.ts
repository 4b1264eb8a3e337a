import { useSearchParams } from "wouter";
import {
  CONDITION_NAMES,
  NO_LIST_CONDITIONS,
  readListConditions,
  withListConditions,
  type ListConditions,
} from "./call-conditions-query.ts";

export type ChosenConditions = {
  conditions: ListConditions;
  /** How many hold. */
  count: number;
  /** `isPassing`: one of several changes in a row, such as while somebody types, which is no place to go back to. */
  change: (part: Partial<ListConditions>, options?: { isPassing?: boolean }) => void;
  clear: () => void;
};

/** The conditions that stand in the URL, so that a link and the way back keep them. */
export function useListConditions(): ChosenConditions {
  const [params, setParams] = useSearchParams();
  const conditions = readListConditions(params);
  return {
    conditions,
    count: CONDITION_NAMES.filter((name) => conditions[name] !== null).length,
    change: (part, { isPassing = false } = {}) =>
      setParams((before) => withListConditions(before, { ...readListConditions(before), ...part }), {
        replace: isPassing,
      }),
    clear: () => setParams((before) => withListConditions(before, NO_LIST_CONDITIONS)),
  };
}
