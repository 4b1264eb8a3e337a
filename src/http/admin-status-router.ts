import { randomUUID } from "node:crypto";
import express, { type Router } from "express";
import { comesFromThisMachine } from "./this-machine.ts";

export type AdminStatusOptions = {
  read: () => Promise<object>;
  /** Whether it is answered without a sign-in, to callers on this machine: in simulated mode only. */
  isOpenOnLoopback: boolean;
};

/**
 * GET /api/admin/status: what `callwise status --json` prints. Nobody can sign in yet, so it is answered to this very
 * machine in simulated mode, and with 401 otherwise; 503 when the store does not answer.
 */
export function createAdminStatusRouter({ read, isOpenOnLoopback }: AdminStatusOptions): Router {
  const router = express.Router();
  router.get("/api/admin/status", async (request, response) => {
    response.set("cache-control", "no-store");
    const requestId = randomUUID();
    if (!isOpenOnLoopback || !comesFromThisMachine(request)) {
      response.status(401).json({ code: "sign_in_required", message: "Sign in as an admin.", requestId });
      return;
    }
    try {
      response.json(await read());
    } catch {
      response.status(503).json({ code: "store_failing", message: "The database does not answer.", requestId });
    }
  });
  return router;
}
