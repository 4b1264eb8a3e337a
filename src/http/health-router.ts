import express, { type Router } from "express";

export type HealthOptions = {
  /** Resolves when the service can do its work now; rejects otherwise, also from the moment on in which it stops. */
  isReady: () => Promise<void>;
  metrics: { render(): Promise<string>; contentType: string };
};

/**
 * GET /healthz: the process answers. GET /readyz: 200 when the store answers too, else 503, and 503 while the service starts or
 * stops. GET /metrics: Prometheus' text form; counts only, no personal data.
 */
export function createHealthRouter({ isReady, metrics }: HealthOptions): Router {
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const ready = await isReady().then(
      () => true,
      () => false,
    );
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not ready" });
  });
  router.get("/metrics", async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.render());
  });
  return router;
}
