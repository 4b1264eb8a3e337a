import { ServiceError } from "../service-error.ts";

/** An error whose answer says more than a code: `details` stand beside it. They are for the caller's eyes. */
export class DetailedError extends ServiceError {
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>>) {
    super(code, message, { remedy: "fix-input" });
    this.details = details;
  }
}
