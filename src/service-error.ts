/** What a caller may do about an error. */
export type Remedy = "retry" | "fix-input" | "fix-configuration" | "none";

/**
 * Every error of the product that somebody may see: a stable code, a message free of personal data and secrets, and
 * what may be done about it.
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: string;
  readonly remedy: Remedy;

  constructor(code: string, message: string, options: { remedy?: Remedy; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy ?? "none";
  }
}

/** The code of any thrown value, for logs and counters: a ServiceError's, a system error's, or its class name. */
export function errorCode(error: unknown): string {
  if (error instanceof Error) {
    const code: unknown = "code" in error ? error.code : undefined;
    return typeof code === "string" || typeof code === "number" ? String(code) : error.name;
  }
  return "unknown";
}
