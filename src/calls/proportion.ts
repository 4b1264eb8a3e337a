/** A value between 0 and 1 (a difference: between -1 and 1) and the 95 % interval around it. */
export type Interval = { value: number; low: number; high: number };
