import type { Express, NextFunction, Request, Response } from "express";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import { presentRequestId } from "./watch-requests.ts";

/**
 * What no other router answered: 404, and for what one of them threw 400 or 500, each as `{code, message, requestId}`
 * that repeats nothing of what was sent or thrown. To be called when everything else is in the app.
 */
export function answerTheRest(app: Express, log: Log): void {
  app.use((_request, response) => {
    response.status(404).json({ code: "not_found", message: "There is nothing here.", requestId: presentRequestId() });
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const requestId = presentRequestId();
    // Express's own errors, such as a path that cannot be decoded, say whose fault it is.
    const status = error instanceof Error && "status" in error ? error.status : null;
    if (typeof status === "number" && status >= 400 && status < 500) {
      response.status(status).json({ code: "bad_request", message: "This request cannot be read.", requestId });
      return;
    }
    log.error({ code: errorCode(error), requestId, error }, "request failed");
    response.status(500).json({ code: "failed", message: "Something went wrong here.", requestId });
  });
}
