/**
 * Long work that says where it can be interrupted: it yields there, and returns what it came to. Who runs it decides
 * whether others are served in between.
 */
export type Steps<Result> = Generator<undefined, Result, unknown>;
