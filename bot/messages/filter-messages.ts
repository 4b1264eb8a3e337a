import type { CallFilter } from "../../src/calls/call-filter.ts";

/** A filter's conditions in words, as they stand in "This week, …: with Anna, longer than 10 min, video". */
export type FilterMessages = {
  /** Each condition by itself. A person is given as whom it was taken for, else as typed. */
  words: { [Condition in keyof CallFilter]: (value: NonNullable<CallFilter[Condition]>) => string };
  /** A button that takes one condition away. */
  remove: (words: string) => string;
};
