import {
  MongoAPIError,
  MongoBulkWriteError,
  MongoCompatibilityError,
  MongoNetworkError,
  MongoParseError,
  MongoServerError,
  MongoServerSelectionError,
} from "mongodb";
import { errorCode, ServiceError, type Remedy } from "../service-error.ts";

/** AuthenticationFailed, Unauthorized, and Atlas's own code for both. */
const UNAUTHORIZED_CODES = new Set(["18", "13", "8000"]);
/** IndexOptionsConflict and IndexKeySpecsConflict. */
const INDEX_CONFLICT_CODES = new Set(["85", "86"]);

/**
 * What went wrong while the store was opened, as something an operator can act on. The driver's message and the error
 * itself are left behind: they may quote the connection string, which holds a password.
 */
export function openError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const code = rootCode(error);
  const fault = (name: string, message: string, remedy: Remedy): ServiceError =>
    new ServiceError(name, `${message} (${code}).`, { remedy });

  if (UNAUTHORIZED_CODES.has(code)) {
    return fault(
      "store_unauthorized",
      "MongoDB refused the sign-in, or the signed-in user may not read, write and create indexes in this database",
      "fix-configuration",
    );
  }
  if (INDEX_CONFLICT_CODES.has(code)) {
    return fault("store_index_conflict", "An index exists under the name of another one", "fix-configuration");
  }
  if (error instanceof MongoParseError || isDriverUse(error)) {
    return fault(
      "store_uri_invalid",
      "The MongoDB connection string or database name is not valid",
      "fix-configuration",
    );
  }
  if (error instanceof MongoCompatibilityError) {
    return fault("store_incompatible", "This MongoDB server is too old or too new for the driver", "fix-configuration");
  }
  if (isUnreachable(error)) {
    return fault("store_unreachable", "MongoDB could not be reached", "retry");
  }
  return fault("store_open_failed", "The store could not be opened", "retry");
}

/** Without a cause: what the driver says about a connection string quotes it. */
export function uriInvalid(): ServiceError {
  return new ServiceError("store_uri_invalid", "The MongoDB connection string or its database name is not valid.", {
    remedy: "fix-configuration",
  });
}

function isDriverUse(error: unknown): boolean {
  return error instanceof MongoAPIError && !(error instanceof MongoCompatibilityError);
}

/** Whether the database did not answer, so that the same may work soon. */
export function isUnreachable(error: unknown): boolean {
  // The driver wraps whatever happens to a bulk write.
  if (error instanceof MongoBulkWriteError) return isUnreachable(error.errorResponse);
  if (error instanceof MongoServerError) return false;
  const isNetwork = error instanceof MongoServerSelectionError || error instanceof MongoNetworkError;
  // A name that does not resolve is the system's own error.
  return isNetwork || (error instanceof Error && "syscall" in error);
}

/** The code of what lies at the bottom: a refused connection inside a server selection that timed out. */
function rootCode(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = current instanceof Error ? innerError(current) : null;
    if (!inner) break;
    current = inner;
  }
  return errorCode(current);
}

function innerError(error: Error): Error | null {
  if (error instanceof MongoServerSelectionError) {
    for (const { error: serverError } of error.reason?.servers.values() ?? []) if (serverError) return serverError;
  }
  return error.cause instanceof Error ? error.cause : null;
}
