import { randomUUID } from "node:crypto";
import express, { type Request, type Router } from "express";

export type AdminStatusOptions = {
  read: () => Promise<object>;
  /** Whether it is answered without a sign-in, to callers on this machine: in simulated mode only. */
  isOpenOnLoopback: boolean;
};

const LOOPBACK_ADDRESSES = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;
const LOOPBACK_HOSTS = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

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

/**
 * The connection's own address, not a header's; nothing that a tunnel or proxy on this machine passed on; and the name
 * that was asked for, since a page in a browser on this machine may have another one point here.
 */
function comesFromThisMachine(request: Request): boolean {
  return (
    LOOPBACK_ADDRESSES.test(request.socket.remoteAddress ?? "") &&
    LOOPBACK_HOSTS.test(request.headers.host ?? "") &&
    FORWARDED.every((name) => request.headers[name] === undefined)
  );
}
